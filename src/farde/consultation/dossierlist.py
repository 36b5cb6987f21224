"""The dossiers a reader may view, and the page of a person."""

from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView

from farde.consultation import operations
from farde.consultation.dossierpage import person_fields
from farde.consultation.operations import DossierRow
from farde.core.days import short_day
from farde.core.forms import text_of
from farde.core.i18n import _
from farde.core.paging import Page, page_of
from farde.core.people import display_names
from farde.core.words import fold
from farde.dossier import absence

PAGE_SIZE = 50


class DossiersView(BrowserView):
    """``@@dossiers``: the list of dossiers, with a box to narrow it down."""

    page_title = _("nav_dossiers", default="Dossiers")
    short_day = staticmethod(short_day)

    @property
    def query(self) -> str:
        """What the box holds."""
        return text_of(self.request.form, "q")

    @cached_property
    def mine(self) -> list[DossierRow]:
        """All dossiers the reader may view."""
        return operations.dossiers()

    @cached_property
    def found(self) -> list[DossierRow]:
        """The dossiers that have every word of the box in number or name."""
        words = fold(self.query).split()
        return [row for row in self.mine if all(word in _words_of(row) for word in words)]

    @cached_property
    def page(self) -> Page:
        """The dossiers of this page, without their documents."""
        base = f"{api.portal.get().absolute_url()}/@@dossiers"
        asked = self.request.form.get("page")
        return page_of(self.found, PAGE_SIZE, asked, base, {"q": self.query})

    @cached_property
    def rows(self) -> list[DossierRow]:
        """The dossiers of this page, with their last document."""
        return operations.with_last_documents(self.page.items)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of the caseworkers on this page."""
        return display_names({row.caseworker for row in self.rows})

    @cached_property
    def stood_in(self) -> dict[str, str]:
        """Until which day the reader stands in, by dossier of this page."""
        found = absence.stood_in([row.uid for row in self.rows])
        return {uid: short_day(absence.last_day(one)) for uid, one in found.items()}


class PersonView(BrowserView):
    """Default view of a person: what is known, and the dossiers the reader may view."""

    @cached_property
    def person(self) -> dict:
        """The person's fields."""
        return person_fields(self.context)

    @cached_property
    def dossiers(self) -> list[DossierRow]:
        """The person's dossiers."""
        return operations.dossiers_of(self.context)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of their caseworkers."""
        return display_names({row.caseworker for row in self.dossiers})

    @property
    def may_edit(self) -> bool:
        """Whether the reader may correct the fields."""
        return api.user.has_permission("Modify portal content", obj=self.context)


def _words_of(row: DossierRow) -> str:
    return fold(f"{row.number} {row.beneficiary} {row.birth_year}")
