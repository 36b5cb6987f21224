"""The pages of privacy incidents: all of them, one, and the document it is about."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from plone.namedfile.utils import set_headers, stream_data
from Products.Five.browser import BrowserView
from zExceptions import NotFound

from farde.access.confidentiality import CONFIDENTIALITY_TITLES
from farde.access.journal import recording
from farde.core import clock, days
from farde.core.forms import text_of
from farde.core.i18n import _
from farde.core.paging import page_of
from farde.core.people import display_name
from farde.core.stepped import SteppedView
from farde.document import operations, reclassification, stubs
from farde.document.misfiled import operations as incidents
from farde.document.misfiled import seen
from farde.document.misfiled.errors import UnknownIncident
from farde.document.misfiled.incidents import Incident
from farde.document.settings import setting
from farde.dossier import operations as dossiers
from farde.thesaurus import offers
from farde.thesaurus import operations as thesaurus

#: Incidents on one page of the list.
PAGE_SIZE = 50
_FIELDS = ("dossier", "document_type", "document_kind", "document_date", "confidentiality")


@dataclass(frozen=True)
class Line:
    """An incident as the list shows it; instants in words."""

    id: str
    number: str
    label: str
    at: str
    by: str
    until: str
    late: bool
    refiled: bool
    closed: str


class IncidentsView(BrowserView):
    """All incidents, the last reported first; nothing of what is in the documents."""

    page_title = _("title_privacy_incidents", default="Incidents de confidentialité")

    def __call__(self) -> str:
        _settle(self.request)
        base = f"{self.context.absolute_url()}/@@privacy-incidents"
        asked = text_of(self.request.form, "page")
        self.found = incidents.register()
        self.page = page_of(self.found, PAGE_SIZE, asked, base, {})
        self.lines = [line(one) for one in self.page.items]
        return self.index()


class IncidentView(SteppedView):
    """One incident: what happened, who saw it, what was done; the document is put right here."""

    right: incidents.Right | None = None

    def __call__(self) -> str:
        _settle(self.request)
        try:
            self.incident = incidents.incident(text_of(self.request.form, "id"))
        except UnknownIncident as error:
            raise NotFound from error
        self.document = incidents.document_of(self.incident)
        recording.note_opened(self.request, self.document, self.__name__)
        return super().__call__()

    def receive(self, step: str) -> str:
        """Do what a button asks; raises refusals, which the page shows beside what was given."""
        if step == "check":
            self.right = incidents.prepare_refiling(self.incident, self.values)
        elif step == "do":
            incidents.refile(self.incident, self.values)
            text = _("incident_refiled", default="C'est fait : le document est dans son dossier.")
            return self.done(text, self.query)
        elif step == "note":
            incidents.note(self.incident, self.text("text"))
            return self.done(_("incident_noted", default="C'est noté."), self.query)
        elif step == "close":
            incidents.close(self.incident, self.text("closed_on"))
            return self.done(_("incident_closed", default="L'incident est clos."), self.query)
        return self.index()

    @property
    def query(self) -> str:
        """What leads back to this incident."""
        return f"?id={self.incident.id}"

    @cached_property
    def line(self) -> Line:
        """The incident as the list shows it."""
        return line(self.incident)

    @property
    def facts(self) -> dict[str, str]:
        """When the document was filed and received, and what stands in its way."""
        return {
            "filed": days.day_and_hour(self.incident.filed_at),
            "received": days.short_day(self.document.received_on),
        }

    @cached_property
    def witnesses(self) -> list[seen.Witness]:
        """Who saw the document until it was reported."""
        return seen.seen_by(self.incident)

    @cached_property
    def in_lists(self) -> list:
        """Who else opened the dossier meanwhile."""
        return seen.in_lists(self.incident, self.witnesses)

    @property
    def elsewhere(self) -> list[str]:
        """The other dossiers with the same bytes."""
        return incidents.elsewhere(self.incident)

    @property
    def notes(self) -> list[dict[str, str]]:
        """What was noted, the first one first."""
        return [
            {"at": days.day_and_hour(one.at), "by": display_name(one.by), "text": one.text}
            for one in self.incident.notes
        ]

    @property
    def has_file(self) -> bool:
        """Whether there is something to look at."""
        return not stubs.is_stub(self.document)

    @cached_property
    def values(self) -> dict[str, str]:
        """What was given for the right dossier, else what the document says."""
        known = {"dossier": ""} | reclassification.present(self.document)
        form = self.request.form
        given = {name: text_of(form, name) for name in _FIELDS} if "step" in form else {}
        refiling = self.text("step") in ("check", "do", "edit")
        return {name: (given if refiling else known).get(name, "") for name in _FIELDS}

    @property
    def beneficiary(self) -> str:
        """Whom the chosen dossier is about, so that nobody mistakes it for another."""
        person = dossiers.beneficiary(self.right.dossier)
        return person.title if person is not None else ""

    @property
    def chosen_label(self) -> str:
        """What the document would be called in its dossier."""
        profile = self.right.profile
        return operations.label_of(profile.document_type, profile.document_kind)

    def type_options(self) -> str:
        """Return the types to choose from, as markup."""
        held = thesaurus.document_type(self.document.document_type)
        return offers.options(
            offers.with_held(offers.types_offered(), held), self.values["document_type"]
        )

    def kind_options(self) -> str:
        """Return the inventory of the chosen type; the script fetches that of another one."""
        kinds = offers.kinds_offered(self.values["document_type"])
        return offers.options(kinds, self.values["document_kind"])

    @property
    def classes(self) -> list[tuple[str, object]]:
        """The classes of confidentiality to choose from."""
        return list(CONFIDENTIALITY_TITLES.items())


class IncidentDocument(BrowserView):
    """The file of a misfiled document, for who puts it right; each opening is journalled."""

    def __call__(self):
        try:
            incident = incidents.incident(text_of(self.request.form, "id"))
        except UnknownIncident as error:
            raise NotFound from error
        document = incidents.document_of(incident)
        if stubs.is_stub(document):
            raise NotFound
        recording.note_opened(self.request, document, self.__name__)
        response = self.request.response
        set_headers(document.file, response)
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("X-Content-Type-Options", "nosniff")
        return stream_data(document.file)


def line(one: Incident) -> Line:
    """Return an incident in words."""
    until = authority_until(one)
    closing = one.closing
    return Line(
        id=one.id,
        number=one.number,
        label=operations.label(incidents.document_of(one)),
        at=days.day_and_hour(one.at),
        by=display_name(one.by),
        until=days.day_and_hour(until),
        late=one.is_open and clock.now() > until,
        refiled=one.refiling is not None,
        closed=days.short_day(closing.on) if closing else "",
    )


def authority_until(one: Incident) -> datetime:
    """Return until when the authority is to be told of a breach that has to be told to it."""
    return one.at + timedelta(hours=setting("incident_hours"))


def _settle(request) -> None:
    request.set("disable_plone.leftcolumn", True)
    request.set("disable_plone.rightcolumn", True)
    request.response.setHeader("Cache-Control", "private, no-store")
