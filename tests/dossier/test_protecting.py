"""Who protects a dossier, and how; who is kept out of one; who reads a closed one by name."""

from datetime import date, timedelta

import pytest
from freezegun import freeze_time
from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.access import causes, protection
from farde.access import operations as access
from farde.access.protection import READER
from farde.core import clock
from farde.dossier import holders, protecting
from farde.dossier.errors import PastDay
from farde.dossier.protecting_errors import (
    DeniedReader,
    NobodyNamed,
    NotClosed,
    NotProtected,
    UnknownColleague,
)


def sees(world, name: str, content) -> bool:
    # Plone remembers local roles per request; each look is a request of its own.
    IAnnotations(world.portal.REQUEST).clear()
    with world.as_user(name):
        found = content.UID() in world.visible()
        assert found == bool(api.user.has_permission("View", obj=content))
    return found


def test_only_those_who_are_named_see_a_protected_dossier(world):
    dossier = world.dossier()
    document = world.document(dossier, "factures-charges-medicales")
    protecting.protect(dossier, ["caseworker1", "legal1"])
    for name in ("caseworker1", "legal1"):
        assert sees(world, name, dossier) and sees(world, name, document)
    for name in ("supervisor1", "caseworker2", "payments1", "privacy1"):
        assert not sees(world, name, dossier) and not sees(world, name, document)


def test_the_caseworker_is_proposed(world):
    dossier = world.dossier()
    assert protecting.proposed(dossier) == ["caseworker1"]
    holders.assign_caseworker(dossier.UID(), "")
    assert protecting.proposed(dossier) == []


def test_other_names_take_the_place_of_the_first(world):
    dossier = world.dossier()
    protecting.protect(dossier, ["caseworker1", "legal1"])
    protecting.protect(dossier, ["caseworker1", "caseworker2"])
    assert sees(world, "caseworker2", dossier) and not sees(world, "legal1", dossier)


def test_the_end_of_the_protection_takes_back_what_it_gave_and_nothing_else(world):
    dossier = world.dossier()
    protecting.protect(dossier, ["caseworker1", "legal1"])
    protecting.unprotect(dossier)
    assert sees(world, "caseworker1", dossier) and sees(world, "supervisor1", dossier)
    assert not sees(world, "legal1", dossier)
    with pytest.raises(NotProtected):
        protecting.unprotect(dossier)


def test_a_reader_until_a_day_stays_named_while_the_dossier_is_protected(world):
    dossier = world.dossier()
    protection.name_reader(dossier.UID(), "legal1", clock.now() + timedelta(days=1))
    protecting.protect(dossier, ["caseworker1", "legal1"])
    with freeze_time(clock.now() + timedelta(days=2)):
        assert sees(world, "legal1", dossier)


@pytest.mark.parametrize(
    "named, refusal",
    [
        ([], NobodyNamed),
        (["caseworker1", "nobody"], UnknownColleague),
        (["caseworker1", "caseworker2"], DeniedReader),
    ],
)
def test_a_list_that_names_nobody_strangers_or_the_denied_protects_nothing(world, named, refusal):
    dossier = world.dossier()
    protecting.deny(dossier, "caseworker2")
    with pytest.raises(refusal):
        protecting.protect(dossier, named)
    assert protecting.named(dossier) is None and sees(world, "supervisor1", dossier)


def holder(uid: str) -> None:
    holders.assign_caseworker(uid, "caseworker2")


def supervisor(uid: str) -> None:
    for group in ("caseworkers", "supervisors"):
        api.group.add_user(groupname=group, username="caseworker2")


def ticket(uid: str) -> None:
    access.join(uid, "service-legal", "caseworker2", causes.ticket("t1"))


def stand_in(uid: str) -> None:
    now = clock.now()
    access.note_absence("caseworker1", "caseworker2", now, now + timedelta(days=1))


def break_glass(uid: str) -> None:
    until = clock.now() + timedelta(minutes=60)
    access.join(uid, READER, "caseworker2", causes.break_glass("b1"), until=until)


def named_reader(uid: str) -> None:
    protection.name_reader(uid, "caseworker2")


def named_in_protection(uid: str) -> None:
    protection.protect(uid, ["caseworker1", "caseworker2"])


CAUSES = (holder, supervisor, ticket, stand_in, break_glass, named_reader, named_in_protection)


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.__name__)
def test_deny_beats_every_cause_whichever_comes_first(world, cause):
    for deny_first in (True, False):
        dossier = world.dossier(niss="")
        if deny_first:
            protecting.deny(dossier, "caseworker2")
            cause(dossier.UID())
        else:
            cause(dossier.UID())
            assert sees(world, "caseworker2", dossier)
            protecting.deny(dossier, "caseworker2")
        assert not sees(world, "caseworker2", dossier)
        protecting.undeny(dossier, "caseworker2")
        assert sees(world, "caseworker2", dossier)


@pytest.mark.parametrize("cause", CAUSES[:-1], ids=lambda cause: cause.__name__)
def test_a_protection_beats_every_cause_but_a_name_in_it(world, cause):
    dossier = world.dossier()
    protecting.protect(dossier, ["caseworker1"])
    cause(dossier.UID())
    assert not sees(world, "caseworker2", dossier)
    protecting.unprotect(dossier)
    assert sees(world, "caseworker2", dossier)


def test_nobody_unknown_is_denied(world):
    dossier = world.dossier()
    for who in ("", "nobody"):
        with pytest.raises(UnknownColleague):
            protecting.deny(dossier, who)
    assert protecting.denied(dossier) == set()


def test_whoever_would_shut_themselves_out_is_told_so(world):
    with world.as_user("supervisor1"):
        assert protecting.shuts_me_out(["caseworker1"])
        assert protecting.shuts_me_out(None, ["supervisor1"])
        assert not protecting.shuts_me_out(["caseworker1", "supervisor1"])
        assert not protecting.shuts_me_out(None, ["caseworker2"])
    with world.as_user("privacy1"):
        assert not protecting.shuts_me_out(["caseworker1"])
        assert protecting.shuts_me_out(None, ["privacy1"])


@pytest.fixture
def closed(world):
    """A dossier that was closed more months ago than the centre's setting says."""
    with freeze_time("2025-01-15 09:00"):
        dossier = world.dossier()
        with world.as_user("caseworker1"):
            api.content.transition(dossier, "close")
    return dossier


def test_a_closed_dossier_is_read_by_name_until_the_end_of_a_day(world, closed):
    last = date(2026, 3, 29)  # a day of 23 hours
    with freeze_time("2026-03-02 09:00"):
        assert not sees(world, "caseworker1", closed)
        protecting.name_reader(closed, "caseworker1", last)
        [member] = protecting.readers(closed)
        assert member.principal == "caseworker1"
    for instant, reads in (("2026-03-29 21:59:59", True), ("2026-03-29 22:00:00", False)):
        with freeze_time(instant):
            assert sees(world, "caseworker1", closed) is reads
    with freeze_time("2026-03-29 22:00:00"):
        assert protecting.readers(closed) == []


def test_a_reader_of_a_closed_dossier_is_taken_off_again(world, closed):
    protecting.name_reader(closed, "legal1", clock.today())
    assert sees(world, "legal1", closed)
    protecting.unname_reader(closed, "legal1")
    assert not sees(world, "legal1", closed)


def test_readers_are_named_for_closed_dossiers_and_days_to_come_only(world, closed):
    with pytest.raises(NotClosed):
        protecting.name_reader(world.dossier(niss=""), "legal1", clock.today())
    with pytest.raises(PastDay):
        protecting.name_reader(closed, "legal1", clock.today() - timedelta(days=1))
    with pytest.raises(UnknownColleague):
        protecting.name_reader(closed, "nobody", clock.today())
    protecting.deny(closed, "legal1")
    with pytest.raises(DeniedReader):
        protecting.name_reader(closed, "legal1", clock.today())


def test_the_list_of_protected_dossiers_leaves_out_what_is_kept_from_its_reader(world):
    first, second = world.dossier(), world.dossier(niss="")
    for dossier in (first, second):
        protecting.protect(dossier, ["caseworker1", "legal1"])
    protecting.deny(second, "privacy1")
    with world.as_user("privacy1"):
        [one] = protecting.protected()
    assert (one.number, one.named) == (first.getId(), 2)
