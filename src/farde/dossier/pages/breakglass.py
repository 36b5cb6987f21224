"""The pages of break-glass: open in an emergency, hear of it, look back on all of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound

from farde.core import clock, days
from farde.core.i18n import _
from farde.core.people import display_names
from farde.core.stepped import SteppedView
from farde.dossier import breakglass
from farde.dossier.openings import Opening, Openings

#: Openings on one page of the register.
PAGE_SIZE = 50
#: Notices at once on a desk: what else is on the page has to be found under them.
NOTICES = 3


@dataclass(frozen=True)
class Told:
    """Somebody who got a notice, and when they marked it as read, "" before."""

    name: str
    read: str


@dataclass(frozen=True)
class Line:
    """An opening for its reader; ``url`` and ``reason`` are empty for who may not read them."""

    id: str
    number: str
    url: str
    who: str
    at: str
    until: str
    live: bool
    minutes_left: int
    reason: str
    told: list[Told]


def lines(found: Iterable[Opening]) -> list[Line]:
    """Return openings in words, in their order; each person is looked up once."""
    found, kept = list(found), breakglass.openings()
    names = display_names({user for one in found for user in (one.who, *one.told)})
    urls = _urls({one.dossier_uid for one in found})
    return [_line(one, kept, names, urls.get(one.dossier_uid, "")) for one in found]


def _line(opening: Opening, kept: Openings, names: dict[str, str], url: str) -> Line:
    now, end = clock.now(), kept.ended_at(opening)
    told = [Told(names[user], _read(kept, opening, user)) for user in opening.told]
    return Line(
        id=opening.id,
        number=opening.number,
        url=url,
        who=names[opening.who],
        at=days.day_and_hour(opening.at),
        until=days.hour(end),
        live=kept.live(opening, now),
        minutes_left=max(0, ceil((end - now).total_seconds() / 60)),
        reason=opening.reason if breakglass.may_read_reason(opening) else "",
        told=sorted(told, key=lambda one: one.name),
    )


def _urls(dossier_uids: set[str]) -> dict[str, str]:
    """The addresses of those that the reader may view."""
    catalogue = api.portal.get_tool("portal_catalog")
    brains = catalogue(portal_type="Dossier", UID=list(dossier_uids)) if dossier_uids else []
    return {brain.UID: brain.getURL() for brain in brains}


def _read(kept: Openings, opening: Opening, user_id: str) -> str:
    read = kept.read_at(opening.id, user_id)
    return days.day_and_hour(read) if read else ""


class BreakGlassView(SteppedView):
    """Number and reason; what one has open, and how long it still is."""

    page_title = _("title_break_glass", default="Bris de glace")

    def __call__(self) -> str:
        if not breakglass.is_offered():
            raise NotFound(self.__name__)
        self.request.set("disable_plone.leftcolumn", True)
        self.request.set("disable_plone.rightcolumn", True)
        return super().__call__()

    def receive(self, step: str) -> str:
        if step == "close":
            return self._closed(breakglass.close(self.text("opening")))
        opening = breakglass.break_glass(self.text("dossier"), self.text("reason"))
        mapping = {"number": opening.number, "hour": days.hour(opening.until)}
        text = _(
            "glass_opened",
            default="Le dossier ${number} vous est ouvert jusqu'à ${hour}. "
            "Les personnes responsables en sont averties.",
            mapping=mapping,
        )
        return self.done(text)

    @property
    def minutes(self) -> int:
        """How long a dossier stays open."""
        return breakglass.minutes()

    @cached_property
    def open_now(self) -> list[Line]:
        """What the reader has open."""
        return lines(breakglass.open_now())

    def _closed(self, opening: Opening) -> str:
        text = _(
            "glass_closed",
            default="Le dossier ${number} est refermé.",
            mapping={"number": opening.number},
        )
        return self.done(text)


class RegisterView(BrowserView):
    """All openings with their reasons, for the privacy officer; nothing of the dossiers."""

    page_title = _("title_break_glass_register", default="Registre des bris de glace")

    def __call__(self) -> str:
        self.request.set("disable_plone.leftcolumn", True)
        self.request.set("disable_plone.rightcolumn", True)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.index()

    @cached_property
    def start(self) -> int:
        """How many newer openings there are than those on this page."""
        asked = self.request.form.get("start", "")
        return int(asked) if isinstance(asked, str) and asked.isdecimal() else 0

    @cached_property
    def found(self) -> list[Opening]:
        """All of them, the newest first."""
        return breakglass.register()

    @cached_property
    def rows(self) -> list[Line]:
        """Those on this page."""
        return lines(self.found[self.start : self.start + PAGE_SIZE])

    @property
    def older(self) -> int | None:
        """Where the next page starts, None at the end."""
        after = self.start + PAGE_SIZE
        return after if after < len(self.found) else None

    @property
    def newer(self) -> int | None:
        """Where the page before starts, None on the first one."""
        return max(0, self.start - PAGE_SIZE) if self.start else None


class NoticesViewlet(ViewletBase):
    """On the desk of whoever was told of an opening, until they have marked it as read."""

    def update(self) -> None:
        super().update()
        self.notices = [] if api.user.is_anonymous() else breakglass.notices()

    def render(self) -> str:
        return self.index() if self.notices else ""

    @property
    def lines(self) -> list[Line]:
        """The newest notices in words."""
        return lines(self.notices[:NOTICES])

    @property
    def more(self) -> int:
        """How many come after these, as those are marked as read."""
        return max(0, len(self.notices) - NOTICES)


class ReadNotice(BrowserView):
    """Takes a notice off the reader's desk."""

    def __call__(self) -> str:
        base = self.context.absolute_url()
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            opening_id = self.request.form.get("opening")
            breakglass.mark_read(opening_id if isinstance(opening_id, str) else "")
        return self.request.response.redirect(f"{base}/@@home")
