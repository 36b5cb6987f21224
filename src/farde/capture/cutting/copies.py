"""Which pages the eye took for copies, judged again once their words are read."""

from collections.abc import Mapping

from farde.capture.nearness import is_text, nearness
from farde.capture.work import ReadPage

#: How sure the words of both pages must be before they speak against the eye.
_SURE = 0.8


def judged(
    marks: Mapping[str, str], read: Mapping[str, ReadPage], least: float
) -> Mapping[str, str]:
    """Return the marks without copies whose words are less near than ``least``, from 0 to 1.

    Two letters of one form look alike, and differ in dates and amounts. Where a page was read
    badly or says next to nothing, the mark stays: a person decides.
    """
    return {
        leaf: mark
        for leaf, mark in marks.items()
        if not _differ(read.get(leaf), read.get(mark.partition(":")[2]), least)
    }


def _differ(one: ReadPage | None, other: ReadPage | None, least: float) -> bool:
    if one is None or other is None or min(one.confidence, other.confidence) < _SURE:
        return False
    texts = one.text, other.text
    return all(is_text(text) for text in texts) and nearness(*texts) < least
