"""``@@parallel-circuit``: how much goes past the capture line, for who can change that."""

from functools import cached_property

from Products.Five.browser import BrowserView

from farde.core.i18n import _
from farde.core.people import display_names
from farde.document.parallel import counting
from farde.document.parallel.counting import Month
from farde.document.settings import REFUSE, setting


class ParallelView(BrowserView):
    """Counts by month and by who added; no dossier and no document is named."""

    page_title = _("parallel_heading", default="Circuit parallèle")

    def __call__(self) -> str:
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.index()

    @cached_property
    def months(self) -> list[Month]:
        """The last months, the present one first."""
        return counting.by_month()

    @cached_property
    def people(self) -> list[tuple[str, int]]:
        """Names of who added such documents, with how many."""
        counted = counting.by_whom()
        names = display_names({who for who, _count in counted})
        return [(names.get(who, who), count) for who, count in counted]

    @property
    def refused(self) -> bool:
        """Whether the centre refuses them."""
        return setting("parallel_circuit") == REFUSE

    def share(self, month: Month) -> str:
        """Return how many of a hundred, "" where nothing came in."""
        return f"{round(100 * month.parallel / month.incoming)} %" if month.incoming else ""
