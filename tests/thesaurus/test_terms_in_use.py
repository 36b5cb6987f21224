"""A term that something still names cannot be deleted, by anybody, through any door."""

import pytest
import requests
from AccessControl.users import system
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.contentrules.engine.interfaces import IRuleStorage
from zExceptions import Unauthorized
from zope.component import getUtility

from farde.core.errors import Refusals, refusal_text
from farde.thesaurus import governance
from farde.thesaurus import operations as thesaurus
from farde.thesaurus.changes import Change
from farde.thesaurus.errors import TermInUse
from world import PASSWORD

TYPE = "attestations-emploi"
KIND = "contrat-de-travail"
UNUSED = "acte-de-mariage"


def deleted(world, slug: str = KIND, level: str = "DocumentKind"):
    with world.as_user("records1"):
        proposal = governance.propose([Change("delete", level, slug)], "N'a jamais servi.")
    with world.as_user("records2"):
        return governance.accept(proposal.id)


def reasons(world, slug: str, level: str = "DocumentKind") -> str:
    with pytest.raises(Refusals) as refused:
        deleted(world, slug, level)
    [refusal] = refused.value.each()
    assert isinstance(refusal, TermInUse) and refusal.status == 409
    return refusal_text(refusal)


def test_a_term_that_nothing_names_can_be_deleted(world):
    deleted(world, UNUSED)
    assert thesaurus.document_kind(UNUSED) is None
    [kept] = governance.history("DocumentKind", UNUSED)
    assert kept.why == "N'a jamais servi."


def test_a_term_with_documents_cannot_be_deleted(world):
    world.document(world.dossier(), TYPE, document_kind=KIND)
    assert "documents classés : 1" in reasons(world, KIND)


def test_a_type_that_rules_name_and_terms_stand_under_cannot_be_deleted(world):
    told = reasons(world, TYPE, "DocumentType")
    assert "règles de la table des signaux : 1" in told
    assert "termes qui en dépendent : 4" in told


def test_what_came_into_use_meanwhile_is_not_deleted_either(world):
    with world.as_user("records1"):
        proposal = governance.propose([Change("delete", "DocumentKind", KIND)], "Inutile.")
    world.document(world.dossier(), TYPE, document_kind=KIND)
    with world.as_user("records2"), pytest.raises(Refusals):
        governance.accept(proposal.id)
    assert thesaurus.document_kind(KIND) is not None


def test_a_merged_term_is_kept_and_so_is_the_one_it_leads_to(world):
    with world.as_user("records1"):
        proposal = governance.propose(
            [Change("merge", "DocumentKind", KIND, into=UNUSED)], "La même chose."
        )
    with world.as_user("records2"):
        governance.accept(proposal.id)
    assert "termes fusionnés avec lui : 1" in reasons(world, UNUSED)
    with pytest.raises(Refusals):
        deleted(world, KIND)


def test_not_even_the_system_deletes_a_term_in_use(world):
    world.document(world.dossier(), TYPE, document_kind=KIND)
    term = world.portal["thesaurus"]["social"][TYPE]
    for content in (term[KIND], term, term.__parent__, world.portal["thesaurus"]):
        with api.env.adopt_user(user=system), pytest.raises(TermInUse):
            api.content.delete(content)
    assert thesaurus.document_kind(KIND) is not None


@pytest.mark.parametrize("user", ["records1", SITE_OWNER_NAME])
@pytest.mark.parametrize("verb", ["DELETE", "PATCH"])
def test_no_door_of_rest_writes_a_term(served_world, user, verb):
    password = SITE_OWNER_PASSWORD if user == SITE_OWNER_NAME else PASSWORD
    answer = requests.request(
        verb,
        f"{served_world.portal.absolute_url()}/thesaurus/social/{TYPE}/{UNUSED}",
        auth=(user, password),
        json={"title": "X"},
        headers={"Accept": "application/json"},
        timeout=30,
    )
    assert answer.status_code in (401, 403, 404)


@pytest.mark.parametrize("user", ["records1", "spoc1"])
def test_a_term_is_not_deleted_by_hand_even_when_unused(world, user):
    term = world.portal["thesaurus"]["social"]["attestations-etat-civil"]
    with world.as_user(user), pytest.raises(Unauthorized):
        api.content.delete(term[UNUSED])


def test_rules_that_name_a_merged_type_match_its_documents(world):
    from farde.thesaurus.changes import apply

    other = "attestations-ressources"
    apply([Change("merge", "DocumentType", other, into=TYPE)])
    dossier = world.dossier()
    world.document(dossier, other)
    raised = [one for one in dossier.objectValues() if one.portal_type in ("Signal", "Ticket")]
    rules = getUtility(IRuleStorage)
    assert {"signal-row-03", "signal-row-10"} <= set(rules)
    # The row of the merged type and that of the present one both speak of it.
    assert {one.portal_type for one in raised} == {"Signal", "Ticket"}
