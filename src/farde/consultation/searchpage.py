"""``@@search``: one box for numbers, names, national numbers and words of the text."""

from functools import cached_property
from urllib.parse import urlencode

from plone import api
from Products.Five.browser import BrowserView

from farde.consultation import searching
from farde.consultation.operations import DossierRow
from farde.consultation.searching import DocumentHit
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
        return searching.dossiers(self.query)

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
        return searching.documents(self.query)

    @property
    def document_count(self) -> int:
        """How many documents were found, at most ``MANY``."""
        return min(len(self.documents), searching.MANY)

    @property
    def more_than_counted(self) -> bool:
        """Whether there are more documents than anybody would count."""
        return len(self.documents) > searching.MANY

    @cached_property
    def page(self) -> Page:
        """The documents of this page, unread."""
        asked, kept = self.request.form.get("page"), {"SearchableText": self.query}
        found = self.documents[: searching.MANY]
        return page_of(found, searching.PAGE_SIZE, asked, self.url, kept)

    @cached_property
    def hits(self) -> list[DocumentHit]:
        """The documents of this page, with where the words stand in them."""
        return searching.with_snippets(self.page.items, self.query)

    @property
    def url(self) -> str:
        """The address of this page, without words."""
        return f"{api.portal.get().absolute_url()}/@@search"
