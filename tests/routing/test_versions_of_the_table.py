"""Every change of the table is a version: who, when, why, what; and there is a way back."""

from contextlib import suppress
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plone.contentrules.engine.interfaces import IRuleStorage
from zope.component import getUtility
from zope.interface import alsoProvides

from farde.core.interfaces import IFardeLayer
from farde.routing import drafts, editing, errors, subscribers, versions
from farde.routing.conditions import ChannelCondition
from farde.routing.rulestates import photograph
from farde.routing.signal_table import signal_table
from farde.routing.telling import row_changes

TICKET = {"kind": "ticket", "role": "caseworker"}
SIGNAL = {"kind": "signal", "role": "referent"}


def change(rule: str, why: str = "Essai", **raw) -> versions.Version:
    return editing.save([drafts.read_row(raw, rule, photograph())], (), why)


def told(before, after) -> list[tuple]:
    return [
        (row.rule, change.before, change.after)
        for row in row_changes(before, after)
        for change in row.changes
    ]


def test_the_table_that_was_loaded_is_the_first_version(world):
    assert versions.latest().kind == versions.FIRST
    assert list(versions.latest().table.items()) == list(photograph().items())


@freeze_time("2030-03-02T09:30:00Z")
def test_a_version_tells_who_when_why_and_what(world):
    with world.as_user("records1"):
        version = change("signal-row-03", "L'emploi demande un suivi", effects=[TICKET])
    assert (version.kind, version.by, version.why) == (
        versions.CHANGE,
        "records1",
        "L'emploi demande un suivi",
    )
    assert version.at == datetime(2030, 3, 2, 9, 30, tzinfo=UTC)
    assert told(versions.before(version).table, version.table) == [
        ("signal-row-03", "Signal → AS titulaire", "Ticket → AS titulaire")
    ]


@freeze_time("2030-03-02T09:30:00Z")
def test_versions_of_one_instant_keep_their_order(world):
    made = [change("signal-row-03", remark=str(n)).id for n in range(3)]
    assert versions.ids()[:3] == made[::-1]


def test_the_last_change_is_undone_in_one_step_and_that_can_be_undone(world):
    before = photograph()
    changed = change("signal-row-03", effects=[TICKET, SIGNAL])
    undone = editing.undo(versions.mark())
    assert photograph() == before
    assert (undone.kind, undone.of) == (versions.UNDO, changed.id)
    editing.undo(versions.mark())
    assert photograph() == changed.table


def test_an_undo_sent_twice_undoes_once(world):
    change("signal-row-03", effects=[TICKET])
    mark = versions.mark()
    editing.undo(mark)
    with pytest.raises(errors.TableChangedMeanwhile):
        editing.undo(mark)


def test_the_first_version_cannot_be_undone(world):
    with pytest.raises(errors.NothingToUndo):
        editing.undo(versions.mark())


def test_going_back_brings_everything_back_and_keeps_what_came_after(world):
    first = versions.latest()
    added = {"number": "40", "types": ["attestations-amu"], "effects": [SIGNAL]}
    change("", **added)
    change("signal-row-03", effects=[TICKET], channels=["counter"], remark="Essai")
    last = change("signal-row-05", enabled=False)
    editing.restore(first.id, versions.mark())
    assert list(photograph().items()) == list(first.table.items())
    editing.restore(last.id, versions.mark())
    assert list(photograph().items()) == list(last.table.items())
    assert len(versions.ids()) == 6


def test_a_removed_row_comes_back_in_its_place(world):
    storage = getUtility(IRuleStorage)
    del storage["signal-row-05"]
    editing.undo(versions.mark())
    assert [row.number for row in signal_table()] == list(range(1, 27))
    assert signal_table()[4].enabled


def test_going_to_a_version_that_is_not_there_is_refused(world):
    with pytest.raises(errors.UnknownVersion):
        editing.restore("v-20000101T000000000000", versions.mark())


def test_a_change_outside_the_table_is_noticed_and_kept_as_such(world):
    condition = ChannelCondition()
    condition.channels = ["counter"]
    getUtility(IRuleStorage)["signal-row-03"].conditions.append(condition)
    assert versions.mark() == versions.OUTSIDE
    with world.as_user("records1"):
        change("signal-row-04", remark="Vu")
    latest, outside = (versions.version(one) for one in versions.ids()[:2])
    assert (latest.kind, outside.kind) == (versions.CHANGE, versions.OUTSIDE)
    assert (latest.by, outside.by) == ("records1", "")
    assert told(versions.before(outside).table, outside.table) == [("signal-row-03", "", "Guichet")]


@pytest.mark.parametrize("page", ["@controlpanels/content-rules/r", "++rule++r/edit"])
def test_a_change_by_plones_own_doors_is_its_authors(world, page):
    request = world.portal.REQUEST.clone()
    request["URL"], request.method = f"{world.portal.absolute_url()}/{page}", "PATCH"
    alsoProvides(request, IFardeLayer)
    getUtility(IRuleStorage)["signal-row-03"].enabled = False
    with world.as_user("it1"):
        subscribers.request_ends(SimpleNamespace(request=request))
    assert (versions.latest().kind, versions.latest().by) == (versions.OUTSIDE, "it1")


def test_a_change_outside_the_table_can_be_undone(world):
    before = photograph()
    getUtility(IRuleStorage)["signal-row-03"].enabled = False
    editing.undo(versions.mark())
    assert photograph() == before


def test_a_version_with_what_is_no_longer_installed_is_refused_and_changes_nothing(world):
    version = change("signal-row-03", effects=[TICKET])
    version.table = version.table | {
        "signal-row-04": version.table["signal-row-04"] | {"actions": [("gone.away", {})]}
    }
    before = photograph()
    with pytest.raises(errors.MissingElement):
        editing.restore(version.id, versions.OUTSIDE)
    assert photograph() == before


_effects = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["signal", "ticket"]),
            "role": st.sampled_from(["caseworker", "supervisor", "service:payments"]),
            "when": st.sampled_from(["always", "active_ri", "no_active_ri"]),
        }
    ),
    min_size=1,
    max_size=4,
)
_rows = st.sampled_from(["signal-row-03", "signal-row-10"])


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=st.lists(st.tuples(_rows, _effects), min_size=1, max_size=5))
def test_whatever_was_edited_every_version_can_be_gone_back_to(world, edits):
    made = [versions.latest()]
    for rule, effects in edits:
        try:
            made.append(change(rule, effects=effects))
        except errors.NothingChanged:
            continue
        keys = [held["key"] for kind, held in photograph()[rule]["actions"] if kind]
        branches = [(e["kind"], e["when"]) for e in effects]
        assert len({*zip(branches, keys, strict=True)}) == len(effects)
    for version in made:
        with suppress(errors.NothingChanged):
            editing.restore(version.id, versions.mark())
        assert list(photograph().items()) == list(version.table.items())
