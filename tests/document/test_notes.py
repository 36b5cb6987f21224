"""A personal note (c3) belongs to its author, who may show it to the dossier's supervisors."""

import pytest
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest

from farde.access import protection
from farde.document import notes
from farde.document import sharing_errors as errors


def may_view(content) -> bool:
    IAnnotations(getRequest()).clear()  # local roles are remembered for a request
    return api.user.has_permission("View", obj=content)


@pytest.fixture
def note(world):
    dossier = world.dossier()
    with world.as_user("caseworker1"):
        document = world.document(dossier, confidentiality="c3")
    return document


def test_a_note_is_read_by_its_author_and_by_nobody_else_of_the_dossier(world, note):
    with world.as_user("caseworker1"):
        assert may_view(note) and notes.may_share(note)
    for user in ("supervisor1", "legal1", "privacy1", "records1"):
        with world.as_user(user):
            assert not may_view(note) and note.UID() not in world.visible()


def test_its_author_shows_it_to_a_supervisor_and_takes_it_back(world, note):
    with world.as_user("caseworker1"):
        notes.share_note(note, "supervisor1")
        assert notes.shown_to(note) == ["supervisor1"]
    with world.as_user("supervisor1"):
        assert may_view(note) and note.UID() in world.visible()
    with world.as_user("caseworker1"):
        notes.unshare_note(note, "supervisor1")
        assert notes.shown_to(note) == [] and may_view(note)
    with world.as_user("supervisor1"):
        assert not may_view(note) and note.UID() not in world.visible()


def test_sharing_touches_no_document(world, note):
    before = note._p_serial, note.modified()
    with world.as_user("caseworker1"):
        notes.share_note(note, "supervisor1")
    assert (note._p_serial, note.modified()) == before


@pytest.mark.parametrize("user", ["caseworker2", "legal1", "privacy1", "nobody", "caseworker1", ""])
def test_it_is_shown_to_nobody_but_those_who_supervise_the_dossier(world, note, user):
    with world.as_user("caseworker1"), pytest.raises(errors.NotASupervisor):
        notes.share_note(note, user)


def test_whoever_was_shown_a_note_does_not_pass_it_on_or_keep_it_from_others(world, note):
    with world.as_user("caseworker1"):
        notes.share_note(note, "supervisor1")
    with world.as_user("supervisor1"):
        assert not notes.may_share(note)
        for verb in (notes.share_note, notes.unshare_note):
            with pytest.raises(errors.NotYourNote):
                verb(note, "supervisor1")


def test_what_is_no_note_is_not_shared(world):
    document = world.document(world.dossier())
    with world.as_user("caseworker1"), pytest.raises(errors.NotANote):
        notes.share_note(document, "supervisor1")


def test_a_supervisor_who_is_denied_the_dossier_is_not_offered_and_loses_what_was_shown(
    world, note
):
    with world.as_user("caseworker1"):
        assert notes.supervisors(note) == ["supervisor1"]
        notes.share_note(note, "supervisor1")
    protection.deny(note.__parent__.UID(), "supervisor1")
    with world.as_user("supervisor1"):
        assert not may_view(note)
    with world.as_user("caseworker1"):
        assert notes.supervisors(note) == []
