"""A rule speaks once of a document, whatever happens afterwards, and is not silenced by others."""

import pytest
from OFS.SimpleItem import SimpleItem
from plone import api
from plone.app.contentrules import handlers
from plone.app.contentrules.api import assign_rule
from plone.app.contentrules.rule import Rule
from plone.contentrules.engine.interfaces import IRuleStorage
from plone.contentrules.rule.interfaces import IExecutable, IRuleElementData
from zope.component import adapter, getGlobalSiteManager, getUtility
from zope.event import notify
from zope.interface import Interface, implementer
from zope.lifecycleevent import modified

from farde.core.background import BackgroundTaskStarted
from farde.document import operations as documents
from farde.document.events import DocumentFiled, IDocumentFiled
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


class IFailing(Interface):
    """A third party's action that fails."""


@implementer(IFailing, IRuleElementData)
class Failing(SimpleItem):
    element = "tests.Failing"
    summary = "fails"


@implementer(IExecutable)
@adapter(Interface, IFailing, Interface)
class FailingExecutor:
    def __init__(self, context, element, event) -> None:
        pass

    def __call__(self) -> bool:
        raise RuntimeError("third party")


@pytest.fixture
def failing_rule(world):
    """A third party's rule on the filing of documents, placed before ours, that fails."""
    getGlobalSiteManager().registerAdapter(FailingExecutor)
    rule = Rule()
    rule.title, rule.event = "Third party", IDocumentFiled
    rule.actions.append(Failing())
    getUtility(IRuleStorage)["third-party"] = rule
    assign_rule(world.portal, "third-party", bubbles=True, insert_before="*")
    yield rule
    getGlobalSiteManager().unregisterAdapter(FailingExecutor)
    handlers.close(None)


def test_a_failing_rule_of_others_does_not_silence_ours_in_the_next_filing(world, failing_rule):
    dossier = world.dossier()
    with pytest.raises(RuntimeError):
        world.document(dossier, SIGNAL_TYPE)
    failing_rule.enabled = False
    assert raised(world.document(dossier, SIGNAL_TYPE)) == [("Signal", "caseworker")]


def test_nor_does_one_that_failed_on_another_event(world, failing_rule):
    from plone.app.contentrules.handlers import execute

    with pytest.raises(RuntimeError):
        execute(world.portal, DocumentFiled(world.portal))
    assert handlers._status.rule_filter.in_progress, "the trap that this test is about"
    failing_rule.enabled = False
    assert raised(world.document(world.dossier(), SIGNAL_TYPE)) == [("Signal", "caseworker")]


def test_a_worker_begins_each_task_without_that_memory(world, failing_rule):
    with pytest.raises(RuntimeError):
        handlers.execute(world.portal, DocumentFiled(world.portal))
    notify(BackgroundTaskStarted("any"))
    assert not handlers._status.rule_filter.in_progress
