"""Rules of third parties that fail stop neither ours nor the filing; ours send nothing."""

import pytest
import transaction
from Acquisition import aq_base
from plone import api
from plone.app.contentrules import handlers
from plone.app.contentrules.api import assign_rule
from plone.app.contentrules.rule import Rule
from plone.contentrules.engine.interfaces import IRuleStorage
from ZODB.POSException import ConflictError
from zope.component import getUtility
from zope.event import notify

from farde.core.background import BackgroundTaskStarted
from farde.document.events import DocumentFiled, IDocumentFiled
from farde.routing import operations
from farde.routing.signal_table import signal_table
from raised import raised
from thirdparty import FailingAction, FailingCondition, FailingExecutor, installed

SIGNAL_TYPE = "attestations-emploi"
SIGNAL = [("Signal", "caseworker")]


@pytest.fixture
def add_on(world):
    with installed():
        yield


@pytest.fixture
def third_party(world, add_on):
    """Return a function that puts a rule with these elements before or after ours."""

    def put(*elements, first: bool = True, where=None) -> Rule:
        rule = Rule()
        rule.title, rule.event = "Third party", IDocumentFiled
        for element in elements:
            found = rule.conditions if isinstance(element, FailingCondition) else rule.actions
            found.append(element)
        getUtility(IRuleStorage)["third-party"] = rule
        place = {"insert_before": "*"} if first else {}
        assign_rule(where or world.portal, "third-party", bubbles=True, **place)
        return rule

    yield put
    handlers.close(None)


@pytest.mark.parametrize("first", [True, False], ids=["before-ours", "after-ours"])
@pytest.mark.parametrize("element", [FailingCondition, FailingAction])
def test_a_rule_that_fails_stops_neither_ours_nor_the_filing(world, third_party, element, first):
    third_party(element(), first=first)
    dossier = world.dossier()
    for _ in range(2):
        with world.as_user("scan1"):
            document = world.document(dossier, SIGNAL_TYPE)
        assert raised(document) == SIGNAL


def test_one_assigned_to_the_folder_of_dossiers_does_no_more_harm(world, third_party):
    third_party(FailingAction(), where=world.portal["dossiers"])
    assert raised(world.document(world.dossier(), SIGNAL_TYPE)) == SIGNAL


def test_an_action_that_fails_in_a_row_of_ours_is_passed_over(world, add_on):
    getUtility(IRuleStorage)["signal-row-03"].actions.insert(0, FailingAction())
    assert raised(world.document(world.dossier(), SIGNAL_TYPE)) == SIGNAL


def test_what_a_failing_action_had_written_is_undone(world, third_party):
    third_party(FailingAction(), first=False)
    document = world.document(world.dossier(), SIGNAL_TYPE, sender="La mutualité")
    assert document.sender == "La mutualité"
    assert raised(document) == SIGNAL


def test_a_condition_that_fails_in_a_row_of_ours_is_not_met(world, add_on):
    getUtility(IRuleStorage)["signal-row-03"].conditions.append(FailingCondition())
    assert raised(world.document(world.dossier(), SIGNAL_TYPE)) == []


def test_what_cannot_be_summed_up_does_not_break_the_table(world, add_on):
    getUtility(IRuleStorage)["signal-row-03"].actions.append(FailingAction())
    row = next(one for one in signal_table() if one.number == 3)
    assert row.other_actions == ("An action that fails",)


def test_a_failure_is_logged_without_what_the_document_says(world, third_party, caplog):
    third_party(FailingAction())
    document = world.document(world.dossier(), SIGNAL_TYPE)
    assert "tests.actions.Failing failed" in caplog.text and document.UID() in caplog.text
    assert document.title not in caplog.text


def test_a_conflict_is_let_through_so_that_the_request_is_run_again(
    world, third_party, monkeypatch
):
    def conflict(self):
        raise ConflictError

    monkeypatch.setattr(FailingExecutor, "__call__", conflict)
    third_party(FailingAction())
    with pytest.raises(ConflictError):
        world.document(world.dossier(), SIGNAL_TYPE)


def test_what_failed_on_another_event_of_the_thread_does_not_silence_ours(world):
    handlers.init()
    handlers._status.rule_filter.in_progress = True
    assert raised(world.document(world.dossier(), SIGNAL_TYPE)) == SIGNAL
    assert handlers._status.rule_filter.in_progress, "the state of the others is left to them"
    notify(BackgroundTaskStarted("any"))
    assert not handlers._status.rule_filter.in_progress


def test_rules_in_a_worker_are_run_as_in_a_request(world, third_party):
    third_party(FailingAction())
    document = world.document(world.dossier(), SIGNAL_TYPE)
    notify(BackgroundTaskStarted("any"))
    operations.run_rules(document)
    notify(DocumentFiled(document))
    assert raised(document) == SIGNAL


def test_our_actions_send_no_mail_when_they_run_nor_when_they_are_taken_back(world, monkeypatch):
    sent = []
    mailer = type(aq_base(api.portal.get_tool("MailHost")))
    for name in ("send", "_send"):
        monkeypatch.setattr(mailer, name, lambda *args, **kwargs: sent.append(args))
    dossier = world.dossier(active_ri=True)
    for type_id in (SIGNAL_TYPE, "factures-charges-transport", "attestations-ressources"):
        assert raised(world.document(dossier, type_id))
    assert sent == []
    transaction.abort()
    assert sent == []
