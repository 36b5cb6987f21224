"""The seal of a sheet: who knows how a payload is written alone makes none that files by itself.

Its key is made of that of the access journal, which the service alone may read: nothing more has
to be installed, kept or saved. Where that key changes, older sheets cut, and are read by a person.
"""

import base64
import hashlib
import hmac
from dataclasses import replace

from plone import api

from farde.access.journal import store
from farde.capture.cutting.separators import Sheet, statement, with_nonce

_PURPOSE = b"farde separator sheets"
#: Short enough for large squares; a forger would have to feed in 2 to the 80 sheets.
_BYTES = 10


def sealed(sheet: Sheet) -> Sheet:
    """Return the sheet with a nonce of its own and the seal of the site.

    Raises Unavailable when the server has no key.
    """
    fresh = with_nonce(sheet)
    return replace(fresh, seal=_seal(fresh))


def is_sealed(sheet: Sheet) -> bool:
    """Whether this site printed the sheet; none is known for sure while there is no key."""
    try:
        return hmac.compare_digest(sheet.seal, _seal(sheet))
    except store.Unavailable:
        return False


def _seal(sheet: Sheet) -> str:
    key = hmac.digest(store.secret(), _PURPOSE, hashlib.sha256)
    site = api.content.get_uuid(api.portal.get())
    digest = hmac.digest(key, f"{site} {statement(sheet)}".encode(), hashlib.sha256)
    return base64.b32encode(digest[:_BYTES]).decode("ascii")
