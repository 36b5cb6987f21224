"""What is accepted, written into the thesaurus: a few changes at once, many by a worker."""

from collections.abc import Iterable
from dataclasses import replace

from zope.interface import implementer

from farde.core import outbox
from farde.core.background import committing
from farde.core.errors import Refusal
from farde.core.interfaces import IBackgroundTask
from farde.thesaurus import changes as writing
from farde.thesaurus import governance_errors as errors
from farde.thesaurus import proposals, rules, snapshot, terms, use
from farde.thesaurus.proposals import Obstacle, Proposal
from farde.thesaurus.terms import Change

#: The name of the task in the outbox; its subject is the id of the proposal.
TASK = "farde.carry-out-proposal"
#: More terms than these are not written while somebody waits for the page.
AT_ONCE = 50


def begin(decided: Proposal) -> Proposal:
    """Write what somebody accepted, or let a worker do it; raises Refusals, then nothing is."""
    proposed = is_single_creation(decided)
    writing.require(decided.changes, proposed)
    carried = _carried(decided.changes)
    if len(decided.changes) + len(carried) <= AT_ONCE:
        return _write(decided)
    proposal = replace(decided, state=proposals.STARTED)
    proposals.keep(proposal)
    outbox.enqueue(TASK, proposal.id)
    return proposal


def is_single_creation(proposal: Proposal) -> bool:
    """Tell whether a proposal is about one new term, which then stands in the tree already."""
    return [one.kind for one in proposal.changes] == [terms.CREATE]


def behind(proposal: Proposal) -> int:
    """Count the documents that still stand where merges and moves found them."""
    moving = (terms.MERGE, terms.MOVE)
    found = [one for one in proposal.changes if one.kind in moving]
    return sum(use.behind(one.level, one.slug) for one in found)


@implementer(IBackgroundTask)
class CarryOut:
    """Writes a large proposal in one transaction; one that was written is left alone."""

    def __call__(self, proposal_id: str) -> None:
        committing(lambda: _carry_out(proposal_id))

    def give_up(self, proposal_id: str, error: Exception) -> None:
        """Let it wait for a decision again, with a word of what happened."""
        proposal = _started(proposal_id)
        if proposal is not None:
            _give_back(proposal, [Obstacle("", errors.NotWritten.message)])


def _carry_out(proposal_id: str) -> None:
    proposal = _started(proposal_id)
    if proposal is None:
        return
    # Found before anything is written: what this transaction commits is whole, or a word of why.
    faults = writing.check(proposal.changes, is_single_creation(proposal))
    if faults:
        _give_back(proposal, _obstacles(proposal.changes, faults))
    else:
        _write(proposal)


def _started(proposal_id: str) -> Proposal | None:
    found = proposals.kept(proposal_id)
    return found if found is not None and found.state == proposals.STARTED else None


def _write(decided: Proposal) -> Proposal:
    carried = _carried(decided.changes)
    writing.write(decided.changes)
    written = replace(decided, state=proposals.ACCEPTED, documents=behind(decided))
    proposals.keep(written, carried)
    return written


def _give_back(proposal: Proposal, obstacles: Iterable[Obstacle]) -> None:
    undecided = replace(
        proposal,
        state=proposals.PENDING,
        decided_by="",
        decided_at=None,
        note="",
        obstacles=tuple(obstacles),
    )
    proposals.keep(undecided)


def _obstacles(changes: tuple[Change, ...], faults: dict[int, list[Refusal]]) -> list[Obstacle]:
    return [
        Obstacle(changes[position].slug, fault.message)
        for position, found in sorted(faults.items())
        for fault in found
    ]


def _carried(changes: Iterable[Change]) -> list[tuple[str, str]]:
    """The inventory entries that go with a type that is merged: it is their history too."""
    known = snapshot.current().terms
    merged = [(one.level, one.slug) for one in changes if one.kind == terms.MERGE]
    found = [known[key] for key in merged if key in known]
    return [(kind.level, kind.id) for term in found for kind in rules.children(term, known)]
