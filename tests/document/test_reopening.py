"""Documents that are filed follow the services that the thesaurus names for their type."""

import pytest
from plone import api
from zope.lifecycleevent import modified

from farde.core import outbox
from farde.document.reopening import TASK, ReopenDocuments

TYPE = "attestations-emploi"


@pytest.fixture
def term(world):
    return world.portal["thesaurus"]["social"][TYPE]


def may_read(world, document, user: str) -> bool:
    circles = dict(document.get_local_roles())
    return any(name.endswith(f":service-{user}") for name in circles)


def test_a_change_of_readers_asks_for_the_documents_of_the_type(world, term):
    term.readers = ["payments"]
    modified(term)
    assert outbox.get(f"{TASK}:{term.UID()}") is not None


def test_documents_filed_before_are_opened_to_a_service_named_later(world, term, monkeypatch):
    monkeypatch.setattr("farde.document.reopening.committing", lambda step: step())
    document = world.document(world.dossier(), TYPE)
    other = world.document(world.dossier(niss=""), "attestations-amu")
    assert not may_read(world, document, "payments")
    term.readers = ["payments"]
    modified(term)
    ReopenDocuments()(term.UID())
    assert may_read(world, document, "payments") and not may_read(world, other, "payments")
    catalog = api.portal.get_tool("portal_catalog")
    [brain] = catalog.unrestrictedSearchResults(UID=document.UID())
    indexed = catalog.getIndexDataForRID(brain.getRID())["allowedRolesAndUsers"]
    assert any(token.endswith(":service-payments") for token in indexed)


def test_a_term_that_is_gone_is_no_reason_to_fail(world):
    ReopenDocuments()("no-such-term")
