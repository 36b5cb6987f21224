"""The default page of the thesaurus: all terms as a tree."""

from dataclasses import dataclass
from functools import cached_property

from Products.Five.browser import BrowserView

from farde.core.forms import text_of
from farde.core.i18n import _
from farde.thesaurus import counting, tree
from farde.thesaurus.pages.branches import branches
from farde.thesaurus.pages.reader import Reader
from farde.thesaurus.states import PROPOSED, RETIRED
from farde.thesaurus.tree import Node

#: What the tree can be narrowed to, by the word in the address.
FILTERS = {
    "proposed": (
        _("thesaurus_filter_proposed", default="Proposés"),
        lambda node: node.term.state == PROPOSED,
    ),
    "retired": (
        _("thesaurus_filter_retired", default="Retirés"),
        lambda node: node.term.state == RETIRED,
    ),
    "open": (
        _("thesaurus_filter_open", default="Avec une question ouverte"),
        lambda node: bool(node.term.remark),
    ),
    "bare": (
        _("thesaurus_filter_bare", default="Sans inventaire"),
        lambda node: node.term.level == "DocumentType" and not node.children,
    ),
}


@dataclass(frozen=True)
class Chip:
    """A filter of the tree as a link; ``count`` is how many terms it finds."""

    title: str
    url: str
    count: int
    current: bool


class TreeView(Reader, BrowserView):
    """Profil > Type > Inventaire: everybody reads, who may propose finds the tools."""

    page_title = _("title_thesaurus", default="Thésaurus")

    @cached_property
    def all_nodes(self) -> list[Node]:
        """Every term; how many documents each has is for those who look after the words."""
        return tree.nodes(counting.documents_by_term() if self.may_propose else None)

    @cached_property
    def nodes(self) -> list[Node]:
        """The terms that the chosen filter finds, with what they hang under."""
        if self.chosen not in FILTERS:
            return self.all_nodes
        return tree.narrowed(self.all_nodes, FILTERS[self.chosen][1])

    @property
    def chosen(self) -> str:
        """The filter in the address, "" for all terms."""
        return text_of(self.request.form, "show")

    @property
    def counts(self) -> tuple[int, int]:
        """How many types and inventory entries there are."""
        levels = [node.term.level for node in tree.flat(self.all_nodes)]
        return levels.count("DocumentType"), levels.count("DocumentKind")

    @property
    def chips(self) -> list[Chip]:
        """The filters that find something, after the way back to all terms."""
        url, found = self.context.absolute_url(), list(tree.flat(self.all_nodes))
        chips = [Chip(_("thesaurus_filter_all", default="Tous"), url, len(found), not self.chosen)]
        for name, (title, wanted) in FILTERS.items():
            count, current = sum(map(wanted, found)), name == self.chosen
            if count or current:
                chips.append(Chip(title, f"{url}?show={name}", count, current))
        return chips

    def branches(self) -> str:
        """Return the tree as markup."""
        return branches(self.nodes)
