"""Whoever lets somebody into a dossier, or shows them out, leaves a row in the journal."""

from datetime import UTC, datetime, timedelta

import pytest
import requests
import transaction
from freezegun import freeze_time
from plone.app.testing import logout

from farde.access import causes, operations, protection
from farde.access.journal import changes, store
from farde.access.journal import operations as journal
from farde.access.journal.errors import JournalUnavailable
from farde.access.journal.query import Query
from farde.dossier import holders
from reading import Reader
from world import PASSWORD

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def dossier(served_world):
    dossier = served_world.dossier()
    served_world.commit()
    return dossier


@pytest.fixture
def done(served_world, dossier):
    """Do something as a supervisor; return what the journal has noted of it, as short lines."""

    def do(verb, *args, **options) -> list[tuple]:
        last = journal.search(Query(), limit=1)[0].number
        with served_world.as_user("supervisor1"):
            verb(*args, **options)
            transaction.commit()
        found = journal.search(Query(), limit=100)[::-1]
        new = [row for row in found if row.number > last]
        assert {row.who for row in new} <= {"supervisor1"}
        return [(row.action, row.dossier_uid, row.cause, told(row)) for row in new]

    return do


def told(row) -> dict:
    return changes.told_by(row.detail)


def test_an_opened_dossier_says_who_holds_it_and_who_supervises(dossier):
    rows = journal.search(Query(dossier_uid=dossier.UID()), limit=10)
    assert {(row.action, row.cause, told(row)["to"]) for row in rows} >= {
        ("grant", "holder", "caseworker1"),
        ("grant", "team", "supervisors"),
    }


def test_a_grant_and_its_end_are_noted_with_cause_and_function(done, dossier):
    uid = dossier.UID()
    place = (uid, "service-payments", "payments", causes.ticket("t1"))
    to = {"to": "payments", "function": "service-payments"}
    assert done(operations.join, *place) == [("grant", uid, "ticket:t1", to)]
    ended = done(operations.leave, uid, "service-payments", causes.ticket("t1"))
    assert ended == [("end", uid, "ticket:t1", to)]


def test_ending_what_nobody_has_is_no_event(done, dossier):
    assert done(operations.leave, dossier.UID(), "reader", causes.NAMED) == []


def test_days_of_grace_are_noted_with_the_day_they_end(done, dossier):
    place = (dossier.UID(), "service-payments", causes.ticket("t1"), "payments")
    with freeze_time(NOW):
        [(action, _uid, _cause, about)] = done(operations.leave_later, *place)
    assert action == "end"
    # Summer time begins in between.
    assert datetime.fromisoformat(about["since"]) == NOW + timedelta(days=30, hours=-1)


def test_a_transfer_is_one_row_that_names_both(done, dossier):
    rows = done(holders.assign_all, [dossier.UID()], "caseworker2")
    about = {"to": "caseworker2", "previous": "caseworker1", "function": "caseworker"}
    assert ("transfer", dossier.UID(), "holder", about) in rows


def test_a_planned_transfer_says_from_when(done, dossier):
    at = NOW + timedelta(days=30)
    with freeze_time(NOW):
        rows = done(holders.assign_all, [dossier.UID()], "caseworker2", at)
        [about] = [row[3] for row in rows if row[0] == "transfer"]
        assert datetime.fromisoformat(about["since"]) == at
        taken_back = done(holders.assign_all, [dossier.UID()], "caseworker1")
    ended = {"to": "caseworker2", "function": "caseworker"}
    assert ("end", dossier.UID(), "holder", ended) in taken_back


def test_a_dossier_that_loses_its_caseworker_says_so(done, dossier):
    rows = done(holders.assign_caseworker, dossier.UID(), "")
    assert ("end", "holder", "caseworker1") in [(row[0], row[2], row[3]["to"]) for row in rows]
    assert ("grant", "fallback", "supervisors") in [(r[0], r[2], r[3]["to"]) for r in rows]


def test_a_referent_comes_and_goes(done, dossier):
    uid = dossier.UID()
    came = done(holders.assign_referent, uid, "referent1")
    assert came == [("grant", uid, "holder", {"to": "referent1", "function": "referent"})]
    went = done(holders.assign_referent, uid, "")
    assert went == [("end", uid, "holder", {"to": "referent1", "function": "referent"})]


def test_a_dossier_already_held_is_no_event(done, dossier):
    assert done(holders.assign_caseworker, dossier.UID(), "caseworker1") == []


def test_limits_are_noted(done, dossier):
    uid, out = dossier.UID(), {"to": "caseworker2"}
    assert done(protection.deny, uid, "caseworker2") == [("deny", uid, "", out)]
    assert done(protection.undeny, uid, "caseworker2") == [("undeny", uid, "", out)]
    named = ("named-reader", {"to": "caseworker1", "function": "reader"})
    protected = done(protection.protect, uid, ["caseworker1"])
    assert protected == [("grant", uid, *named), ("protect", uid, "", {})]
    lifted = done(protection.unprotect, uid)
    assert lifted == [("end", uid, *named), ("unprotect", uid, "", {})]
    assert done(protection.narrow, uid, ["reader"]) == [("narrow", uid, "", {})]
    assert done(protection.widen, uid) == [("widen", uid, "", {})]


def test_a_named_reader_is_noted_with_the_end(done, dossier):
    uid, until = dossier.UID(), NOW + timedelta(days=3)
    [(action, _uid, cause, about)] = done(protection.name_reader, uid, "caseworker2", until=until)
    assert (action, cause) == ("grant", causes.NAMED)
    assert datetime.fromisoformat(about["until"]) == until
    assert [row[0] for row in done(protection.unname_reader, uid, "caseworker2")] == ["end"]


def test_an_emergency_is_called_by_its_name(done, dossier):
    until = NOW + timedelta(minutes=60)
    place = (dossier.UID(), "reader", "itadmin1", causes.break_glass("b1"))
    [(action, _uid, cause, about)] = done(operations.join, *place, until=until)
    assert (action, cause, about["to"]) == ("break-glass", "break-glass:b1", "itadmin1")


def test_an_absence_is_noted_though_it_concerns_no_dossier_in_particular(done):
    since, until = NOW, NOW + timedelta(days=7)
    noted = []

    def note():
        noted.append(operations.note_absence("caseworker1", "caseworker2", since, until))

    with freeze_time(NOW):
        [(action, uid, cause, about)] = done(note)
        [(end, _uid, of, whom)] = done(operations.end_absence, noted[0].id)
    assert (action, uid, cause) == ("stand-in", "", "stand-in:caseworker1")
    assert about["to"] == "caseworker2" and datetime.fromisoformat(about["until"]) == until
    assert (end, of, whom["to"]) == ("stand-in-end", "stand-in:caseworker1", "caseworker2")


def test_what_a_protection_gave_to_its_named_readers_ends_with_it(world):
    uid = world.dossier().UID()
    protection.protect(uid, ["caseworker2"])
    protection.unprotect(uid)
    assert protection.named_readers(uid) == set()


def test_a_frozen_dossier_says_who_watches_over_it(done, dossier):
    from plone import api

    rows = done(api.content.transition, obj=dossier, transition="freeze")
    assert ("grant", "freeze", "privacy") in [(r[0], r[2], r[3].get("to")) for r in rows]
    assert "narrow" in [row[0] for row in rows]


def test_what_is_rolled_back_leaves_no_row(served_world, dossier):
    before = journal.search(Query(), limit=1)[0].number
    with served_world.as_user("supervisor1"):
        protection.deny(dossier.UID(), "caseworker2")
        transaction.abort()
    assert journal.search(Query(), limit=1)[0].number == before


def test_nobody_is_let_in_while_the_journal_is_away(served_world, dossier, monkeypatch, tmp_path):
    monkeypatch.setenv("FARDE_JOURNAL_URL", f"sqlite:///{tmp_path}/missing/journal.sqlite")
    protection.name_reader(dossier.UID(), "caseworker2")
    with pytest.raises(JournalUnavailable):
        transaction.commit()
    transaction.abort()
    assert protection.named_readers(dossier.UID()) == set()


def test_a_change_without_a_journal_is_refused_in_words(
    served_world, dossier, monkeypatch, tmp_path
):
    monkeypatch.setenv("FARDE_JOURNAL_URL", f"sqlite:///{tmp_path}/missing/journal.sqlite")
    answer = requests.post(
        f"{served_world.portal.absolute_url()}/@transfer",
        json={"dossiers": [dossier.getId()], "to": "caseworker2"},
        auth=("supervisor1", PASSWORD),
        headers={"Accept": "application/json", "Accept-Language": "fr"},
        timeout=30,
    )
    assert (answer.status_code, answer.json()["type"]) == (503, "JournalUnavailable")
    assert operations.holder(dossier.UID(), "caseworker") == "caseworker1"


@pytest.mark.parametrize("user_id", ["jean dupont", "andré", "a+b~c&d=e;f%g", "x@cpas.example"])
def test_a_user_is_told_whatever_signs_their_id_holds(done, dossier, user_id):
    [(_action, _uid, _cause, about)] = done(protection.deny, dossier.UID(), user_id)
    assert about == {"to": user_id}


def test_the_journal_of_the_dossier_tells_whom_by_name(served_world, dossier):
    with served_world.as_user("supervisor1"):
        holders.assign_all([dossier.UID()], "caseworker2")
    served_world.commit()
    page = Reader(served_world, "caseworker2").get(f"{dossier.absolute_url()}/@@access-journal")
    words = " ".join(page.text.partition('id="journal"')[2].split())
    assert "Transfert" in words and "transfer<" not in words
    assert "Karim Bensaïf" in words and "après Claire Demoulin (AS)" in words


def test_who_is_kept_out_is_told_to_who_may_keep_out_alone(served_world, dossier):
    with served_world.as_user("supervisor1"):
        protection.deny(dossier.UID(), "caseworker2")
    served_world.commit()
    address = f"{dossier.absolute_url()}/@@access-journal"
    for user, told_of in (("supervisor1", True), ("privacy1", True), ("caseworker1", False)):
        page = Reader(served_world, user).get(address).text
        assert ("Agent écarté" in page) is told_of, user
        rest = Reader(served_world, user, "application/json")
        items = rest.get(address.replace("@@", "@")).json()["items"]
        assert ("deny" in [one["action"]["id"] for one in items]) is told_of, user


def test_changes_by_the_background_say_so(served_world, dossier):
    logout()
    protection.name_reader(dossier.UID(), "caseworker2")
    transaction.commit()
    row = journal.search(Query(dossier_uid=dossier.UID()), limit=1)[0]
    assert (row.who, row.channel) == ("", "worker")


def test_the_chain_stays_sound(done, dossier):
    done(holders.assign_all, [dossier.UID()], "caseworker2")
    assert journal.verify().fault is None
    assert store.current().head().count == journal.verify().count
