"""Addresses of a search that tell nobody what was searched for: often it is a name.

Addresses stay in histories, in logs and on screens. Ours carry the words encrypted, for their
reader and their site alone: sent to a colleague, they open the empty page.
"""

import base64
import hashlib
import hmac
import json
from urllib.parse import urlencode

from cryptography.fernet import Fernet, InvalidToken
from plone import api

from farde.access.journal import store
from farde.consultation.search.asked import Asked
from farde.core.visitor import current_user_id

#: The field of the address.
FIELD = "s"
_PURPOSE = "farde search"


def address(asked: Asked, **more: str) -> str:
    """Return the address of a search; raises Unavailable when the server has no key."""
    query = {FIELD: sealed(asked)} | more
    return f"{api.portal.get().absolute_url()}/@@search?{urlencode(query)}"


def sealed(asked: Asked) -> str:
    """Return a search as the signed-in reader alone can use it."""
    return _cipher().encrypt(json.dumps(asked.written()).encode()).decode("ascii")


def opened(given: object) -> Asked:
    """Return the search that an address carries, an empty one for what is not the reader's."""
    if not given or not isinstance(given, str):
        return Asked()
    try:
        return Asked.read(json.loads(_cipher().decrypt(given.encode())))
    except (InvalidToken, store.Unavailable):
        return Asked()


def _cipher() -> Fernet:
    site = api.content.get_uuid(api.portal.get())
    whose = f"{_PURPOSE} {site} {current_user_id()}".encode()
    return Fernet(base64.urlsafe_b64encode(hmac.digest(store.secret(), whose, hashlib.sha256)))
