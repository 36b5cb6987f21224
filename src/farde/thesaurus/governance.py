"""Who wants a change of the thesaurus, and who else decides on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from farde.core import clock
from farde.core.ids import opaque_id
from farde.core.visitor import current_user_id
from farde.thesaurus import acceptance, naming, proposals, spocs
from farde.thesaurus import changes as writing
from farde.thesaurus import governance_errors as errors
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
    writing.require(changes)
    author = current_user_id()
    proposal = Proposal(
        id=opaque_id("p"),
        changes=changes,
        author=author,
        at=clock.now(),
        why=why.strip(),
        service=spocs.service_of(author),
    )
    if acceptance.is_single_creation(proposal):
        writing.put_forward(changes[0])
    proposals.keep(proposal, _terms_of(changes))
    return proposal


def accept(proposal_id: str, note: str = "") -> Proposal:
    """Write what was proposed, as another than who proposed it; many changes by a worker.

    Raises UnknownProposal, AlreadyDecided, SelfApproval, or Refusals when the thesaurus has
    changed so much meanwhile that the proposal no longer fits.
    """
    proposal = _pending(proposal_id)
    if proposal.author == current_user_id():
        raise errors.SelfApproval
    return acceptance.begin(_decided(proposal, proposals.ACCEPTED, note))


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
    waiting = min(acceptance.behind(proposal), proposal.documents)
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
        obstacles=(),
    )


def _drop(proposal: Proposal, state: str, note: str) -> Proposal:
    if acceptance.is_single_creation(proposal):
        writing.take_back(proposal.changes[0])
    dropped = _decided(proposal, state, note)
    proposals.keep(dropped)
    return dropped


def _terms_of(changes: Iterable[Change]) -> list[tuple[str, str]]:
    return [(one.level, slug) for one in changes for slug in (one.slug, one.into) if slug]
