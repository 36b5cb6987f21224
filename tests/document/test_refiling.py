"""A document that was in the wrong dossier is put where it belongs; a stub alone stays."""

import pytest
from plone import api

from farde.core.errors import Refusals
from farde.document import operations as documents
from farde.document import stubs, text, twins
from farde.document.misfiled import operations
from farde.document.misfiled.errors import AlreadyRefiled
from farde.document.profile import Profile
from farde.tickets import operations as tickets
from misfiling import refile, reported
from reading import recognised
from world import DAY

TICKET_TYPE = "factures-charges-medicales"


@pytest.fixture
def dossier(world):
    return world.dossier()


@pytest.fixture
def document(world, dossier):
    return world.document(dossier, TICKET_TYPE, sender="Commune", received_on=DAY)


@pytest.fixture
def right(world):
    """The dossier that the document belongs in, of another caseworker."""
    return world.dossier(caseworker="caseworker2", niss="", last_name="Juste")


def test_refiled_it_lies_in_the_right_dossier_with_the_same_bytes_and_day(world, document, right):
    bytes_before, digest = document.file.data, document.sha256
    new = refile(world, reported(world, document), right)
    assert new.__parent__.getId() == right.getId()
    assert (new.file.data, new.sha256, new.received_on) == (bytes_before, digest, DAY)
    assert (new.document_type, new.sender) == (TICKET_TYPE, "Commune")
    with world.as_user("caseworker2"):
        assert api.user.has_permission("View", obj=new)


def test_refiled_the_rules_speak_in_the_right_dossier(world, document, right):
    new = refile(world, reported(world, document), right)
    assert [one.review_state for one in tickets.followups(new)] == ["created"]


def test_refiled_it_may_be_another_type_and_never_another_day(world, document, right):
    given = {"document_type": "attestations-emploi", "received_on": "2020-01-01"}
    new = refile(world, reported(world, document), right, **given)
    assert (new.document_type, new.received_on) == ("attestations-emploi", DAY)


def test_of_the_old_one_a_stub_stays_without_bytes_pages_and_words(
    world, document, right, tmp_path
):
    recognised(document, tmp_path)
    incident = reported(world, document)
    new = refile(world, incident, right)
    assert stubs.is_stub(document) and documents.is_misfiled(document)
    assert (document.original, document.sender, text.recognition(document).text) == (None, None, "")
    assert text.recognition(new).texts == ("Règlement",) * 2
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(SearchableText="Règlement")
    assert [brain.UID for brain in found] == [new.UID()]


def test_what_a_stub_was_is_not_brought_back_by_versions(world, document):
    assert not api.portal.get_tool("portal_repository").isVersionable(document)


def test_a_document_is_refiled_once(world, document, right):
    incident = reported(world, document)
    refile(world, incident, right)
    with pytest.raises(AlreadyRefiled):
        refile(world, incident, right)


def test_refiling_names_every_field_at_fault_and_changes_nothing(world, document, right):
    incident = reported(world, document)
    given = {"dossier": "2001-000001", "document_type": "carte-postale"}
    with world.as_user("privacy1"), pytest.raises(Refusals) as refused:
        operations.refile(incident, given)
    assert [one.field for one in refused.value.each()] == ["dossier", "document_type"]
    assert incident.refiling is None and document.file is not None


def test_a_report_that_was_wrong_is_refiled_into_the_same_dossier(world, document, dossier):
    new = refile(world, reported(world, document), dossier)
    with world.as_user("caseworker1"):
        assert api.user.has_permission("View", obj=new)
        assert not api.user.has_permission("View", obj=document)


def test_the_same_bytes_elsewhere_are_told_and_stay_until_they_are_reported(world, dossier, right):
    here = world.document(dossier)
    there = documents.file_also(here, right, _profile(here))
    incident = reported(world, here)
    with world.as_user("privacy1"):
        assert operations.elsewhere(incident) == [right.getId()]
    with world.as_user("caseworker2"):
        assert api.user.has_permission("View", obj=there)
    refile(world, incident, world.dossier(niss=""))
    assert twins.dossiers_of(there).isdisjoint({dossier.UID()})
    assert there.file.data


def _profile(document):
    return Profile(**{name: getattr(document, name) for name in Profile.__annotations__})
