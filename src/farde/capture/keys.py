"""What a channel has deposited already, by a key of its own: a file, a message.

A channel deposits, commits, and only then takes the file away: killed in between, it meets its
own key again. The keys are spread, since channels write at the same time.
"""

import hashlib

from BTrees.OOBTree import OOBTree
from plone import api
from zope.annotation.interfaces import IAnnotations

_ANNOTATION = "farde.capture.keys"
_SHARDS = 64


def install(queue) -> None:
    """Make the empty shards; called by the profile."""
    annotations = IAnnotations(queue)
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = OOBTree({number: OOBTree() for number in range(_SHARDS)})


def known(queue, key: str) -> str:
    """Return the id of the deposit made under a key, "" if there is none."""
    digest, shard = _place(queue, key)
    return shard.get(digest, "")


def note(queue, key: str, batch_id: str) -> None:
    """Note that a deposit was made under a key."""
    digest, shard = _place(queue, key)
    shard[digest] = batch_id


def _place(queue, key: str) -> tuple[str, OOBTree]:
    # Hashed: a key may hold the name of a file, which may be that of a person.
    site = api.content.get_uuid(api.portal.get())
    digest = hashlib.sha256(f"{site} {key}".encode()).hexdigest()
    return digest, IAnnotations(queue)[_ANNOTATION][int(digest[:8], 16) % _SHARDS]
