"""The committee reads the pieces chosen for its session, until it is over, and nothing else."""

from datetime import timedelta

import pytest
from freezegun import freeze_time
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest

from farde.core import clock
from farde.document import bundles, operations
from farde.document import sharing_errors as errors

SESSION = "session-2026-03"


def may_view(content) -> bool:
    IAnnotations(getRequest()).clear()  # local roles are remembered for a request
    return api.user.has_permission("View", obj=content)


def in_a_week():
    return clock.now() + timedelta(days=7)


@pytest.fixture
def dossier(world):
    return world.dossier()


@pytest.fixture
def chosen(world, dossier):
    return world.document(dossier, confidentiality="c2")


@pytest.fixture
def other(world, dossier):
    return world.document(dossier)


def test_the_committee_reads_the_chosen_pieces_and_not_the_dossier(world, dossier, chosen, other):
    bundles.open_bundle(dossier, SESSION, [chosen], in_a_week())
    with world.as_user("committee1"):
        assert may_view(chosen) and chosen.UID() in world.visible()
        assert not may_view(other) and not may_view(dossier)
        assert world.visible(portal_type=["Dossier", "CaseDocument", "Person"]) == [chosen.UID()]
    for user in ("secretary1", "payments1", "caseworker2"):
        with world.as_user(user):
            assert not may_view(chosen)


def test_at_the_end_of_the_session_it_closes_by_itself(world, dossier, chosen):
    with freeze_time("2026-03-02 12:00"):
        bundles.open_bundle(dossier, SESSION, [chosen], in_a_week())
    with freeze_time("2026-03-09 11:59"), world.as_user("committee1"):
        assert may_view(chosen)
    with freeze_time("2026-03-09 12:00"), world.as_user("committee1"):
        assert not may_view(chosen) and not world.visible(portal_type="CaseDocument")


def test_closing_takes_back_what_it_gave_and_not_what_another_session_gave(world, dossier, chosen):
    bundles.open_bundle(dossier, SESSION, [chosen], in_a_week())
    bundles.open_bundle(dossier, "session-2026-04", [chosen], in_a_week())
    bundles.close_bundle(dossier, SESSION)
    assert bundles.pieces(dossier, SESSION) == []
    with world.as_user("committee1"):
        assert may_view(chosen)
    bundles.close_bundle(dossier, "session-2026-04")
    with world.as_user("committee1"):
        assert not may_view(chosen)


def test_opening_again_replaces_pieces_and_end(world, dossier, chosen, other):
    bundles.open_bundle(dossier, SESSION, [chosen], in_a_week())
    bundles.open_bundle(dossier, SESSION, [other], in_a_week() + timedelta(days=1))
    assert [piece.getId() for piece in bundles.pieces(dossier, SESSION)] == [other.getId()]
    with world.as_user("committee1"):
        assert may_view(other) and not may_view(chosen)
    with freeze_time(clock.now() + timedelta(days=7, hours=1)), world.as_user("committee1"):
        assert may_view(other)


def test_a_personal_note_is_no_piece_for_a_committee(world, dossier):
    note = world.document(dossier, confidentiality="c3")
    with pytest.raises(errors.NotForBundles):
        bundles.open_bundle(dossier, SESSION, [note], in_a_week())


def test_a_piece_that_becomes_a_personal_note_leaves_the_bundle(world, dossier, chosen):
    bundles.open_bundle(dossier, SESSION, [chosen], in_a_week())
    chosen.document_type = "correspondance-diverse"
    operations.follow_profile(chosen)
    with world.as_user("committee1"):
        assert may_view(chosen)
    chosen.confidentiality = "c3"
    operations.follow_profile(chosen)
    with world.as_user("committee1"):
        assert not may_view(chosen)


def test_a_piece_of_another_dossier_is_refused(world, dossier, chosen):
    with pytest.raises(errors.PieceOfOtherDossier):
        bundles.open_bundle(world.dossier(niss=""), SESSION, [chosen], in_a_week())


def test_a_session_that_is_over_opens_nothing(world, dossier, chosen):
    with pytest.raises(errors.BundleOver):
        bundles.open_bundle(dossier, SESSION, [chosen], clock.now())
    with world.as_user("committee1"):
        assert not may_view(chosen)
