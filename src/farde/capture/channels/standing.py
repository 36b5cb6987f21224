"""How a channel fared when its worker last looked, kept where the web process reads it.

Written by the one task of a channel, and only when something is different: an idle channel
writes nothing.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from BTrees.OOBTree import OOBTree
from zope.annotation.interfaces import IAnnotations

from farde.capture import deposits
from farde.core import clock

_ANNOTATION = "farde.capture.standing"


@dataclass(frozen=True)
class Standing:
    """``faults`` are names of refusals of the channel, ``waiting`` and ``refused`` counts."""

    faults: tuple[str, ...] = ()
    waiting: int = 0
    refused: int = 0
    since: datetime | None = None


def of(name: str) -> Standing:
    """Return what was noted of a channel; an empty standing where nothing was."""
    return IAnnotations(deposits.queue()).get(_ANNOTATION, {}).get(name, Standing())


def differs(name: str, now: Standing) -> bool:
    """Tell whether a channel fares differently from what is noted."""
    known = of(name)
    return known.since is None or replace(known, since=None) != replace(now, since=None)


def note(name: str, now: Standing) -> None:
    """Note how a channel fares, if that is new; the caller commits."""
    if not differs(name, now):
        return
    annotations = IAnnotations(deposits.queue())
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = OOBTree()
    annotations[_ANNOTATION][name] = replace(now, since=clock.now())
