"""A sample of what is profiled is confirmed by a second agent."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plone import api

from farde.capture import history, operations, work
from farde.capture import plan as plans
from farde.capture.plan_errors import StalePlan
from farde.capture.quality import operations as quality
from farde.capture.quality.checking import is_sampled
from farde.capture.quality.errors import (
    NothingToCheck,
    OwnProfile,
    PagesChanged,
    ReasonlessReturn,
)
from farde.core.errors import Refusals
from farde.demo.content import create_users
from world import PASSWORD, small_scan

TYPE = "attestations-emploi"


@pytest.fixture
def dossier(world):
    create_users([{"utilisateur": "scan2", "groupe": "scan", "nom": "Deuxième agent"}], PASSWORD)
    return world.dossier()


@pytest.fixture
def batch(world, dossier):
    api.portal.set_registry_record("farde.capture.quality.sample_percent", 100)
    batch = operations.deposit(small_scan(), "scan.png")
    state = work.begin(batch)
    state.plan = work.planned(batch)
    operations.to_state(batch, "prepare")
    return batch


def values(dossier, **given) -> dict:
    return {
        "dossier": dossier.getId(),
        "document_type": TYPE,
        "received_on": "2026-03-02",
        **given,
    }


def submitted(world, batch, dossier, **given):
    with world.as_user("scan1"):
        return quality.submit(batch, "p1", values(dossier, **given))


def documents(dossier) -> list:
    return [one for one in dossier.objectValues() if one.portal_type == "CaseDocument"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=40), st.text(max_size=5), st.integers(0, 100), st.integers(0, 100))
def test_the_sample_is_the_same_each_time_and_grows_with_the_share(uid, part, one, other):
    small, large = sorted((one, other))
    assert is_sampled(uid, part, small) <= is_sampled(uid, part, large)
    assert is_sampled(uid, part, 100) and not is_sampled(uid, part, 0)


def test_about_the_share_that_was_asked_for_is_drawn():
    drawn = sum(is_sampled(f"uid-{n}", "p1", 20) for n in range(2000))
    assert 300 < drawn < 500


def test_nothing_is_checked_before_the_centre_has_chosen_a_share(world, batch):
    part = work.planned(batch).part("p1")
    assert quality.needs_check(batch, part)
    api.portal.set_registry_record("farde.capture.quality.sample_percent", 0)
    assert not quality.needs_check(batch, part)


def test_a_submitted_part_waits_and_nothing_is_filed(world, batch, dossier):
    submitted(world, batch, dossier)
    assert documents(dossier) == [] and quality.checks(batch)["p1"].waits
    with world.as_user("scan1"):
        assert world.visible(capture_marks="to-check") == [batch.UID()]


def test_bad_input_is_refused_to_its_author_and_not_to_the_colleague(world, batch, dossier):
    with pytest.raises(Refusals):
        submitted(world, batch, dossier, document_type="carte-postale")
    assert quality.checks(batch) == {}


def test_a_colleague_confirms_and_it_is_filed_as_it_was_profiled(world, batch, dossier):
    submitted(world, batch, dossier, sender="Actiris")
    with world.as_user("scan2"):
        [document] = quality.confirm(batch, "p1")
    assert (document.document_type, document.sender) == (TYPE, "Actiris")
    assert api.content.get_state(batch) == "filed"
    assert quality.checks(batch) == {}
    with world.as_user("scan1"):
        assert world.visible(capture_marks="to-check") == []


def test_the_history_says_who_profiled_and_who_confirmed(world, batch, dossier):
    submitted(world, batch, dossier)
    with world.as_user("scan2"):
        quality.confirm(batch, "p1")
    [note] = [one for one in history.of(batch) if one.what == "checked"]
    assert (note.who, note.facts["profiled_by"]) == ("scan2", "scan1")


def test_nobody_confirms_or_returns_what_they_profiled_themselves(world, batch, dossier):
    submitted(world, batch, dossier)
    with world.as_user("scan1"):
        with pytest.raises(OwnProfile):
            quality.confirm(batch, "p1")
        with pytest.raises(OwnProfile):
            quality.send_back(batch, "p1", "Mauvais type")
    assert documents(dossier) == []


def test_a_part_is_sent_back_with_a_reason_and_profiled_again(world, batch, dossier):
    submitted(world, batch, dossier)
    with world.as_user("scan2"):
        with pytest.raises(ReasonlessReturn):
            quality.send_back(batch, "p1", " ")
        quality.send_back(batch, "p1", "Mauvais type")
        with pytest.raises(NothingToCheck):
            quality.confirm(batch, "p1")
    assert quality.checks(batch)["p1"].returned == "Mauvais type"
    assert work.of(batch).drafts["p1"]["document_type"] == TYPE
    submitted(world, batch, dossier)
    assert quality.checks(batch)["p1"].waits


def test_pages_that_changed_meanwhile_are_not_confirmed(world, batch, dossier):
    submitted(world, batch, dossier)
    batch.reindexObject()
    work.change(batch, None, lambda plan: plans.add(plan, ()))
    kept = work.of(batch)
    kept.plan = plans.Plan((plans.Part("p1", ()),), (), 1)
    with world.as_user("scan2"), pytest.raises(PagesChanged):
        quality.confirm(batch, "p1")


def test_a_plan_that_is_no_longer_the_one_seen_is_not_submitted(world, batch, dossier):
    with world.as_user("scan1"), pytest.raises(StalePlan):
        quality.submit(batch, "p1", values(dossier), version=99)


def test_what_nobody_submitted_is_not_confirmed(world, batch, dossier):
    with world.as_user("scan2"), pytest.raises(NothingToCheck):
        quality.confirm(batch, "p1")


def filed(world, who: str, batch, dossier, **given) -> list:
    with world.as_user(who):
        return quality.file(batch, "p1", values(dossier, **given))


def test_at_the_desk_a_part_of_the_sample_waits_and_a_colleague_who_agrees_files_it(
    world, batch, dossier
):
    assert filed(world, "scan1", batch, dossier) == []
    assert filed(world, "scan1", batch, dossier) == []
    [document] = filed(world, "scan2", batch, dossier)
    assert document.document_type == TYPE


def test_a_colleague_who_profiles_otherwise_is_confirmed_by_the_first_one(world, batch, dossier):
    filed(world, "scan1", batch, dossier)
    assert filed(world, "scan2", batch, dossier, sender="Actiris") == []
    [document] = filed(world, "scan1", batch, dossier, sender="Actiris")
    assert document.sender == "Actiris"


def test_what_is_not_in_the_sample_is_filed_at_once(world, batch, dossier):
    api.portal.set_registry_record("farde.capture.quality.sample_percent", 0)
    assert len(filed(world, "scan1", batch, dossier)) == 1
