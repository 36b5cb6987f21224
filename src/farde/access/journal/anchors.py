"""Anchors: seals of the chain noted in the object database, so that a cut end is seen too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from BTrees.LOBTree import LOBTree
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations

from farde.access.journal.verification import Fault, Report

_ANNOTATION = "farde.access.journal"


@dataclass(frozen=True)
class Check:
    """The last walk over the whole chain: when, how many rows were sound, and the fault."""

    at: datetime
    count: int
    last_hash: str
    fault: Fault | None


class _Kept(Persistent):
    """What the object database knows of the journal."""

    check: Check | None = None

    def __init__(self) -> None:
        self.anchors = LOBTree()


def known(portal) -> Mapping[int, str]:
    """Return the anchors: seals by the number of their row."""
    kept = IAnnotations(portal).get(_ANNOTATION)
    return kept.anchors if kept is not None else {}


def last_check(portal) -> Check | None:
    """Return the last walk over the chain, None when there was none."""
    kept = IAnnotations(portal).get(_ANNOTATION)
    return kept.check if kept is not None else None


def keep(portal, report: Report, at: datetime) -> None:
    """Note the result of a walk, and anchor the end of a chain that is sound."""
    annotations = IAnnotations(portal)
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = _Kept()
    kept = annotations[_ANNOTATION]
    kept.check = Check(at, report.count, report.last_hash, report.fault)
    if report.fault is None and report.count:
        kept.anchors[report.count] = report.last_hash
