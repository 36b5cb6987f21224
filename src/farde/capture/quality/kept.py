"""What is kept with a deposit of its checks and of the new scans that were asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from zope.annotation.interfaces import IAnnotations

_CHECKS = "farde.capture.checks"
_RESCANS = "farde.capture.rescans"


@dataclass(frozen=True)
class Check:
    """A profiled part that a colleague is to confirm; ``returned`` says why it was sent back.

    ``values`` are the fields of the form, ``leaves`` the pages as they were when it was profiled.
    """

    by: str
    at: datetime
    values: Mapping[str, object]
    leaves: tuple[str, ...]
    returned: str = ""
    returned_by: str = ""

    @property
    def waits(self) -> bool:
        """Whether a colleague is awaited, not the author."""
        return not self.returned


@dataclass(frozen=True)
class Rescan:
    """Pages to be scanned again and why; ``done`` is the deposit that brought them."""

    leaves: tuple[str, ...]
    reason: str
    by: str
    at: datetime
    done: str = ""


def checks(batch) -> Mapping[str, Check]:
    """Return the checks of a deposit by part."""
    return IAnnotations(batch).get(_CHECKS, {})


def put_check(batch, part_id: str, check: Check) -> None:
    """Keep the check of a part."""
    # A new value, so that two who answer at once conflict and the second one asks again.
    IAnnotations(batch)[_CHECKS] = {**checks(batch), part_id: check}


def drop_check(batch, part_id: str) -> None:
    """Forget the check of a part."""
    IAnnotations(batch)[_CHECKS] = {k: one for k, one in checks(batch).items() if k != part_id}


def rescans(batch) -> tuple[Rescan, ...]:
    """Return the new scans that were asked for, the first one first."""
    return IAnnotations(batch).get(_RESCANS, ())


def open_rescans(batch) -> list[Rescan]:
    """Return those that are still awaited."""
    return [one for one in rescans(batch) if not one.done]


def add_rescan(batch, rescan: Rescan) -> None:
    """Keep one more."""
    IAnnotations(batch)[_RESCANS] = (*rescans(batch), rescan)


def settle_rescans(batch, deposit_id: str) -> None:
    """Note that a deposit brought what was awaited."""
    IAnnotations(batch)[_RESCANS] = tuple(
        one if one.done else replace(one, done=deposit_id) for one in rescans(batch)
    )
