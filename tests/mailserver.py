"""A real IMAP server on loopback, started by the tests; a plugin of all tests."""

import grp
import imaplib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from live import free_port

SECRET = "a password of the tests"
_CONFIGURATION = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_max_userip_connections = 50
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {home}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={user_group} home={home}/mail/%u
}}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class MailServer:
    """Dovecot with its files in a folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, free_port()
        self._process: subprocess.Popen | None = None

    def start(self, users: tuple[str, ...]) -> None:
        """Start it, and wait until it answers."""
        (self.home / "users").write_text("".join(f"{one}:{SECRET}\n" for one in users))
        (self.home / "mail").mkdir()
        (self.home / "conf").write_text(_CONFIGURATION.format(**self._accounts()))
        self._process = subprocess.Popen(
            ["dovecot", "-F", "-c", str(self.home / "conf")], stderr=subprocess.DEVNULL
        )
        for _attempt in range(100):
            try:
                with self.open(users[0]):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.home / "log").read_text())

    def stop(self) -> None:
        """Stop it with all its processes."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None

    def address(self, user: str = "depots", folder: str = "INBOX") -> str:
        """Return what the settings of the site say of a mailbox."""
        return f"imap://{user}@127.0.0.1:{self.port}/{folder}"

    @contextmanager
    def open(self, user: str = "depots") -> Iterator[imaplib.IMAP4]:
        """Open a mailbox as a mail program does."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=10) as client:
            client.login(user, SECRET)
            yield client

    def deliver(self, raw: bytes, user: str = "depots", at: datetime | None = None) -> None:
        """Let a message arrive."""
        arrived = imaplib.Time2Internaldate(at) if at else None
        with self.open(user) as client:
            status, said = client.append("INBOX", "", arrived, raw)
            assert status == "OK", said

    def messages(self, folder: str = "INBOX", user: str = "depots") -> list[bytes]:
        """Return what lies in a folder, nothing where there is none."""
        with self.open(user) as client:
            if client.select(f'"{folder}"', readonly=True)[0] != "OK":
                return []
            numbers = client.search(None, "ALL")[1][0].split()
            return [client.fetch(one, "(BODY.PEEK[])")[1][0][1] for one in numbers]

    def _accounts(self) -> dict[str, object]:
        me = pwd.getpwuid(os.getuid())
        group = grp.getgrgid(me.pw_gid).gr_name
        names = {"internal": me.pw_name, "login": me.pw_name, "group": group}
        names |= {"user": me.pw_name, "user_group": group}
        if os.getuid() == 0:
            # It gives root no mail, and wants its own accounts for what it does itself.
            names |= {"internal": "dovecot", "login": "dovenull", "group": "dovecot"}
            names |= {"user": "mail", "user_group": "mail"}
            shutil.chown(self.home / "mail", "mail", "mail")
        return names | {"home": self.home, "port": self.port}


@pytest.fixture(scope="module")
def mailserver() -> Iterator[MailServer]:
    """A running mail server with two mailboxes, emptied by ``mailbox``."""
    # Not a folder of pytest's, which other accounts than ours may not enter.
    home = Path(tempfile.mkdtemp(prefix="farde-imap-"))
    home.chmod(0o755)
    server = MailServer(home)
    try:
        server.start(("depots", "aide"))
        yield server
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def mailbox(mailserver, monkeypatch) -> Iterator[MailServer]:
    """The server, whose mailboxes are empty and whose password the site knows."""
    monkeypatch.setenv("FARDE_MAILBOX_PASSWORD", SECRET)
    yield mailserver
    for user in ("depots", "aide"):
        shutil.rmtree(mailserver.home / "mail" / user, ignore_errors=True)
