"""Records managers change the table by its rows; rules stay what Plone runs."""

import csv
from pathlib import Path

import pytest
from plone.app.contentrules.api import assign_rule
from plone.app.contentrules.rule import Rule
from plone.contentrules.engine.interfaces import IRuleStorage
from zope.component import getUtility

from farde.core.errors import Refusals
from farde.document.events import IDocumentFiled
from farde.routing import drafts, editing, errors
from farde.routing.rows import row_of
from farde.routing.rulestates import photograph
from farde.routing.signal_table import rule_id, signal_table
from raised import raised

TABLE = Path(__file__).parents[2] / "profiles" / "cpas" / "signals.csv"
ROWS = {int(row["row"]): row for row in csv.DictReader(TABLE.open(encoding="utf-8"))}
TICKET = {"kind": "ticket", "role": "supervisor", "due_working_days": 5}


def change(rule: str, **raw) -> None:
    """Change a row as a page or program does."""
    editing.save([drafts.read_row(raw, rule, photograph())], (), "Essai")


def row(rule: str):
    return next(one for one in signal_table() if one.rule == rule)


@pytest.mark.parametrize("number", sorted(ROWS))
def test_a_row_is_edited_to_a_ticket_and_back(world, number):
    name, type_id = rule_id(number), ROWS[number]["type_id"]
    before = row_of(name, photograph()[name])
    as_it_was = raised(world.document(world.dossier(), type_id))
    change(name, effects=[TICKET])
    assert raised(world.document(world.dossier(niss=""), type_id)) == [("Ticket", "supervisor")]
    editing.save([before], (), "Retour")
    assert row_of(name, photograph()[name]) == before
    assert raised(world.document(world.dossier(niss=""), type_id)) == as_it_was


def test_the_clients_wording_stays_and_says_when_it_no_longer_holds(world):
    assert not row("signal-row-03").modified
    change("signal-row-03", effects=[TICKET])
    told = row("signal-row-03")
    assert (told.logic, told.modified) == ("Juste signal", True)
    assert told.modified_on is not None
    assert told.effects == ("Ticket → AS en chef · 5 j. ouvrables",)


def test_a_delay_and_a_text_leave_the_wording_as_it_is(world):
    change(
        "signal-row-02",
        effects=[{"kind": "ticket", "role": "caseworker", "due_working_days": "3", "text": "Vu ?"}],
    )
    assert not row("signal-row-02").modified
    assert row("signal-row-02").effects == ("Ticket → AS titulaire · 3 j. ouvrables · « Vu ? »",)


def test_a_row_asks_for_channels(world):
    change("signal-row-03", channels=["counter"])
    dossier = world.dossier()
    assert raised(world.document(dossier, "attestations-emploi", channel="mail")) == []
    at_counter = world.document(dossier, "attestations-emploi", channel="counter")
    assert raised(at_counter) == [("Signal", "caseworker")]
    assert row("signal-row-03").channels == ("Guichet",)
    change("signal-row-03", channels=[])
    assert row("signal-row-03").channels == ()


def test_a_row_asks_for_the_active_ri(world):
    change("signal-row-03", active_ri=True)
    assert raised(world.document(world.dossier(), "attestations-emploi")) == []
    with_ri = world.dossier(niss="", active_ri=True)
    assert raised(world.document(with_ri, "attestations-emploi")) == [("Signal", "caseworker")]


def test_a_row_is_added_under_a_free_number_and_removed(world):
    number = editing.next_number(photograph())
    assert number == 27
    raw = {
        "number": "27",
        "types": ["attestations-emploi"],
        "directions": ["incoming"],
        "effects": [TICKET],
    }
    change("", **raw)
    added = signal_table()[-1]
    assert (added.number, added.enabled, added.types) == (27, True, ("ATTESTATIONS EMPLOI",))
    document = world.document(world.dossier(), "attestations-emploi")
    assert raised(document) == [("Signal", "caseworker"), ("Ticket", "supervisor")]
    editing.save((), [added.rule], "Retrait")
    assert added.rule not in photograph()
    change("", **raw)
    assert signal_table()[-1].rule != added.rule


def test_a_number_is_given_once(world):
    raw = {"number": "3", "types": ["attestations-emploi"], "effects": [TICKET]}
    with pytest.raises(Refusals) as refused:
        change("", **raw)
    assert [one.field for one in refused.value.each()] == ["number"]


def test_a_row_is_switched_off_and_on(world):
    change("signal-row-03", enabled=False)
    assert not row("signal-row-03").enabled
    assert raised(world.document(world.dossier(), "attestations-emploi")) == []
    change("signal-row-03", enabled=True)
    later = world.document(world.dossier(niss=""), "attestations-emploi")
    assert raised(later) == [("Signal", "caseworker")]


def test_every_fault_is_told_with_its_field_and_nothing_is_changed(world):
    before = photograph()
    wrong = {
        "types": [],
        "directions": ["sideways"],
        "channels": "pigeon",
        "active_ri": "perhaps",
        "effects": [
            {"kind": "ticket", "role": "nobody", "due_working_days": "soon"},
            {"kind": "signal", "role": "caseworker", "due_working_days": 4},
        ],
        "enabled": "yes",
    }
    with pytest.raises(Refusals) as refused:
        change("signal-row-03", **wrong)
    assert [one.field for one in refused.value.each()] == [
        "types",
        "directions",
        "channels",
        "active_ri",
        "effects.0.role",
        "effects.0.due_working_days",
        "effects.1.due_working_days",
        "enabled",
    ]
    assert photograph() == before


def test_a_row_without_effect_is_refused(world):
    with pytest.raises(Refusals) as refused:
        change("signal-row-03", effects=[])
    assert isinstance(refused.value.each()[0], errors.MissingEffects)


def test_a_change_says_why(world):
    changed = drafts.read_row({"remark": "Vu"}, "signal-row-03", photograph())
    with pytest.raises(errors.MissingWhy):
        editing.save([changed], (), "  ")


def test_saving_what_is_there_already_is_refused(world):
    with pytest.raises(errors.NothingChanged):
        change("signal-row-03")


def test_editing_there_and_back_asks_nobody_again(world):
    from farde.routing import operations

    document = world.document(world.dossier(), "attestations-emploi")
    before = row_of("signal-row-03", photograph()["signal-row-03"])
    change("signal-row-03", effects=[TICKET])
    editing.save([before], (), "Retour")
    operations.run_rules(document)
    assert raised(document) == [("Signal", "caseworker")]


def test_an_effect_that_stays_keeps_its_identity_when_another_goes(world):
    from farde.routing import operations

    signal = {"kind": "signal", "role": "caseworker"}
    other = {"kind": "signal", "role": "supervisor"}
    change("signal-row-03", effects=[signal, other])
    document = world.document(world.dossier(), "attestations-emploi")
    change("signal-row-03", effects=[other])
    operations.run_rules(document)
    assert raised(document) == [("Signal", "caseworker"), ("Signal", "supervisor")]


@pytest.fixture
def by_hand(world):
    """A rule made in Plone's pages, with a condition and an action that are not ours."""
    from plone.app.contentrules.actions.logger import LoggerAction
    from plone.app.contentrules.conditions.group import GroupCondition

    from farde.routing.actions import RaiseSignal

    rule = Rule()
    rule.title, rule.event = "À la main", IDocumentFiled
    group, log = GroupCondition(), LoggerAction()
    group.group_names = ["scan"]
    log.targetLogger, log.loggingLevel, log.message = "tests", 20, "&t"
    rule.conditions.append(group)
    rule.actions.extend([log, RaiseSignal()])
    getUtility(IRuleStorage)["by-hand"] = rule
    assign_rule(world.portal, "by-hand", bubbles=True)
    return rule


def test_what_third_parties_added_is_told_and_survives_a_save(world, by_hand):
    told = row("by-hand")
    assert told.number is None
    assert any("scan" in one for one in told.foreign_conditions)
    assert len(told.other_actions) == 1
    before = photograph()["by-hand"]
    change("by-hand", effects=[TICKET], directions=["incoming"], remark="Vu")
    after = photograph()["by-hand"]
    assert after["conditions"][0] == before["conditions"][0]
    assert after["actions"][0] == before["actions"][0]
    assert row("by-hand").effects == ("Ticket → AS en chef · 5 j. ouvrables",)
    assert row("by-hand").title == "À la main"
