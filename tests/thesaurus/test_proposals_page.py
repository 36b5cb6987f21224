"""Proposals wait on one page; whoever made one does not decide on it."""

import re

import pytest
from pages import KIND

from farde.thesaurus import acceptance, governance, operations
from farde.thesaurus.terms import CHANGE, CREATE, MERGE, Change

BETTER = Change(CHANGE, "DocumentKind", "contrat-de-travail", after={"title": "Contrat signé"})


@pytest.fixture
def proposed(served_world):
    with served_world.as_user("spoc1"):
        governance.propose([BETTER], "Les projets n'en sont pas.")


def test_before_and_after_author_and_reason_stand_side_by_side(proposed, reader):
    words = reader("records1").opens("@@thesaurus-proposals")
    for said in (
        "Contrat de travail",
        "Contrat signé",
        "Samira Leroy",
        "Les projets n'en sont pas.",
    ):
        assert said in words


def test_a_records_manager_accepts_what_somebody_else_proposed(proposed, reader, served_world):
    page = reader("records1")
    page.opens("@@thesaurus-proposals")
    assert "La proposition est acceptée" in page.fills(note="Merci.").presses("Accepter")
    served_world.commit()
    assert operations.document_kind("contrat-de-travail").label == "Contrat signé"
    words = page.opens(KIND)
    assert "Acceptée" in words and "Hugo Stassart" in words and "Merci." in words


def test_a_refusal_needs_its_reason_and_keeps_the_term(proposed, reader, served_world):
    page = reader("records1")
    page.opens("@@thesaurus-proposals")
    assert "La raison du refus manque" in page.presses("Refuser")
    page.fills(note="Trop étroit.")
    assert "La proposition est refusée" in page.presses("Refuser")
    served_world.commit()
    assert operations.document_kind("contrat-de-travail").label == "Contrat de travail"


def test_the_author_is_told_who_decides_and_may_withdraw(served_world, reader):
    with served_world.as_user("records1"):
        governance.propose([BETTER], "Plus clair.")
    page = reader("records1")
    assert "un autre gestionnaire de l'information" in page.opens("@@thesaurus-proposals")
    assert "Accepter" not in page.words
    assert "Votre proposition est retirée" in page.presses("Retirer ma proposition")
    assert "Aucune proposition n'attend" in page.words


@pytest.mark.parametrize(
    ("user", "said"), [("records1", "Cette proposition est de vous"), ("spoc1", "")]
)
def test_a_forged_form_decides_on_nothing(served_world, reader, user, said):
    with served_world.as_user("records1"):
        proposal = governance.propose([BETTER], "Plus clair.")
    page = reader(user)
    page.opens("@@thesaurus-proposals")
    token = re.search(r'name="_authenticator" value="(\w+)"', page.html)[1]
    form = f"_authenticator={token}&proposal={proposal.id}&step=accept"
    page.browser.post(
        f"{page.base}/@@thesaurus-proposals", form, "application/x-www-form-urlencoded"
    )
    assert said in page.words
    served_world.commit()
    assert [one.id for one in governance.pending()] == [proposal.id]


def test_a_spoc_follows_proposals_and_decides_on_none(proposed, reader):
    words = reader("spoc1").opens("@@thesaurus-proposals")
    assert "Contrat signé" in words and "Retirer ma proposition" in words
    assert "Accepter" not in words


def test_who_keeps_the_words_sees_in_the_header_what_waits(proposed, reader):
    page = reader("records1")
    page.opens()
    assert 'id="farde-nav-thesaurus"' in page.html
    assert (
        page.html.partition('id="farde-nav-thesaurus"')[2].partition("</a>")[0].count("farde-count")
    )


def test_the_page_shows_how_far_documents_have_followed_a_merge(served_world, reader):
    served_world.document(served_world.dossier(), "correspondance-avis-its")
    served_world.commit()
    merge = Change(
        MERGE, "DocumentType", "correspondance-avis-its", into="correspondance-mutuelles"
    )
    with served_world.as_user("spoc1"):
        proposal = governance.propose([merge], "Doublon.")
    with served_world.as_user("records1"):
        governance.accept(proposal.id)
    page = reader("records1")
    assert "0 documents sur 1 ont suivi" in page.opens("@@thesaurus-proposals")
    assert "CORRESPONDANCE MUTUELLES" in page.words
    words = page.opens("social/correspondance-avis-its")
    assert "Fusionné avec" in words and "où ses documents se trouvent" in words


def test_a_large_proposal_is_shown_as_under_way_and_what_stopped_it_is_told(
    reader, served_world, monkeypatch
):
    monkeypatch.setattr("farde.thesaurus.acceptance.AT_ONCE", 0)
    monkeypatch.setattr("farde.thesaurus.acceptance.committing", lambda step: step())
    with served_world.as_user("spoc1"):
        proposal = governance.propose([BETTER], "Les projets n'en sont pas.")
    page = reader("records1")
    page.opens("@@thesaurus-proposals")
    words = page.presses("Accepter")
    assert "le thésaurus change dans un instant" in words
    assert "Acceptée, en cours d'application" in words and 'data-busy="true"' in page.html
    served_world.commit()
    with served_world.as_user("spoc1"):
        other = Change(CHANGE, "DocumentKind", BETTER.slug, after={"title": "Contrat reçu"})
        meanwhile = governance.propose([other], "C'est autre chose.")
    monkeypatch.setattr("farde.thesaurus.acceptance.AT_ONCE", 50)
    with served_world.as_user("records2"):
        governance.accept(meanwhile.id)
    acceptance.CarryOut()(proposal.id)
    served_world.commit()
    words = page.opens("@@thesaurus-proposals")
    assert "n'a pas pu s'appliquer" in words and "Contrat de travail :" in words
    assert "Accepter" in words


def test_whoever_decides_can_read_every_change_of_a_large_proposal(reader, served_world):
    changes = [
        Change(CREATE, "DocumentKind", f"piece-{n}", "avis", after={"title": f"Pièce {n}."})
        for n in range(8)
    ]
    with served_world.as_user("spoc1"):
        avis = Change(CREATE, "DocumentType", "avis", "social", after={"title": "AVIS"})
        governance.propose([avis, *changes], "Un nouveau tableau.")
    page = reader("records1")
    words = page.opens("@@thesaurus-proposals")
    assert "Pièce 3." in words and "Pièce 7." not in words
    page.browser.getLink("4 autres modifications").click()
    assert "Pièce 7." in page.words and "autres modifications" not in page.words


def test_the_history_of_a_move_says_where_from_and_where_to(reader, served_world):
    move = Change("move", "DocumentKind", "contrat-de-travail", "attestations-amu")
    with served_world.as_user("spoc1"):
        proposal = governance.propose([move], "Mal rangé.")
    with served_world.as_user("records1"):
        governance.accept(proposal.id)
    words = reader("records2").opens("social/attestations-amu/contrat-de-travail")
    assert "Rangé sous ATTESTATIONS EMPLOI ATTESTATIONS AMU" in words
