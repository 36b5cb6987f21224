"""``@@propose``: what should become of a term is filled in, read back, and sent to be decided."""

from dataclasses import dataclass
from functools import cached_property

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from farde.core.errors import Refusals
from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.thesaurus import changes, governance, naming, operations, snapshot, terms, tree, use
from farde.thesaurus.governance_errors import MissingWhy
from farde.thesaurus.pages import wording
from farde.thesaurus.pages.fields import FormField, form_field, given
from farde.thesaurus.states import ACTIVE, RETIRED
from farde.thesaurus.terms import Change, Term, level_above, level_below
from farde.thesaurus.values import fields, values

_THANKS = _(
    "thesaurus_proposed",
    default="Votre proposition est envoyée. Un gestionnaire de l'information, autre que vous, "
    "doit l'accepter.",
)
#: What is sent along with each step, besides the fields of the term.
_CARRIED = ("action", "slug", "parent", "into", "why")


@dataclass(frozen=True)
class Choice:
    """A group of terms to choose from, under the label of what they hang under."""

    title: str
    terms: list[Term]


class ProposeView(SteppedView):
    """Pre-filled with the term as it is; nothing changes before somebody else has decided."""

    parts = ViewPageTemplateFile("../templates/parts.pt")
    reading: Change | None = None

    @cached_property
    def term(self) -> Term | None:
        """The term the page stands on, None for the thesaurus itself."""
        return snapshot.term(self.context.portal_type, self.context.getId())

    @cached_property
    def action(self) -> str:
        """What is proposed; something that can be where the address says nothing or nonsense."""
        asked = self.text("action")
        return asked if asked in terms.KINDS else (terms.CHANGE if self.term else terms.CREATE)

    @property
    def level(self) -> str:
        """The level of the term that is created or changed."""
        if self.action != terms.CREATE:
            return self.term.level if self.term else ""
        return level_below(self.term.level) if self.term else terms.LEVELS[0]

    @property
    def possible(self) -> bool:
        """Whether this can be proposed for this term at all."""
        return bool(self.level) and (self.term is None or self.action in actions(self.term))

    @property
    def title(self) -> str:
        """What the page proposes."""
        return wording.KIND_TITLES[self.action]

    @property
    def level_title(self) -> str:
        """What kind of term it is about."""
        return wording.LEVEL_TITLES.get(self.level, "")

    @property
    def asks_fields(self) -> bool:
        """Whether the fields of a term are filled in."""
        return self.action in (terms.CREATE, terms.CHANGE)

    @cached_property
    def fields(self) -> list[FormField]:
        """The fields as they were sent, else as the term has them."""
        sent = self.request.method == "POST"
        present = values(self.term) if self.action == terms.CHANGE and self.term else {}
        return [
            form_field(one, self._sent[name] if sent else present.get(name), self.refused(name))
            for name, one in fields(self.level).items()
        ]

    @property
    def targets(self) -> list[Choice]:
        """Where the term can be moved, or what it can be merged with."""
        if self.action == terms.MOVE:
            return _under_profiles() if self.level == "DocumentKind" else _profiles()
        kinds = _under_types() if self.level == "DocumentKind" else _under_profiles()
        others = [
            Choice(one.title, [t for t in one.terms if t.id != self.term.id]) for one in kinds
        ]
        return [one for one in others if one.terms]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What was filled in, to be sent again with the next step."""
        names = [*_CARRIED, *(fields(self.level) if self.asks_fields else ())]
        return [(name, text) for name in names for text in self._texts(name)]

    @property
    def told(self) -> wording.Told:
        """What is read back."""
        return wording.told(self.reading)

    def receive(self, step: str) -> str:
        """Read back, go back to the form, or send."""
        if step == "edit" or not self.possible:
            return self.index()
        change = self._checked()
        if step != "send":
            self.reading = change
            return self.index()
        governance.propose([change], self.text("why"))
        return self._sent_on(change)

    def _checked(self) -> Change:
        change = changes.complete(naming.with_slug(self._change()))
        faults = [fault for found in changes.check([change]).values() for fault in found]
        if not change.slug:  # made from the label, whose want is told already
            faults = [fault for fault in faults if fault.field != "slug"]
        if not self.text("why"):
            faults.append(MissingWhy())
        if faults:
            raise Refusals(faults)
        return change

    def _change(self) -> Change:
        after = self._sent if self.asks_fields else {}
        if self.action == terms.CREATE:
            parent = self.term.id if self.term else ""
            return Change(terms.CREATE, self.level, self.text("slug"), parent, after=after)
        return Change(
            self.action,
            self.level,
            self.term.id,
            parent=self.text("parent") if self.action == terms.MOVE else "",
            into=self.text("into") if self.action == terms.MERGE else "",
            after=after,
        )

    @cached_property
    def _sent(self) -> dict[str, object]:
        return {name: given(one, self.request.form) for name, one in fields(self.level).items()}

    def _texts(self, name: str) -> list[str]:
        value = self.request.form.get(name) or ()
        return [value] if isinstance(value, str) else [one for one in value if isinstance(one, str)]

    def _sent_on(self, change: Change) -> str:
        self.done(_THANKS)
        term = snapshot.term(change.level, change.slug)
        address = tree.address(term) if term is not None else self.context.absolute_url()
        return self.request.response.redirect(address)


def actions(term: Term) -> list[str]:
    """Return what can be proposed for a term as it stands, in the order of the page."""
    if term.merged_into:
        return []
    offered = [terms.CHANGE]
    if term.state == ACTIVE:
        offered += [terms.CREATE] if level_below(term.level) else []
        offered += [terms.MOVE, terms.MERGE] if level_above(term.level) else []
        offered.append(terms.RETIRE)
    if term.state == RETIRED:
        offered += [terms.MOVE] if level_above(term.level) else []
        offered.append(terms.RESTORE)
    if term.state in (ACTIVE, RETIRED) and not use.uses(term, snapshot.current().terms):
        offered.append(terms.DELETE)
    return offered


def _profiles() -> list[Choice]:
    return [Choice("", [term for term in operations.profiles() if term.active])]


def _under_profiles() -> list[Choice]:
    return _grouped(operations.profiles(), operations.types())


def _under_types() -> list[Choice]:
    return _grouped(operations.types(), operations.kinds())


def _grouped(above: list[Term], below: list[Term]) -> list[Choice]:
    found: dict[str, list[Term]] = {}
    for term in below:
        if term.active:
            found.setdefault(term.parent, []).append(term)
    return [Choice(term.label, found[term.id]) for term in above if term.id in found]
