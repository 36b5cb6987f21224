"""An absence and a protection stand in the access journal: who did it, for whom, until when."""

from datetime import date, datetime

import pytest
import transaction

from farde.access.journal import changes
from farde.access.journal import operations as journal
from farde.access.journal.query import Query
from farde.core.clock import CENTRE_TIME
from farde.dossier import absence, protecting, transfer
from farde.dossier.absence import Plan


@pytest.fixture
def rows(served_world):
    """Do something as the supervisor; return the new rows of the journal, by what they say."""

    def of(verb, *args) -> list[tuple[str, str, str, dict]]:
        served_world.commit()
        found = journal.search(Query(), limit=1)
        before = found[0].number if found else 0
        with served_world.as_user("supervisor1"):
            verb(*args)
            transaction.commit()
        new = [row for row in journal.search(Query(), limit=50) if row.number > before][::-1]
        return [(r.action, r.who, r.dossier_uid, changes.told_by(r.detail)) for r in new]

    return of


def test_an_absence_is_noted_with_its_days_and_so_is_its_end(rows):
    plan = Plan("caseworker1", "caseworker2", date(2999, 4, 1), date(2999, 4, 2))
    [(action, who, _uid, told)] = rows(absence.note, plan)
    assert (action, who, told["to"]) == ("stand-in", "supervisor1", "caseworker2")
    instants = [datetime.fromisoformat(told[name]) for name in ("since", "until")]
    assert instants == [datetime(2999, 4, day, tzinfo=CENTRE_TIME) for day in (1, 3)]
    [(action, who, _uid, told)] = rows(lambda: absence.end(absence.listed()[0].id))
    assert (action, who, told["to"]) == ("stand-in-end", "supervisor1", "caseworker2")


def test_a_protection_its_names_and_its_end_are_noted(served_world, rows):
    dossier = served_world.dossier()
    uid = dossier.UID()
    noted = rows(protecting.protect, dossier, ["caseworker1", "supervisor1"])
    assert [(action, told.get("to")) for action, _who, _uid, told in noted] == [
        ("grant", "caseworker1"),
        ("grant", "supervisor1"),
        ("protect", None),
    ]
    assert {(who, of) for _action, who, of, _told in noted} == {("supervisor1", uid)}
    assert {"end", "unprotect"} == {row[0] for row in rows(protecting.unprotect, dossier)}


def test_a_planned_transfer_notes_whom_it_gives_to_and_not_the_team_that_stays(served_world, rows):
    uid, at = served_world.dossier().UID(), datetime(2999, 4, 1, tzinfo=CENTRE_TIME)
    [(action, _who, of, told)] = rows(transfer.transfer, [uid], "caseworker2", at)
    assert (action, of) == ("transfer", uid)
    assert (told["to"], told["previous"], told["since"]) == (
        "caseworker2",
        "caseworker1",
        at.isoformat(),
    )
    [(action, _who, _of, told)] = rows(transfer.cancel, [uid], at)
    assert (action, told["to"]) == ("end", "caseworker2")


def test_a_deny_list_is_noted_both_ways(served_world, rows):
    dossier = served_world.dossier()
    for verb, action in ((protecting.deny, "deny"), (protecting.undeny, "undeny")):
        [row] = rows(verb, dossier, "caseworker2")
        assert row == (action, "supervisor1", dossier.UID(), {"to": "caseworker2"})
    assert rows(protecting.undeny, dossier, "caseworker2") == []
