"""A rule speaks once of a document, whatever happens afterwards."""

import pytest
from plone import api
from plone.contentrules.engine.interfaces import IRuleStorage
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import modified

from farde.document import operations as documents
from farde.document.events import DocumentFiled
from farde.dossier import operations as dossiers
from farde.routing import operations

SIGNAL_TYPE = "attestations-emploi"
RI_TYPE = "attestations-ressources"


def raised(document) -> list[tuple[str, str]]:
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type=["Signal", "Ticket"], document_uid=document.UID()
    )
    return sorted((brain.portal_type, brain.assignee_role) for brain in brains)


def clear_catalogue(document) -> None:
    api.portal.get_tool("portal_catalog").clearFindAndRebuild()


HAPPENINGS = {
    "it is saved again": modified,
    "it is re-indexed": lambda document: document.reindexObject(),
    "the catalogue is rebuilt": clear_catalogue,
    "its filing is told again": lambda document: notify(DocumentFiled(document)),
    "the rules are run again": operations.run_rules,
    "it is seen": documents.mark_seen,
    "its sender is corrected": lambda document: setattr(document, "sender", "Actiris"),
}


@pytest.mark.parametrize("happening", HAPPENINGS)
@pytest.mark.parametrize("type_id", [SIGNAL_TYPE, "factures-charges-medicales"])
def test_nothing_is_raised_twice_when(world, happening, type_id):
    document = world.document(world.dossier(), type_id)
    before = raised(document)
    HAPPENINGS[happening](document)
    modified(document)
    assert raised(document) == before and len(before) == 1


def test_an_alternative_is_decided_once(world):
    dossier = world.dossier(active_ri=True)
    document = world.document(dossier, RI_TYPE)
    dossiers.set_active_ri(dossier, False)
    operations.run_rules(document)
    assert raised(document) == [("Ticket", "service:payments")]


def test_changing_the_recipient_of_a_rule_asks_nobody_again(world):
    document = world.document(world.dossier(), SIGNAL_TYPE)
    getUtility(IRuleStorage)["signal-row-03"].actions[0].recipient_role = "supervisor"
    operations.run_rules(document)
    assert raised(document) == [("Signal", "caseworker")]
    later = world.document(world.dossier(niss=""), SIGNAL_TYPE)
    assert raised(later) == [("Signal", "supervisor")]


def test_each_document_is_told_of_by_itself(world):
    dossier = world.dossier()
    first, second = (world.document(dossier, SIGNAL_TYPE) for _ in range(2))
    assert raised(first) == raised(second) == [("Signal", "caseworker")]


def test_a_rule_that_is_switched_off_raises_nothing(world):
    getUtility(IRuleStorage)["signal-row-03"].enabled = False
    assert raised(world.document(world.dossier(), SIGNAL_TYPE)) == []


def test_a_failure_of_ours_is_logged_without_what_it_says(world, monkeypatch, caplog):
    name = " ".join(["Amina", "Exemple"])

    def fail(*args, **kwargs):
        raise ValueError(name)

    monkeypatch.setattr("farde.tickets.operations.raise_signal", fail)
    document = world.document(world.dossier(), SIGNAL_TYPE)
    assert raised(document) == []
    assert document.UID() in caplog.text and "ValueError" in caplog.text
    assert name not in caplog.text
    monkeypatch.undo()
    operations.run_rules(document)
    assert raised(document) == [("Signal", "caseworker")]
