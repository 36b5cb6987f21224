"""What a channel tells of itself, for the page that shows them all."""

from dataclasses import dataclass
from datetime import datetime

from zope.interface import Attribute, Interface

from farde.core.errors import Refusal


@dataclass(frozen=True)
class Report:
    """How a channel fares: ``faults`` tell what is wrong and what to do about it.

    ``waiting`` counts what is there and not deposited yet, ``refused`` what was put aside;
    ``since`` is when this was last found to have changed, None where the channel was never at
    work.
    """

    on: bool
    waiting: int = 0
    refused: int = 0
    faults: tuple[Refusal, ...] = ()
    since: datetime | None = None


class IChannel(Interface):
    """One channel, a named utility: the page asks each of them.

    A provider SHALL answer at once: what takes time was noted by its task, see ``standing``.
    """

    title = Attribute("What people call it")
    order = Attribute("Its place on the page")
    settings = Attribute("Name of the view that sets it, an empty string where there is none")

    def report() -> Report:
        """Return how it fares."""
