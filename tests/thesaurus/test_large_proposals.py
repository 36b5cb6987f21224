"""A proposal of many changes is accepted in a moment; a worker writes it, all of it or nothing."""

import pytest

from farde.core import outbox
from farde.core.errors import Refusals
from farde.thesaurus import acceptance, governance, snapshot
from farde.thesaurus import governance_errors as refused
from farde.thesaurus import operations as thesaurus
from farde.thesaurus.changes import Change

NEW = [f"piece-{number:03}" for number in range(acceptance.AT_ONCE + 1)]


def create(slug: str) -> Change:
    return Change("create", "DocumentKind", slug, "avis-its", after={"title": slug})


@pytest.fixture
def large(world, monkeypatch):
    monkeypatch.setattr("farde.thesaurus.acceptance.committing", lambda step: step())
    with world.as_user("records1"):
        governance.propose([Change("create", "DocumentType", "avis-its", "social",
                                   after={"title": "AVIS ITS"})], "Il manque.")  # fmt: skip
        waiting = governance.pending()[0]
    with world.as_user("records2"):
        governance.accept(waiting.id)
    with world.as_user("records1"):
        return governance.propose([create(slug) for slug in NEW], "Le nouveau tableau.")


@pytest.fixture
def started(world, large):
    with world.as_user("records2"):
        return governance.accept(large.id, "Relu.")


def work(proposal) -> None:
    acceptance.CarryOut()(proposal.id)


def test_the_thesaurus_changes_when_the_worker_has_come(started):
    assert started.state == "started" and thesaurus.kinds("avis-its") == []
    assert outbox.get(f"{acceptance.TASK}:{started.id}") is not None
    work(started)
    done = governance.proposal(started.id)
    assert {one.id for one in thesaurus.kinds("avis-its")} == {*NEW}
    assert (done.state, done.decided_by, done.note) == ("accepted", "records2", "Relu.")


def test_its_author_may_not_set_it_off(world, large):
    with world.as_user("records1"), pytest.raises(refused.SelfApproval):
        governance.accept(large.id)
    work(large)
    assert governance.proposal(large.id).state == "pending" and not thesaurus.kinds("avis-its")


def test_what_was_set_off_is_decided(world, started):
    with world.as_user("records2"):
        for again in (governance.accept, lambda one: governance.refuse(one, "Non.")):
            with pytest.raises(refused.AlreadyDecided):
                again(started.id)
    with world.as_user("records1"), pytest.raises(refused.AlreadyDecided):
        governance.withdraw(started.id)


def test_a_second_run_after_a_kill_writes_nothing_twice(started):
    work(started)
    stamp = snapshot.current().stamp
    work(started)
    assert snapshot.current().stamp == stamp


def test_what_no_longer_fits_is_refused_when_it_is_accepted(world, large):
    retire(world)
    with world.as_user("records2"), pytest.raises(Refusals):
        governance.accept(large.id)
    assert governance.proposal(large.id).state == "pending"


def test_when_the_thesaurus_changes_before_the_worker_comes_nothing_is_written(world, started):
    retire(world)
    work(started)
    back = governance.proposal(started.id)
    assert back.state == "pending" and back.decided_by == "" and back.decided_at is None
    assert len(back.obstacles) == len(NEW) and back.obstacles[0].slug == NEW[0]
    assert thesaurus.kinds("avis-its") == []
    with world.as_user("records2"):
        assert governance.refuse(started.id, "Trop tard.").state == "refused"


def test_what_the_worker_cannot_write_waits_for_a_decision_again(world, started):
    acceptance.CarryOut().give_up(started.id, ValueError())
    back = governance.proposal(started.id)
    assert back.state == "pending" and len(back.obstacles) == 1
    with world.as_user("records2"):
        assert governance.accept(started.id).obstacles == ()


def test_a_merge_that_takes_many_entries_along_is_large_too(world, started):
    work(started)
    merge = Change("merge", "DocumentType", "avis-its", into="attestations-emploi")
    with world.as_user("spoc1"):
        proposal = governance.propose([merge], "C'est la même chose.")
    with world.as_user("records2"):
        assert governance.accept(proposal.id).state == "started"
    work(proposal)
    assert thesaurus.document_kind(NEW[0]).parent == "attestations-emploi"


def retire(world) -> None:
    with world.as_user("spoc1"):
        one = governance.propose([Change("retire", "DocumentType", "avis-its")], "Plus utilisé.")
    with world.as_user("records2"):
        governance.accept(one.id)
