"""A rule speaks once of a document, also when its actions are moved, added to, or made again."""

import pytest
from plone import api
from plone.contentrules.engine.interfaces import IRuleStorage
from zope.component import getUtility

from farde.routing import identity, operations
from farde.routing.actions import RaiseSignal, RaiseTicket
from farde.tickets import fallback
from farde.tickets import operations as tickets

SIGNAL_TYPE, RI_TYPE = "attestations-emploi", "attestations-ressources"


@pytest.fixture
def rule(world):
    return getUtility(IRuleStorage)["signal-row-03"]


@pytest.fixture
def document(world, rule):
    return world.document(world.dossier(), SIGNAL_TYPE)


def signal_for(role: str) -> RaiseSignal:
    action = RaiseSignal()
    action.recipient_role = role
    return action


def woken(brain):
    return brain._unrestrictedGetObject()


def raised(document) -> list[tuple[str, str]]:
    return sorted((one.portal_type, one.assignee_role) for one in tickets.followups(document))


def test_an_action_added_in_front_speaks_for_itself_alone(rule, document):
    added = signal_for("supervisor")
    identity.join(rule, added)
    rule.actions.insert(0, added)
    operations.run_rules(document)
    operations.run_rules(document)
    assert raised(document) == [("Signal", "caseworker"), ("Signal", "supervisor")]


def test_moving_actions_asks_nobody_again(rule, document):
    added = signal_for("supervisor")
    identity.join(rule, added)
    rule.actions.append(added)
    operations.run_rules(document)
    rule.actions.reverse()
    operations.run_rules(document)
    assert raised(document) == [("Signal", "caseworker"), ("Signal", "supervisor")]


def test_an_action_taken_away_leaves_the_others_their_keys(rule, document):
    second, third = signal_for("supervisor"), signal_for("referent")
    for one in (second, third):
        identity.join(rule, one)
        rule.actions.append(one)
    operations.run_rules(document)
    del rule.actions[1]
    operations.run_rules(document)
    assert len(raised(document)) == 3


def test_an_action_without_a_key_never_takes_that_of_another(rule, document):
    identity.freeze(rule)
    rule.actions.append(signal_for("supervisor"))
    operations.run_rules(document)
    assert raised(document) == [("Signal", "caseworker"), ("Signal", "supervisor")]


def test_a_rule_that_is_renamed_asks_nobody_again(rule, document):
    rule.title = "Autre titre"
    identity.freeze(rule)
    storage = getUtility(IRuleStorage)
    del storage["signal-row-03"]
    storage["signal-row-99"] = rule
    operations.run_rules(document)
    assert raised(document) == [("Signal", "caseworker")]


def test_the_two_branches_of_an_alternative_share_a_key(world):
    rule = getUtility(IRuleStorage)["signal-row-03"]
    first, second = RaiseTicket(), RaiseTicket()
    first.when, second.when = "active_ri", "no_active_ri"
    for one in (first, second):
        identity.join(rule, one)
        rule.actions.append(one)
    assert first.key == second.key != ""
    third = RaiseTicket()
    third.when = "active_ri"
    identity.join(rule, third)
    assert third.key != first.key


def test_freezing_keeps_what_was_raised_before_there_were_keys(world):
    document = world.document(world.dossier(), RI_TYPE)
    keys = {one.source for one in map(woken, tickets.followups(document))}
    operations.freeze_keys()
    operations.run_rules(document)
    assert {one.source for one in map(woken, tickets.followups(document))} == keys


@pytest.mark.parametrize("role", ["service:gone", "nobody"])
def test_a_rule_for_a_role_that_is_gone_asks_the_team(world, rule, role):
    rule.actions[0].recipient_role = role
    document = world.document(world.dossier(), SIGNAL_TYPE)
    assert raised(document) == [("Signal", role)]
    with world.as_user("supervisor1"):
        found = api.content.find(addressee=fallback.addressees(), portal_type="Signal")
    assert [brain.document_uid for brain in found] == [document.UID()]
