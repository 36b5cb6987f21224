"""Who is in a circle is the union of the live causes: no more, no less, whatever came before."""

from datetime import datetime, timedelta

import pytest
from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st

from farde.access.circles import Membership, Memberships, circle_id, dossier_of, is_circle
from farde.core.clock import CENTRE_TIME

CIRCLES = [circle_id("d1", "caseworker"), circle_id("d1", "service-legal"), circle_id("d2", "x")]
PEOPLE = ["caseworker1", "caseworker2", "supervisors"]
CAUSES = ["holder", "ticket:1", "ticket:2"]
PAST = datetime(2000, 1, 1, tzinfo=CENTRE_TIME)
FUTURE = datetime(2200, 1, 1, tzinfo=CENTRE_TIME)

circles, people, causes = map(st.sampled_from, (CIRCLES, PEOPLE, CAUSES))
given_causes = st.tuples(
    st.just("give"), circles, people, causes, st.sampled_from([None, PAST, FUTURE])
)
ended_causes = st.tuples(
    st.just("end"), circles, st.sampled_from([None, *PEOPLE]), causes, st.none()
)
histories = st.lists(given_causes | ended_causes, max_size=25)


def lived(history) -> tuple[Memberships, dict]:
    """Return the lookups after a history, and what plain bookkeeping says of it."""
    lookups, book = Memberships(), {}
    for verb, circle, principal, cause, until in history:
        if verb == "give":
            lookups.grant(Membership(circle, principal, cause, until))
            book[circle, principal, cause] = until
        else:
            lookups.revoke(circle, cause, principal)
            for key in list(book):
                if (key[0], key[2]) == (circle, cause) and principal in (None, key[1]):
                    del book[key]
    return lookups, book


@given(histories)
def test_a_circle_holds_exactly_the_union_of_the_live_causes(history):
    lookups, book = lived(history)
    for circle in CIRCLES:
        live = {who for (where, who, _), end in book.items() if where == circle and end != PAST}
        assert lookups.principals_in(circle) == live


@given(histories)
def test_both_lookups_agree(history):
    lookups, _ = lived(history)
    for circle in CIRCLES:
        for who in PEOPLE:
            assert (circle in lookups.circles_of(who)) == (who in lookups.principals_in(circle))
    by_circle = {m for circle in CIRCLES for m in lookups.of_circle(circle)}
    assert by_circle == {m for who in PEOPLE for m in lookups.of_principal(who)}


@given(histories, circles, people)
def test_ending_a_cause_takes_back_exactly_what_it_gave(history, circle, who):
    lookups, _ = lived(history)
    before = {m for one in CIRCLES for m in lookups.of_circle(one)}
    lookups.grant(Membership(circle, who, "break-glass", FUTURE))
    lookups.revoke(circle, "break-glass")
    assert {m for one in CIRCLES for m in lookups.of_circle(one)} == before


@given(histories)
def test_whoever_has_several_principals_is_in_the_circles_of_all(history):
    lookups, _ = lived(history)
    each = [lookups.circles_of(who) for who in PEOPLE]
    assert lookups.circles_of(*PEOPLE) == set().union(*each)


@given(histories)
def test_nothing_stays_behind_when_all_causes_have_ended(history):
    lookups, _ = lived(history)
    for circle in CIRCLES:
        for cause in CAUSES:
            lookups.revoke(circle, cause)
    assert not [one for who in PEOPLE for one in lookups.of_principal(who)]
    assert not [one for circle in CIRCLES for one in lookups.of_circle(circle)]


def test_a_membership_ends_by_itself_at_its_hour():
    lookups, noon = Memberships(), datetime(2026, 3, 2, 12, tzinfo=CENTRE_TIME)
    lookups.grant(Membership(CIRCLES[0], "caseworker2", "stand-in", noon))
    with freeze_time(noon - timedelta(seconds=1)):
        assert lookups.principals_in(CIRCLES[0]) == {"caseworker2"}
    with freeze_time(noon):
        assert lookups.principals_in(CIRCLES[0]) == set() == lookups.circles_of("caseworker2")


def test_an_expired_cause_does_not_end_another():
    lookups = Memberships()
    lookups.grant(Membership(CIRCLES[0], "caseworker2", "stand-in", PAST))
    lookups.grant(Membership(CIRCLES[0], "caseworker2", "ticket:1"))
    assert lookups.principals_in(CIRCLES[0]) == {"caseworker2"}


def test_granting_again_moves_the_end():
    lookups = Memberships()
    lookups.grant(Membership(CIRCLES[0], "caseworker2", "stand-in", PAST))
    lookups.grant(Membership(CIRCLES[0], "caseworker2", "stand-in", FUTURE))
    assert lookups.principals_in(CIRCLES[0]) == {"caseworker2"}


@pytest.mark.parametrize("function", ["caseworker", "service-legal"])
def test_a_circle_says_whose_it_is(function):
    circle = circle_id("7f2a", function)
    assert is_circle(circle) and dossier_of(circle) == "7f2a"
    assert not is_circle("caseworkers")
