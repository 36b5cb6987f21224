"""The page of a dossier: who it is about, and the documents its reader may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from plone import api
from Products.CMFCore.utils import getToolByName
from Products.Five.browser import BrowserView

from farde.capture.counter import following
from farde.consultation import operations
from farde.consultation.completeness.telling import summary
from farde.consultation.days import age, month_name
from farde.consultation.dossieractions import Action, actions
from farde.consultation.filters import BY_DATE, BY_TYPE, Choice, Filter
from farde.consultation.operations import DocumentRow
from farde.core.days import short_day
from farde.core.i18n import _
from farde.core.people import display_name
from farde.document import terms
from farde.document.vocabularies import (
    CHANNEL_TITLES,
    DIRECTION_TITLES,
    RECOGNITION_TITLES,
    STATE_TITLES,
)
from farde.dossier import absence, niss
from farde.dossier import operations as dossiers
from farde.dossier.content import LANGUAGES
from farde.thesaurus import tree

NO_DAY = _("documents_no_day", default="Sans date de réception")


@dataclass(frozen=True)
class Group:
    """Documents under one heading; ``profile`` opens a new first level of the contents."""

    label: str
    rows: list[DocumentRow]
    profile: str = ""


class DossierView(BrowserView):
    """Default view of a dossier."""

    channels, directions = CHANNEL_TITLES, DIRECTION_TITLES
    states, recognitions = STATE_TITLES, RECOGNITION_TITLES
    followed = following.STATE_TITLES
    short_day = staticmethod(short_day)

    @property
    def page_title(self) -> str:
        """The dossier's number: the window's title carries no name."""
        return self.context.getId()

    @cached_property
    def person(self) -> dict | None:
        """The beneficiary's fields, if the reader may see the person."""
        person = dossiers.beneficiary(self.context)
        if person is None or not api.user.has_permission("View", obj=person):
            return None
        return person_fields(person)

    @property
    def may_see_journal(self) -> bool:
        """Whether the reader may see who else reads the dossier."""
        return api.user.has_permission("farde: Read dossier journal", obj=self.context)

    @property
    def actions(self) -> list[Action]:
        """What the reader may do with the dossier besides reading."""
        return list(actions(self.context))

    @cached_property
    def state(self) -> str:
        """The dossier's state in words."""
        workflow = getToolByName(self.context, "portal_workflow")
        state = workflow.getInfoFor(self.context, "review_state", "")
        return workflow.getTitleForStateOnType(state, self.context.portal_type)

    @cached_property
    def staff(self) -> dict[str, str]:
        """The caseworker and the referent, by name."""
        names = ("caseworker", "referent")
        return {name: display_name(getattr(self.context, name) or "") for name in names}

    @cached_property
    def stand_in(self) -> dict[str, str] | None:
        """For whom the reader stands in here, and the last day of it."""
        one = absence.stood_in([self.context.UID()]).get(self.context.UID())
        if one is None:
            return None
        return {"absent": display_name(one.absent), "last": short_day(absence.last_day(one))}

    @cached_property
    def deposits(self) -> list[following.Followed]:
        """What was handed in at interviews, and how far it has come."""
        return following.of_dossier(self.context)

    @cached_property
    def documents(self) -> list[DocumentRow]:
        """All documents of the dossier that the reader may see."""
        return operations.documents(self.context.UID())

    @cached_property
    def pieces(self) -> list:
        """What is wanting of the pieces that the dossier's kinds of aid ask for."""
        return summary(self.context, self.documents)

    @cached_property
    def filter(self) -> Filter:
        """What the address asks for."""
        return asked(self.request.form)

    @cached_property
    def shown(self) -> list[DocumentRow]:
        """The documents that pass the filter."""
        return self.filter.keep(self.documents)

    @property
    def unread(self) -> int:
        """How many of all documents nobody has read yet."""
        return sum(row.state == "indexed" for row in self.documents)

    @property
    def tabs(self) -> list[Choice]:
        """The two orders of the list."""
        titles = {
            BY_TYPE: _("tab_by_type", default="Par type"),
            BY_DATE: _("tab_by_date", default="Par date"),
        }
        return [
            Choice(by, title, self._url(by=by), len(self.shown), by == self.filter.by)
            for by, title in titles.items()
        ]

    @property
    def direction_choices(self) -> list[Choice]:
        """The Genres that occur, within the chosen type."""
        rows = self.filter.of_type(self.documents)
        return self.filter.choices("direction", rows, DIRECTION_TITLES, self._base)

    @property
    def type_choices(self) -> list[Choice]:
        """The types that occur, within the chosen Genre."""
        rows = self.filter.of_direction(self.documents)
        return self.filter.choices("type_id", rows, operations.type_labels(), self._base)

    @property
    def every_direction(self) -> str:
        """The address without the filter on Genre."""
        return self._url(direction="")

    @property
    def every_type(self) -> str:
        """The address without the filter on type."""
        return self._url(type_id="")

    @property
    def groups(self) -> list[Group]:
        """The documents shown, under headings."""
        by_date = self.filter.by == BY_DATE
        return list(self._by_month() if by_date else by_type(self.shown))

    def _by_month(self) -> Iterable[Group]:
        for day, rows in groupby(self.shown, _month_of):
            yield Group(month_name(day, self.request) if day else NO_DAY, list(rows))

    def _url(self, **changes: str) -> str:
        return self.filter.url(self._base, **changes)

    @property
    def _base(self) -> str:
        return self.context.absolute_url()


def _month_of(row: DocumentRow) -> date | None:
    return row.received_on and row.received_on.replace(day=1)


def asked(form: Mapping[str, str]) -> Filter:
    """Read a filter from an address; a type that was merged since is the one it is today."""
    found = Filter.from_form(form)
    return replace(found, type_id=terms.present(found.type_id, None)[0])


def in_order(rows: list[DocumentRow], chosen: Filter) -> list[DocumentRow]:
    """Return documents one after the other as the page shows them."""
    if chosen.by == BY_DATE:
        return rows
    return [row for group in by_type(rows) for row in group.rows]


def by_type(rows: list[DocumentRow]) -> Iterable[Group]:
    """Yield documents as a table of contents: Profil > Type, in the order of the thesaurus."""
    found: dict[str, list[DocumentRow]] = {}
    for row in rows:
        found.setdefault(row.type_id, []).append(row)
    for profile in tree.nodes():
        heading = profile.term.label
        for node in profile.children:
            if mine := found.pop(node.term.id, None):
                yield Group(node.term.label, mine, heading)
                heading = ""
    for mine in found.values():
        yield Group(mine[0].type_label, mine)


def person_fields(person) -> dict:
    """Return a person's fields as pages show them."""
    term = LANGUAGES.getTerm(person.language) if person.language in LANGUAGES else None
    return {
        "url": person.absolute_url(),
        "name": person.title,
        "niss": niss.display(person.niss_digits),
        "born": short_day(person.birth_date),
        "age": age(person.birth_date),
        "language": term.title if term else "",
        "address": [line for line in (person.address or "").splitlines() if line.strip()],
        "phone": person.phone or "",
    }
