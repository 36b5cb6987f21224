"""``@@team-board``: who has how much to do, for the AS en chef, and the ways to spread it."""

from functools import cached_property
from urllib.parse import urlencode

from Products.Five.browser import BrowserView

from farde.core import days
from farde.core.i18n import _
from farde.core.people import display_names
from farde.dossier import absence
from farde.tickets import board, inbox, roles
from farde.tickets.board import Load
from farde.tickets.inbox import Asked
from farde.tickets.pages import asking


class TeamBoard(BrowserView):
    """Load and age of the work, per caseworker and per service; each leads to its list."""

    page_title = _("board_heading", default="Charge de l'équipe")
    short_day = staticmethod(days.short_day)
    role_titles, nobody = roles.ROLE_TITLES, inbox.NOBODY

    def __call__(self) -> str:
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.index()

    @cached_property
    def caseworkers(self) -> list[Load]:
        """The caseworkers, the fullest first."""
        return board.of_caseworkers()

    @cached_property
    def services(self) -> list[Load]:
        """The services that have something to do in these dossiers."""
        return board.of_services()

    @cached_property
    def unanswered(self) -> int:
        """How much nobody answers for."""
        return len(inbox.entries(Asked(part=inbox.TEAM)))

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of staff on the board."""
        away = {one.away.stand_in for one in self.caseworkers if one.away}
        return display_names({one.key for one in self.caseworkers} | away)

    def last_day(self, load: Load) -> str:
        """Return until when somebody is away."""
        return days.short_day(absence.last_day(load.away)) if load.away else ""

    def list_url(self, of: str = "", **narrowed) -> str:
        """Return the address of the list behind a number."""
        query = asking.query(Asked(part=inbox.TEAM, of=of, **narrowed))
        return f"{self.context.absolute_url()}/@@inbox?{urlencode(query)}"

    def transfer_url(self, load: Load) -> str:
        """Return where the dossiers of a caseworker are handed to others."""
        return f"{self.context.absolute_url()}/@@transfer?{urlencode({'from': load.key})}"
