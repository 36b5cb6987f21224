"""What a trial tells, and what a correction foretells, is what the rules then raise."""

from collections.abc import Callable

import pytest
from plone import api
from plone.contentrules.engine.interfaces import IRuleAssignmentManager, IRuleStorage
from zope.component import getUtility

from farde.document import reclassification
from farde.routing import drafts, editing, trials
from farde.routing.conditions import ActiveRiCondition, ChannelCondition, DirectionCondition
from farde.routing.rulestates import photograph
from farde.routing.sample import documents as sampled
from farde.routing.sample import facts, sample
from farde.routing.signal_table import signal_table
from farde.routing.trial import Rules
from raised import raised
from thirdparty import FailingCondition, installed

TYPE, OTHER, OF_RI = "attestations-emploi", "attestations-amu", "attestations-ressources"
MARCH = sample("received", "2026-03-01", "2026-03-31", ())


def rule(number: int):
    return getUtility(IRuleStorage)[f"signal-row-{number:02d}"]


def foretold(document) -> list[tuple[str, str]]:
    [one] = facts([one for one in sampled(MARCH) if document.UID() == one.UID], set())
    found = Rules.of(photograph()).raised(one).elements()
    return sorted((one.kind.capitalize(), one.role) for one in found)


def asks(number: int, condition, **values) -> None:
    vars(condition).update(values)
    rule(number).conditions.append(condition)


CHANGES: dict[str, Callable] = {
    "the table of the centre": lambda portal: None,
    "a rule that is the last one": lambda portal: setattr(rule(1), "stop", True),
    "a rule that is off": lambda portal: setattr(rule(3), "enabled", False),
    "an assignment that is off": lambda portal: _assigned(portal, enabled=False),
    "one that stops at the site": lambda portal: _assigned(portal, bubbles=False),
    "rules that are halted": lambda portal: setattr(getUtility(IRuleStorage), "active", False),
    "a second Genre": lambda portal: asks(3, DirectionCondition(), directions=["outgoing"]),
    "a channel": lambda portal: asks(3, ChannelCondition(), channels=["email"]),
    "an RI": lambda portal: asks(3, ActiveRiCondition(), active_ri=False),
    "a condition that fails": lambda portal: asks(3, FailingCondition()),
}


def _assigned(portal, **values) -> None:
    vars(IRuleAssignmentManager(portal)["signal-row-03"]).update(values)


@pytest.fixture(autouse=True)
def add_on(world):
    with installed():
        yield


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_trial_tells_what_filing_raises(world, change):
    change(world.portal)
    dossier = world.dossier(active_ri=True)
    for type_id in (TYPE, OTHER, OF_RI):
        document = world.document(dossier, type_id)
        assert foretold(document) == raised(document)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_correction_foretells_what_it_raises(world, change):
    document = world.document(world.dossier(), OTHER, document_kind="")
    change(world.portal)
    before = raised(document)
    with world.as_user("caseworker1"):
        plan = reclassification.reclassify(document, {"document_type": TYPE}, "Erreur")
    told = [one for one in plan.consequences if one.what == "raised"]
    assert len(told) == len(raised(document)) - len(before)


def test_a_rule_that_does_not_reach_the_dossiers_is_inactive_and_can_be_switched_on(world):
    _assigned(world.portal, bubbles=False)
    assert [one.enabled for one in signal_table() if one.number == 3] == [False]
    row = drafts.read_row({"enabled": True}, "signal-row-03", photograph())
    editing.save([row], (), "Remise en route")
    assert raised(world.document(world.dossier(), TYPE)) == [("Signal", "caseworker")]


def test_a_rule_that_names_a_role_which_has_gone_is_shown_and_tried(world):
    rule(3).actions[0].recipient_role = "service:gone"
    document = world.document(world.dossier(), TYPE)
    gone = "Destinataire disparu (service:gone)"
    assert [one.effects for one in signal_table() if one.number == 3] == [(f"Signal → {gone}",)]
    off = drafts.read_row({"enabled": False}, "signal-row-03", photograph())
    assert [one.who for one in trials.try_table([off], (), MARCH).shares] == [gone]
    foreseen = reclassification._foreseen(document, {"direction": "incoming"})
    assert gone in [api.portal.translate(one.recipient) for one in foreseen]
