"""The page of the thesaurus: all terms as the centre's own words."""

from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView

from farde.consultation import operations
from farde.consultation.operations import TermNode
from farde.core.i18n import _
from farde.thesaurus.content import IThesaurus
from farde.thesaurus.vocabularies import SERVICE_TITLES


class ThesaurusView(BrowserView):
    """Default view of the thesaurus; of a single term it leads there."""

    page_title = _("title_thesaurus", default="Thésaurus")
    services = SERVICE_TITLES

    @cached_property
    def tree(self) -> list[TermNode]:
        """Profil > Type > Inventaire."""
        return operations.thesaurus_tree()

    @property
    def may_edit(self) -> bool:
        """Whether the reader keeps the thesaurus."""
        return api.user.has_permission("farde: Manage thesaurus", obj=self.context)

    @property
    def counts(self) -> tuple[int, int]:
        """How many types and inventory entries there are."""
        types = [node for profile in self.tree for node in profile.children]
        return len(types), sum(len(node.children) for node in types)


class TermView(BrowserView):
    """A term has no page of its own: it stands in the tree."""

    def __call__(self) -> str:
        parent = self.context
        while not IThesaurus.providedBy(parent):
            parent = parent.__parent__
        url = f"{parent.absolute_url()}#{self.context.getId()}"
        return self.request.response.redirect(url)
