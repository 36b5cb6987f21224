"""Where each role works: the links of the header, and the desk one lands on."""

from dataclasses import dataclass

from plone import api
from Products.Five.browser import BrowserView

from farde.core.i18n import _
from farde.document.misfiled import operations as incidents
from farde.dossier import breakglass
from farde.thesaurus import proposals
from farde.tickets import operations as tickets


@dataclass(frozen=True)
class Room:
    """A place in the product, for those who hold its permission; none means anybody signed in."""

    name: str
    title: str
    path: str
    permission: str = ""


@dataclass(frozen=True)
class Link:
    """A room as the header shows it; ``count`` is what waits there for the reader."""

    name: str
    title: str
    url: str
    count: int = 0
    current: bool = False


_MANAGE = "farde: Manage thesaurus"

INBOX = Room("inbox", _("nav_inbox", default="À traiter"), "@@inbox", "farde: View inbox")
DOSSIERS = Room("dossiers", _("nav_dossiers", default="Dossiers"), "@@dossiers")
THESAURUS = Room(
    "thesaurus", _("nav_thesaurus", default="Thésaurus"), "thesaurus", "farde: Propose term"
)
INCIDENTS = Room(
    "privacy-incidents",
    _("nav_privacy_incidents", default="Incidents"),
    "@@privacy-incidents",
    "farde: Handle privacy incident",
)
#: For the roles that the settings name; nobody's desk.
BREAK_GLASS = Room("break-glass", _("title_break_glass", default="Bris de glace"), "@@break-glass")

#: In the order of a working day; the first one a person may enter is their desk.
ROOMS = (
    INBOX,
    Room(
        "counter",
        _("nav_counter", default="Guichet"),
        "@@counter",
        "farde: Receive at the counter",
    ),
    Room("capture", _("nav_capture", default="Numérisation"), "@@capture", "farde: Capture"),
    THESAURUS,
    Room(
        "signal-table",
        _("nav_signal_table", default="Table des signaux"),
        "@@signal-table",
        _MANAGE,
    ),
    Room(
        "ticket-settings",
        _("nav_ticket_settings", default="Délais et courriels"),
        "@@ticket-settings",
        _MANAGE,
    ),
    Room(
        "expected-pieces",
        _("nav_expected_pieces", default="Pièces attendues"),
        "@@expected-pieces",
        _MANAGE,
    ),
    Room(
        "capture-figures",
        _("nav_capture_figures", default="Chiffres"),
        "@@capture-figures",
        "farde: View capture figures",
    ),
    Room(
        "counter-settings",
        _("nav_counter_settings", default="Guichet et reçus"),
        "@@counter-settings",
        _MANAGE,
    ),
    Room(
        "team-board",
        _("nav_team_board", default="Équipe"),
        "@@team-board",
        "farde: Transfer dossiers",
    ),
    Room(
        "transfer",
        _("nav_transfer", default="Transferts"),
        "@@transfer",
        "farde: Transfer dossiers",
    ),
    Room(
        "absences",
        _("nav_absences", default="Absences"),
        "@@absences",
        "farde: Transfer dossiers",
    ),
    Room(
        "access-journal",
        _("title_site_journal", default="Journal des accès"),
        "@@access-journal",
        "farde: Read access journal",
    ),
    INCIDENTS,
    Room(
        "access-matrix",
        _("title_matrix", default="Qui voit quoi"),
        "@@access-matrix",
        "farde: View access matrix",
    ),
    Room(
        "why-access",
        _("title_why_site", default="Accès d'une personne"),
        "@@why-access",
        "farde: Explain access",
    ),
    Room(
        "protected-dossiers",
        _("nav_protected", default="Dossiers protégés"),
        "@@protected-dossiers",
        "farde: Protect dossier",
    ),
    Room(
        "access-settings",
        _("nav_access_settings", default="Réglages des accès"),
        "@@access-settings",
        "farde: Manage access settings",
    ),
    Room(
        "signin-settings",
        _("signin_heading", default="Connexion"),
        "@@signin-settings",
        "farde: Manage access settings",
    ),
    Room(
        "capture-channels",
        _("nav_channels", default="Canaux"),
        "@@capture-channels",
        "farde: Manage channels",
    ),
    Room(
        "break-glass-register",
        _("nav_break_glass_register", default="Bris de glace (registre)"),
        "@@break-glass-register",
        "farde: Read access journal",
    ),
)


def rooms() -> list[Room]:
    """Return the rooms of the signed-in person.

    Dossiers are for those who receive work on them, and for whoever has no other room.
    """
    portal = api.portal.get()
    mine = [room for room in ROOMS if api.user.has_permission(room.permission, obj=portal)]
    urgent = [BREAK_GLASS] if breakglass.is_offered() else []
    if INBOX in mine:
        return [INBOX, DOSSIERS, *(room for room in mine if room is not INBOX), *urgent]
    return (mine or [DOSSIERS]) + urgent


def title_of(view_name: str) -> str | None:
    """Return what a room is called, by the name of its view; None for any other view."""
    titles = {room.name: room.title for room in (*ROOMS, DOSSIERS, BREAK_GLASS)}
    return titles.get(view_name)


def links(url: str) -> list[Link]:
    """Return the header's links for the signed-in person on the page with this address."""
    base = api.portal.get().absolute_url()
    return [
        Link(
            room.name,
            room.title,
            f"{base}/{room.path}",
            _WAITING[room]() if room in _WAITING else 0,
            _stands_in(room, url.removeprefix(base)),
        )
        for room in rooms()
    ]


def _stands_in(room: Room, path: str) -> bool:
    first = path.strip("/").split("/")[0].removeprefix("@@")
    return first == room.name or (room is DOSSIERS and first == "persons")


def _tickets_and_signals() -> int:
    return tickets.total()


def _proposals() -> int:
    """How many proposals wait for those who decide on them."""
    decides = api.user.has_permission(_MANAGE, obj=api.portal.get())
    return proposals.count_waiting() if decides else 0


#: What waits for the reader in a room.
_WAITING = {
    INBOX: _tickets_and_signals,
    THESAURUS: _proposals,
    INCIDENTS: incidents.count_open,
}


class HomeView(BrowserView):
    """The front door leads everybody straight to their desk."""

    def __call__(self) -> str:
        base = self.context.absolute_url()
        return self.request.response.redirect(f"{base}/{rooms()[0].path}")


class RegistryView(BrowserView):
    """The folders of persons and dossiers lead to the list of dossiers one may view."""

    def __call__(self) -> str:
        base = api.portal.get().absolute_url()
        return self.request.response.redirect(f"{base}/{DOSSIERS.path}")
