"""Passwords of mailboxes: in no database, export or backup of the site. No Plone in here.

``FARDE_MAILBOX_SECRETS`` names a file that the service alone may read, with one account and its
password on each line; ``FARDE_MAILBOX_PASSWORD`` is that of every account without a line.
"""

import os
import stat
from pathlib import Path


class Exposed(Exception):
    """Others than the service may read the file."""


def password(account: str) -> str:
    """Return the password of ``user@host``, "" where none was given; raises Exposed."""
    path = os.environ.get("FARDE_MAILBOX_SECRETS", "")
    own = _kept(Path(path)).get(account, "") if path else ""
    return own or os.environ.get("FARDE_MAILBOX_PASSWORD", "")


def _kept(path: Path) -> dict[str, str]:
    try:
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise Exposed
        lines = path.read_text("utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.strip().partition(" ") for line in lines if not line.startswith("#"))
    return {account: secret.strip() for account, _space, secret in pairs if secret.strip()}
