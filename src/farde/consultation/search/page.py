"""``@@search``: one box for numbers, names, national numbers and words of the text."""

from functools import cached_property
from urllib.parse import urlencode

from plone import api
from Products.Five.browser import BrowserView

from farde.consultation.operations import DossierRow
from farde.consultation.search import operations
from farde.consultation.search.operations import DocumentHit
from farde.core.days import short_day
from farde.core.forms import text_of
from farde.core.i18n import _
from farde.core.paging import Page, page_of
from farde.document.vocabularies import DIRECTION_TITLES

#: Dossiers shown before the reader asks for all of them.
FEW = 5


class SearchView(BrowserView):
    """In place of Plone's search: dossiers first, then documents with a piece of their text."""

    # The words searched for are often a name: they stay out of the window's title.
    page_title = _("title_search", default="Recherche")
    short_day, directions = staticmethod(short_day), DIRECTION_TITLES

    @property
    def query(self) -> str:
        """What the box holds."""
        return text_of(self.request.form, "SearchableText")

    @cached_property
    def dossiers(self) -> list[DossierRow]:
        """The dossiers found."""
        return operations.dossiers(self.query)

    @cached_property
    def near_dossiers(self) -> list[DossierRow]:
        """Where nothing was found at all: the dossiers of names with one mistake."""
        found = self.dossiers or self.documents or self.persons
        return [] if found else operations.nearly(self.query)[: operations.PAGE_SIZE]

    @cached_property
    def persons(self) -> list[tuple[str, str]]:
        """Name and address of the first persons found."""
        return operations.persons(self.query)[:FEW]

    @property
    def shown_dossiers(self) -> list[DossierRow]:
        """The dossiers this page shows."""
        return self.dossiers if self.all_dossiers else self.dossiers[:FEW]

    @property
    def all_dossiers(self) -> bool:
        """Whether the reader asked for all dossiers found."""
        return text_of(self.request.form, "dossiers") == "tous"

    @property
    def all_dossiers_url(self) -> str:
        """The address of the same search with all its dossiers."""
        query = {"SearchableText": self.query, "dossiers": "tous"}
        return f"{self.url}?{urlencode(query)}"

    @cached_property
    def documents(self):
        """All documents found, unread."""
        return operations.documents(self.query)

    @property
    def document_count(self) -> int:
        """How many documents were found, at most ``MANY``."""
        return min(len(self.documents), operations.MANY)

    @property
    def more_than_counted(self) -> bool:
        """Whether there are more documents than anybody would count."""
        return len(self.documents) > operations.MANY

    @cached_property
    def page(self) -> Page:
        """The documents of this page, unread."""
        asked, kept = self.request.form.get("page"), {"SearchableText": self.query}
        found = self.documents[: operations.MANY]
        return page_of(found, operations.PAGE_SIZE, asked, self.url, kept)

    @cached_property
    def hits(self) -> list[DocumentHit]:
        """The documents of this page, with where the words stand in them."""
        return operations.with_snippets(self.page.items, self.query)

    @property
    def url(self) -> str:
        """The address of this page, without words."""
        return f"{api.portal.get().absolute_url()}/@@search"
