"""Who wants a change of the thesaurus, and who else decides on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from farde.core import clock
from farde.core.errors import Refusals
from farde.core.ids import opaque_id
from farde.core.visitor import current_user_id
from farde.thesaurus import changes as writing
from farde.thesaurus import governance_errors as errors
from farde.thesaurus import naming, proposals, rules, snapshot, spocs, terms, use
from farde.thesaurus.proposals import Proposal
from farde.thesaurus.terms import Change


@dataclass(frozen=True)
class Progress:
    """How many documents have followed what was accepted, of how many."""

    done: int
    total: int


def propose(changes: Sequence[Change], why: str) -> Proposal:
    """Put changes forward; a single new term is seen at once in the tree, as proposed.

    Raises Refusals with what is wrong with the changes, EmptyProposal, MissingWhy.
    """
    if not changes:
        raise errors.EmptyProposal
    if not why.strip():
        raise errors.MissingWhy
    changes = tuple(writing.complete(naming.with_slug(one)) for one in changes)
    _refuse_faults(writing.check(changes))
    author = current_user_id()
    proposal = Proposal(
        id=opaque_id("p"),
        changes=changes,
        author=author,
        at=clock.now(),
        why=why.strip(),
        service=spocs.service_of(author),
    )
    if _single_creation(proposal):
        writing.put_forward(changes[0])
    proposals.keep(proposal, _terms_of(changes))
    return proposal


def accept(proposal_id: str, note: str = "") -> Proposal:
    """Write what was proposed, as another than who proposed it.

    Raises UnknownProposal, AlreadyDecided, SelfApproval, or Refusals when the thesaurus has
    changed so much meanwhile that the proposal no longer fits.
    """
    proposal = _pending(proposal_id)
    if proposal.author == current_user_id():
        raise errors.SelfApproval
    carried = _carried(proposal.changes)
    writing.apply(proposal.changes, proposed=_single_creation(proposal))
    decided = replace(_decided(proposal, proposals.ACCEPTED, note), documents=_behind(proposal))
    proposals.keep(decided, carried)
    return decided


def refuse(proposal_id: str, note: str) -> Proposal:
    """Leave the thesaurus as it is, and say why; raises UnknownProposal, AlreadyDecided,
    MissingNote."""
    proposal = _pending(proposal_id)
    if not note.strip():
        raise errors.MissingNote
    return _drop(proposal, proposals.REFUSED, note)


def withdraw(proposal_id: str) -> Proposal:
    """Take one's own proposal back; raises UnknownProposal, AlreadyDecided, NotTheAuthor."""
    proposal = _pending(proposal_id)
    if proposal.author != current_user_id():
        raise errors.NotTheAuthor
    return _drop(proposal, proposals.WITHDRAWN, "")


def proposal(proposal_id: str) -> Proposal:
    """Return a proposal; raises UnknownProposal."""
    found = proposals.kept(proposal_id)
    if found is None:
        raise errors.UnknownProposal
    return found


def pending() -> list[Proposal]:
    """Return the proposals to decide on, the oldest first."""
    return proposals.waiting()


def decided(most: int = 50) -> list[Proposal]:
    """Return the proposals that were decided on, the last first."""
    found = [one for one in proposals.everything() if one.decided_at is not None]
    return sorted(found, key=lambda one: one.decided_at, reverse=True)[:most]


def history(level: str, slug: str) -> list[Proposal]:
    """Return the proposals about a term, whatever became of them, the last first."""
    return proposals.about(level, slug)


def progress(proposal: Proposal) -> Progress:
    """Return how far the documents have followed an accepted proposal; counted, not noted."""
    if proposal.state != proposals.ACCEPTED or not proposal.documents:
        return Progress(0, 0)
    waiting = min(_behind(proposal), proposal.documents)
    return Progress(proposal.documents - waiting, proposal.documents)


def _pending(proposal_id: str) -> Proposal:
    found = proposal(proposal_id)
    if found.state != proposals.PENDING:
        raise errors.AlreadyDecided
    return found


def _decided(proposal: Proposal, state: str, note: str) -> Proposal:
    return replace(
        proposal,
        state=state,
        decided_by=current_user_id(),
        decided_at=clock.now(),
        note=note.strip(),
    )


def _drop(proposal: Proposal, state: str, note: str) -> Proposal:
    if _single_creation(proposal):
        writing.take_back(proposal.changes[0])
    dropped = _decided(proposal, state, note)
    proposals.keep(dropped)
    return dropped


def _single_creation(proposal: Proposal) -> bool:
    return [one.kind for one in proposal.changes] == [terms.CREATE]


def _behind(proposal: Proposal) -> int:
    """Count the documents that still stand where merges and moves found them."""
    moving = (terms.MERGE, terms.MOVE)
    found = [one for one in proposal.changes if one.kind in moving]
    return sum(use.behind(one.level, one.slug) for one in found)


def _terms_of(changes: Iterable[Change]) -> list[tuple[str, str]]:
    return [(one.level, slug) for one in changes for slug in (one.slug, one.into) if slug]


def _carried(changes: Iterable[Change]) -> list[tuple[str, str]]:
    """The inventory entries that go with a type that is merged: it is their history too."""
    known = snapshot.current().terms
    merged = [(one.level, one.slug) for one in changes if one.kind == terms.MERGE]
    found = [known[key] for key in merged if key in known]
    return [(kind.level, kind.id) for term in found for kind in rules.children(term, known)]


def _refuse_faults(faults: dict) -> None:
    if faults:
        raise Refusals([fault for each in faults.values() for fault in each])
