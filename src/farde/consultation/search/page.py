"""``@@search``: one box for numbers, names, national numbers and words of the text."""

from functools import cached_property
from urllib.parse import urlencode

from plone import api
from Products.Five.browser import BrowserView

from farde.consultation.operations import DossierRow
from farde.consultation.search import addresses, facets, kept, operations
from farde.consultation.search.asked import Asked
from farde.consultation.search.kept import Kept
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

    def __call__(self) -> str:
        typed = text_of(self.request.form, "SearchableText")
        response = self.request.response
        response.setHeader("Cache-Control", "private, no-store")
        if typed:
            # ... and out of the address: what is typed is read at one that only its reader reads.
            found = Asked.read({"query": typed})
            return response.redirect(addresses.address(found), status=303)
        return self.index()

    @cached_property
    def asked(self) -> Asked:
        """What is searched for."""
        return addresses.opened(self.request.form.get(addresses.FIELD))

    @property
    def query(self) -> str:
        """What the box holds."""
        return self.asked.query

    @cached_property
    def dossiers(self) -> list[DossierRow]:
        """The dossiers found; none where documents are narrowed down."""
        return [] if self.asked.narrowed() else operations.dossiers(self.query)

    @cached_property
    def near_dossiers(self) -> list[DossierRow]:
        """Where nothing was found at all: the dossiers of names with one mistake."""
        found = self.asked.narrowed() or self.dossiers or self.documents or self.persons
        return [] if found else operations.nearly(self.query)[: operations.PAGE_SIZE]

    @cached_property
    def persons(self) -> list[tuple[str, str]]:
        """Name and address of the first persons found."""
        return [] if self.asked.narrowed() else operations.persons(self.query)[:FEW]

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
        return addresses.address(self.asked, dossiers="tous")

    @cached_property
    def documents(self):
        """All documents found, unread."""
        return operations.documents(self.asked)

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
        asked, kept = self.request.form.get("page"), {addresses.FIELD: self.token}
        found = self.documents[: operations.MANY]
        base = f"{api.portal.get().absolute_url()}/@@search"
        return page_of(found, operations.PAGE_SIZE, asked, base, kept)

    @cached_property
    def token(self) -> str:
        """This search, as an address carries it."""
        return addresses.sealed(self.asked) if self.query else ""

    @cached_property
    def hits(self) -> list[DocumentHit]:
        """The documents of this page, with where the words stand in them."""
        return operations.with_snippets(self.page.items, self.query)

    @cached_property
    def facets(self) -> list[facets.Facet]:
        """What narrows the documents down."""
        return facets.facets(self.asked, self.documents) if self.query else []

    @property
    def kept(self) -> list[tuple[Kept, str]]:
        """The searches that the reader keeps, with their addresses."""
        return kept.with_addresses()

    @property
    def keep_url(self) -> str:
        """Where this search is kept."""
        query = urlencode({addresses.FIELD: self.token})
        return f"{api.portal.get().absolute_url()}/@@my-searches?{query}"

    def hit_url(self, hit: DocumentHit) -> str:
        """The address of a document, which shows there what was searched for."""
        return f"{hit.row.url}?{urlencode({addresses.FIELD: self.token})}"

    @property
    def chosen(self) -> list[tuple]:
        """Title and value of each filter that is set."""
        return [
            (one.title, choice) for one in self.facets for choice in one.choices if choice.current
        ]
