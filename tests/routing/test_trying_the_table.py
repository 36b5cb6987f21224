"""A changed table is tried on filed documents before it is saved: counts, and nothing written."""

from datetime import date

import pytest
from plone import api
from plone.app.contentrules.conditions.group import GroupCondition
from plone.contentrules.engine.interfaces import IRuleStorage
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from zope.component import getUtility

from farde.access import protection
from farde.core import outbox
from farde.core.clock import CENTRE_TIME
from farde.dossier import holders
from farde.routing import drafts, errors, trials
from farde.routing.findings import Share
from farde.routing.rulestates import photograph
from farde.routing.sample import sample
from farde.thesaurus import changes
from farde.thesaurus.changes import Change
from raised import raised
from world import DAY

TICKET = {"kind": "ticket", "role": "caseworker"}
TYPE = "attestations-emploi"


MARCH = sample("received", "2026-03-01", "2026-03-31", ())


def tried(rule: str, sampled=MARCH, **raw):
    return trials.try_table([drafts.read_row(raw, rule, photograph())], (), sampled)


def test_a_signal_made_a_ticket_is_counted_by_who_holds_the_dossier(world):
    one, other = world.dossier(), world.dossier(caseworker="caseworker2", niss="")
    for dossier in (one, one, other):
        world.document(dossier, TYPE)
    world.document(one, "attestations-amu")
    with world.as_user("records1"):
        found = tried("signal-row-03", effects=[TICKET])
        shares = found.shares
    names = [share.who for share in shares]
    assert found.looked_at == 4
    assert names == ["Claire Demoulin (AS)", "Karim Bensaïf (AS)"]
    assert [share.tickets_raised for share in shares] == [2, 1]
    assert [share.signals_cancelled for share in shares] == [2, 1]
    assert {one.document_type for one in found.lines} == {TYPE}


def test_trying_writes_nothing(world):
    document = world.document(world.dossier(), TYPE)
    before, rules = api.portal.get_tool("portal_catalog").getCounter(), photograph()
    tried("signal-row-03", effects=[TICKET])
    assert photograph() == rules
    assert api.portal.get_tool("portal_catalog").getCounter() == before
    assert len(document.__parent__.objectIds()) == 2


def test_no_document_is_woken(world, monkeypatch):
    world.document(world.dossier(), TYPE)

    def woken(self):
        raise AssertionError("a document was woken")

    monkeypatch.setattr(AbstractCatalogBrain, "_unrestrictedGetObject", woken)
    monkeypatch.setattr(AbstractCatalogBrain, "getObject", woken)
    assert tried("signal-row-03", effects=[TICKET]).looked_at == 1


@pytest.mark.parametrize(
    ("active_ri", "who"), [(True, "Paiements"), (False, "Claire Demoulin (AS)")]
)
def test_the_active_ri_of_the_dossier_decides(world, active_ri, who):
    world.document(world.dossier(active_ri=active_ri), "attestations-ressources")
    found = tried("signal-row-10", enabled=False)
    [line] = found.lines
    assert (line.kind, line.raised, line.cancelled) == ("ticket", 0, 1)
    assert who in line.who


def test_what_a_service_would_get_is_told_under_its_name(world):
    world.document(world.dossier(), TYPE)
    found = tried("signal-row-03", effects=[{"kind": "ticket", "role": "service:payments"}])
    assert Share("Paiements", 0, 0, 1, 0) in found.shares


def test_a_new_row_only_raises(world):
    world.document(world.dossier(), TYPE)
    raw = {"number": "27", "types": [TYPE], "effects": [TICKET]}
    assert [(one.raised, one.cancelled) for one in tried("", **raw).lines] == [(1, 0)]


def test_a_change_of_delay_raises_and_cancels_nothing(world):
    world.document(world.dossier(), "factures-charges-transport")
    assert tried("signal-row-26", effects=[TICKET | {"due_working_days": 5}]).lines == ()


def test_protected_dossiers_are_counted_nowhere(world):
    hidden, dossier = world.dossier(), world.dossier(niss="")
    secret, _ = (world.document(one, TYPE) for one in (hidden, dossier))
    protection.protect(hidden.UID(), ["caseworker1", "records1"])
    with world.as_user("records1"):
        found = tried("signal-row-03", effects=[TICKET])
        named = tried("signal-row-03", _named(secret.UID()), effects=[TICKET])
    assert (found.looked_at, sum(one.raised for one in found.lines)) == (1, 1)
    assert (named.looked_at, named.lines) == (0, ())


def _named(*names: str):
    return sample("", "", "", names)


def test_documents_are_chosen_by_period_or_name(world):
    dossier = world.dossier()
    march = world.document(dossier, TYPE, received_on=date(2026, 3, 2))
    april = world.document(dossier, TYPE, received_on=date(2026, 4, 1))
    world.document(world.dossier(niss=""), TYPE, received_on=date(2026, 4, 2))

    def looked_at(one) -> int:
        return tried("signal-row-03", one, effects=[TICKET]).looked_at

    assert looked_at(sample("received", "2026-03-02", "2026-04-01", ())) == 2
    assert looked_at(sample("received", "2026-04-01", "2026-04-01", ())) == 1
    assert looked_at(_named(march.getId(), april.UID(), april.absolute_url())) == 2
    assert looked_at(_named("d-000000000000")) == 0


@pytest.mark.parametrize("known", [True, False])
def test_what_is_in_one_dossier_is_told_to_nobody_who_knows_its_number(world, known):
    dossier = world.dossier()
    number = dossier.getId() if known else "2001-000001"
    for name in (number, f"{dossier.__parent__.absolute_url()}/{number}/"):
        with pytest.raises(errors.DossierTried):
            _named(name)


def test_documents_are_chosen_by_the_day_on_which_they_were_filed(world):
    document = world.document(world.dossier(), TYPE, received_on=DAY)
    filed = document.created().asdatetime().astimezone(CENTRE_TIME).date().isoformat()
    assert tried("signal-row-03", sample("filed", filed, filed, ()), effects=[TICKET]).looked_at


@pytest.mark.parametrize(
    ("since", "until"), [("", ""), ("2026-03-01", ""), ("2026-03-02", "2026-03-01"), ("x", "y")]
)
def test_a_period_that_is_none_is_refused(world, since, until):
    with pytest.raises(errors.InvalidTrialPeriod):
        sample("received", since, until, ())


def test_a_condition_of_a_third_party_is_asked_of_the_document_and_may_fail(world):
    condition = GroupCondition()
    condition.group_names = ["nobody"]
    getUtility(IRuleStorage)["signal-row-03"].conditions.append(condition)
    world.document(world.dossier(), TYPE)
    with world.as_user("records1"):
        found = tried("signal-row-03", effects=[TICKET])
    assert (found.looked_at, found.lines) == (1, ())


def test_a_large_sample_is_tried_by_a_worker_that_says_how_far_it_is(world, monkeypatch):
    monkeypatch.setattr(trials, "AT_ONCE", 1)
    monkeypatch.setattr(trials, "committing", lambda step: step())
    for niss in ("85073003328", ""):
        world.document(world.dossier(niss=niss), TYPE)
    with world.as_user("records1"):
        trial = tried("signal-row-03", effects=[TICKET])
    assert (trial.state, trial.total) == ("waiting", 2)
    assert outbox.get(f"{trials.TASK}:{trial.uid}") is not None
    seen = []
    monkeypatch.setattr(trials, "_STEP", 1)
    note = trials._note
    monkeypatch.setattr(trials, "_note", lambda *said: (seen.append(said[1:3]), note(*said)))
    trials.TrySignalTable()(trial.uid)
    assert seen == [("running", 1), ("running", 2), ("done", 2)]
    with world.as_user("records1"):
        found = trials.trial(trial.uid)
    assert (found.state, found.found.looked_at) == ("done", 2)
    trials.TrySignalTable()(trial.uid)
    assert trials._register()[trial.uid].found.lines == found.found.lines


def test_a_trial_is_its_authors_and_a_later_one_replaces_it(world, monkeypatch):
    monkeypatch.setattr(trials, "AT_ONCE", 0)
    world.document(world.dossier(), TYPE)
    with world.as_user("records1"):
        first = tried("signal-row-03", effects=[TICKET])
    with world.as_user("supervisor1"), pytest.raises(errors.UnknownTrial):
        trials.trial(first.uid)
    with world.as_user("records1"):
        tried("signal-row-03", effects=[TICKET])
        with pytest.raises(errors.UnknownTrial):
            trials.trial(first.uid)
    trials.TrySignalTable()(first.uid)


def test_a_worker_that_gives_up_says_so(world, monkeypatch):
    monkeypatch.setattr(trials, "AT_ONCE", 0)
    world.document(world.dossier(), TYPE)
    with world.as_user("records1"):
        trial = tried("signal-row-03", effects=[TICKET])
        trials.TrySignalTable().give_up(trial.uid, RuntimeError())
        assert trials.trial(trial.uid).state == "failed"


def test_who_holds_the_dossier_now_is_told_not_who_held_it_then(world):
    dossier = world.dossier(caseworker="caseworker1")
    world.document(dossier, TYPE)
    holders.assign_caseworker(dossier.UID(), "caseworker2")
    [line] = [one for one in tried("signal-row-03", effects=[TICKET]).lines if one.raised]
    assert line.holder == "caseworker2"


def test_types_that_were_merged_are_one(world):
    document = world.document(world.dossier(), TYPE)
    with world.as_user("records1"):
        changes.apply([Change("merge", "DocumentType", TYPE, into="attestations-amu")])
    assert raised(document) == [("Signal", "caseworker")]
    found = tried("signal-row-01", effects=[TICKET])
    assert [(one.kind, one.raised) for one in found.lines if one.raised] == [("ticket", 1)]
