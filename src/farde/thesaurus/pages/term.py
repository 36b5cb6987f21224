"""The page of a term: all that is said of it, what uses it, and how it came to be so."""

from dataclasses import dataclass
from functools import cached_property

from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from farde.core.i18n import _
from farde.thesaurus import governance, operations, proposals, snapshot, terms, tree, use
from farde.thesaurus.pages import wording
from farde.thesaurus.pages.entries import Entry, entries
from farde.thesaurus.pages.propose import actions
from farde.thesaurus.pages.reader import Reader
from farde.thesaurus.states import STATE_TITLES
from farde.thesaurus.terms import Term, level_above
from farde.thesaurus.values import values

_ACTION_TITLES = {
    terms.CHANGE: _("thesaurus_propose_change", default="Proposer une modification"),
    terms.CREATE: _("thesaurus_propose_create", default="Proposer un nouveau terme en dessous"),
    terms.MOVE: _("thesaurus_propose_move", default="Déplacer…"),
    terms.MERGE: _("thesaurus_propose_merge", default="Fusionner avec un autre terme…"),
    terms.RETIRE: _("thesaurus_propose_retire", default="Retirer…"),
    terms.RESTORE: _("thesaurus_propose_restore", default="Remettre en service…"),
    terms.DELETE: _("thesaurus_propose_delete", default="Supprimer…"),
}
#: Shown on its own, above the facts.
_APART = ("title", "remark")


@dataclass(frozen=True)
class Action:
    """Something that can be proposed, as a link."""

    name: str
    title: str
    url: str


class TermView(Reader, BrowserView):
    """Everybody reads it; who may propose finds what can be proposed, and what uses the term."""

    parts = ViewPageTemplateFile("../templates/parts.pt")

    @cached_property
    def term(self) -> Term:
        """The term as the thesaurus has it."""
        return snapshot.term(self.context.portal_type, self.context.getId())

    @property
    def page_title(self) -> str:
        """What the window is called."""
        return self.term.label

    @property
    def level(self) -> str:
        """What kind of term it is."""
        return wording.LEVEL_TITLES[self.term.level]

    @property
    def state(self) -> str:
        """Where the term stands, in words."""
        return STATE_TITLES[self.term.state]

    @property
    def above(self) -> Term | None:
        """What the term hangs under."""
        return snapshot.term(level_above(self.term.level), self.term.parent)

    @property
    def merged_into(self) -> Term | None:
        """The term that stands for this one today, None when it stands for itself."""
        return operations.resolve(self.term.level, self.term.id) if self.term.merged_into else None

    def address(self, term: Term) -> str:
        """Return the address of a term."""
        return tree.address(term)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What the term says of itself."""
        said = values(self.term)
        told = {name: value for name, value in said.items() if name not in _APART}
        return wording.facts(self.term.level, told)

    @property
    def children(self) -> list[tree.Node]:
        """What hangs under the term."""
        nodes = tree.flat(tree.nodes())
        mine = (node for node in nodes if node.term == self.term)
        return next(mine).children

    @property
    def uses(self) -> list[str]:
        """What uses the term, in words; for those who look after the words."""
        found = use.uses(self.term, snapshot.current().terms) if self.may_propose else []
        return [use.told([one]) for one in found]

    @property
    def actions(self) -> list[Action]:
        """What the reader can propose."""
        url = f"{self.context.absolute_url()}/@@propose"
        offered = actions(self.term) if self.may_propose else []
        return [Action(one, _ACTION_TITLES[one], f"{url}?action={one}") for one in offered]

    @cached_property
    def history(self) -> list[Entry]:
        """Every proposal about the term, the last first."""
        level, slug = self.term.level, self.term.id
        return entries(governance.history(level, slug), {(level, slug)})

    @property
    def waiting(self) -> list[Entry]:
        """The proposals to be decided on."""
        return [one for one in self.history if one.state == proposals.PENDING]

    @property
    def past(self) -> list[Entry]:
        """The proposals that were decided on."""
        return [one for one in self.history if one.state != proposals.PENDING]
