"""One door for pages and applications: one answer, or several at once."""

import pytest

from farde.tickets import answering, errors, operations
from followups import SIGNAL_TYPE, TICKET_TYPE, only, state


@pytest.fixture
def morning(world):
    """A signal and a ticket of caseworker1, and a ticket of the notification service."""
    dossier = world.dossier()
    types = (SIGNAL_TYPE, TICKET_TYPE, "correspondance-demande-audition")
    return [only(world.document(dossier, type_id)) for type_id in types]


def test_each_action_meets_its_verb(world, morning):
    signal, ticket, _other = morning
    with world.as_user("caseworker1"):
        operations.answer(ticket.UID(), "take")
        operations.answer(ticket.UID(), "hand-over", role="service:payments", reason="Visa")
        operations.answer(signal.UID(), "make-ticket", role="caseworker")
    assert (state(ticket), state(signal)) == ("handed_over", "read")


@pytest.mark.parametrize("action", ["", "burn", "done"])
def test_any_other_action_is_refused(world, morning, action):
    with world.as_user("caseworker1"), pytest.raises(errors.UnknownAction):
        operations.answer(morning[1].UID(), action)


def test_several_are_done_at_once_and_what_is_refused_says_why(world, morning):
    signal, ticket, other = morning
    with world.as_user("caseworker1"):
        answers = operations.answer_all(
            [signal.UID(), ticket.UID(), other.UID(), "0" * 32], "done", outcome="Vu ensemble"
        )
    assert [one.done for one in answers] == [True, True, False, False]
    assert [type(one.refusal) for one in answers[2:]] == [
        errors.NotAddressee,
        errors.UnknownFollowUp,
    ]
    assert [state(one) for one in morning] == ["read", "done", "created"]
    assert ticket.outcome == "Vu ensemble"


def test_tickets_without_an_outcome_are_refused_while_the_signals_are_read(world, morning):
    signal, ticket, _other = morning
    with world.as_user("caseworker1"):
        answers = operations.answer_all([ticket.UID(), signal.UID()], "done")
    assert isinstance(answers[0].refusal, errors.MissingOutcome) and answers[1].done
    assert (state(ticket), state(signal)) == ("created", "read")


def test_what_is_chosen_twice_is_answered_once(world, morning):
    uid = morning[0].UID()
    with world.as_user("caseworker1"):
        [answered] = operations.answer_all([uid, uid], "read")
    assert answered.done


def test_more_than_a_screenful_is_refused_as_a_whole(world):
    with pytest.raises(errors.TooMany):
        operations.answer_all([str(n) for n in range(answering.AT_ONCE + 1)], "read")
