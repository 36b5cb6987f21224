"""A site from before the records managers' desk: what it had made of terms and rules stays."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from Acquisition import aq_base
from plone import api
from plone.contentrules.engine.interfaces import IRuleStorage
from test_profile import configuration, differences
from zope.component import getUtility

from farde.core import outbox
from farde.routing import operations as routing
from farde.thesaurus import operations as thesaurus
from farde.thesaurus.operations import THESAURUS_ID
from farde.tickets import operations as tickets

PROFILE = "farde:default"
BEFORE = "20261121120000"
MATRIX = (Path(__file__).parents[2] / "profiles/cpas/access.csv").read_text(encoding="utf-8")


@pytest.fixture
def site(world) -> SimpleNamespace:
    """A site as the version before left it: a retired term, a remark of its own, work waiting."""
    new = configuration(world.portal)
    dossier = world.dossier()
    with world.as_user("scan1"):
        document = world.document(dossier, "factures-charges-transport")
    site = SimpleNamespace(world=world, portal=world.portal, new=new, document=document)
    for content in _terms(site):
        content.__dict__["active"] = content.getId() != "attestations-amu"
        content.workflow_history = type(content.workflow_history)()
        content.asked_fields, content.default_confidentiality = [], None
    _term(site, "attestations-medicales").remark = "Une remarque du centre"
    for rule in getUtility(IRuleStorage).values():
        for action in rule.actions:
            action.key = ""
    portal = world.portal
    for name in ("waiting", "pressing"):
        portal.portal_catalog.delIndex(name)
    portal.acl_users.source_groups.removeGroup("spocs")
    outbox.enqueue("farde.reopen", _term(site, "attestations-amu").UID())
    portal[THESAURUS_ID].manage_permission("Add portal content", ["Records Manager"], acquire=0)
    portal.portal_setup.setLastVersionForProfile(PROFILE, BEFORE)
    return site


def _terms(site) -> list:
    brains = site.portal.portal_catalog.unrestrictedSearchResults(
        portal_type=["ThesaurusProfile", "DocumentType", "DocumentKind"]
    )
    return [brain._unrestrictedGetObject() for brain in brains]


def _term(site, slug: str):
    return site.portal.unrestrictedTraverse(f"{THESAURUS_ID}/social/{slug}")


def upgrade(site) -> None:
    site.portal.portal_setup.upgradeProfile(PROFILE)


def test_a_term_that_was_no_longer_proposed_is_retired_and_the_others_are_in_force(site):
    upgrade(site)
    states = {term.id: term.state for term in thesaurus.types() + thesaurus.kinds()}
    assert states.pop("attestations-amu") == "retired"
    assert set(states.values()) == {"active"}
    assert not any("active" in aq_base(content).__dict__ for content in _terms(site))


def test_types_ask_and_propose_as_on_a_new_site_and_keep_what_the_centre_wrote(site):
    upgrade(site)
    assert "amount" in thesaurus.document_type("factures-charges-divers").asked_fields
    term = thesaurus.document_type("attestations-medicales")
    assert (term.confidentiality, term.remark) == ("c2", "Une remarque du centre")


def test_a_document_filed_before_raises_nothing_again(site):
    upgrade(site)
    before = _followups(site)
    routing.run_rules(site.document)
    assert _followups(site) == before
    assert len(before) == 1


def test_what_waited_is_found_by_the_inbox(site):
    upgrade(site)
    with site.world.as_user("caseworker1"):
        assert tickets.counts().tickets == 1


def test_a_change_of_readers_that_waited_is_still_followed(site):
    uid = _term(site, "attestations-amu").UID()
    upgrade(site)
    assert outbox.get(f"farde.reopen:{uid}") is None
    assert outbox.get(f"farde.follow-term:{uid}") is not None


def test_nobody_adds_to_the_thesaurus_past_a_proposal(site):
    upgrade(site)
    with site.world.as_user("records1"):
        assert not api.user.has_permission("Add portal content", obj=site.portal[THESAURUS_ID])


def test_the_matrix_speaks_of_the_new_states(site):
    site.portal.portal_registry["farde.access.matrix"] = MATRIX.replace("handed_over ", "")
    upgrade(site)
    assert api.portal.get_registry_record("farde.access.matrix") == MATRIX


def test_there_is_a_group_for_those_who_propose_terms(site):
    upgrade(site)
    assert "Thesaurus Proposer" in api.group.get_roles(groupname="spocs")


def test_the_configuration_becomes_that_of_a_new_site(site):
    upgrade(site)
    found = differences(site.new, configuration(site.portal))
    found.pop("settings", None)
    assert found == {}


def test_upgrading_again_changes_nothing(site):
    upgrade(site)
    before = thesaurus.types(), _followups(site)
    site.portal.portal_setup.setLastVersionForProfile(PROFILE, BEFORE)
    upgrade(site)
    assert (thesaurus.types(), _followups(site)) == before


def _followups(site) -> list[str]:
    brains = site.portal.portal_catalog.unrestrictedSearchResults(
        portal_type=["Signal", "Ticket"], document_uid=site.document.UID()
    )
    return sorted(brain.UID for brain in brains)
