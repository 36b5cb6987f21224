"""The register of proposals: who wanted which change of the thesaurus, why, and what was decided.

It lies on the thesaurus itself, and is never emptied: it is the history of every term.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.i18nmessageid import Message

from farde.core.i18n import _
from farde.thesaurus.snapshot import THESAURUS_ID
from farde.thesaurus.terms import Change

_ANNOTATION = "farde.thesaurus.proposals"

PENDING, STARTED, ACCEPTED = "pending", "started", "accepted"
REFUSED, WITHDRAWN = "refused", "withdrawn"
STATE_TITLES = {
    PENDING: _("proposal_pending", default="En attente"),
    STARTED: _("proposal_started", default="Acceptée, en cours d'application"),
    ACCEPTED: _("proposal_accepted", default="Acceptée"),
    REFUSED: _("proposal_refused", default="Refusée"),
    WITHDRAWN: _("proposal_withdrawn", default="Retirée par son auteur"),
}


@dataclass(frozen=True)
class Obstacle:
    """Why a proposal that was accepted could not be written; ``slug`` is the term at fault."""

    slug: str
    message: Message


@dataclass(frozen=True)
class Proposal:
    """Changes that stand or fall together; ``service`` is the one that a SPOC speaks for.

    ``documents`` is how many had to follow when it was accepted; ``obstacles`` is what a worker
    met that was to write it.
    """

    id: str
    changes: tuple[Change, ...]
    author: str
    at: datetime
    why: str
    state: str = PENDING
    decided_by: str = ""
    decided_at: datetime | None = None
    note: str = ""
    service: str = ""
    documents: int = 0
    obstacles: tuple[Obstacle, ...] = ()


class Register(Persistent):
    """Proposals by their opaque ids, those that wait, and the ids of those about each term."""

    def __init__(self) -> None:
        self.proposals = OOBTree()
        self.waiting = OOTreeSet()
        self.about = OOBTree()

    def put(self, proposal: Proposal) -> None:
        """Keep a proposal as it is now."""
        self.proposals[proposal.id] = proposal
        if proposal.state == PENDING:
            self.waiting.insert(proposal.id)
        elif proposal.id in self.waiting:
            self.waiting.remove(proposal.id)

    def note(self, proposal_id: str, terms: Iterable[tuple[str, str]]) -> None:
        """Note which terms a proposal is about."""
        for key in terms:
            if key not in self.about:
                self.about[key] = OOTreeSet()
            self.about[key].insert(proposal_id)


def kept(proposal_id: str) -> Proposal | None:
    """Return a proposal by its id."""
    return _read().proposals.get(proposal_id)


def everything() -> Iterator[Proposal]:
    """Yield all proposals, in no order."""
    yield from _read().proposals.values()


def waiting() -> list[Proposal]:
    """Return the proposals to decide on, the oldest first."""
    register = _read()
    found = [register.proposals[one] for one in register.waiting]
    return sorted(found, key=lambda one: one.at)


def count_waiting() -> int:
    """Return how many proposals are to be decided on."""
    return len(_read().waiting)


def about(level: str, slug: str) -> list[Proposal]:
    """Return the proposals about a term, the last first."""
    register = _read()
    found = [register.proposals[one] for one in register.about.get((level, slug), ())]
    return sorted(found, key=lambda one: one.at, reverse=True)


def keep(proposal: Proposal, terms: Iterable[tuple[str, str]] = ()) -> None:
    """Write a proposal down, and which terms it is about."""
    annotations = IAnnotations(_thesaurus())
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = Register()
    register = annotations[_ANNOTATION]
    register.put(proposal)
    register.note(proposal.id, terms)


def _read() -> Register:
    thesaurus = _thesaurus()
    found = IAnnotations(thesaurus).get(_ANNOTATION) if thesaurus is not None else None
    return found if found is not None else Register()


def _thesaurus():
    return api.portal.get().get(THESAURUS_ID)
