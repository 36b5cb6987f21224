"""Changes of the thesaurus are filled in, read back, sent, and decided on by somebody else."""

import pytest
from pages import KIND

from farde.thesaurus import governance, operations
from farde.thesaurus.terms import RETIRE, Change


def test_a_change_is_prefilled_read_back_with_what_changes_and_sent(reader, served_world):
    page = reader("spoc1")
    page.opens(f"{KIND}/@@propose?action=change")
    assert page.browser.getControl(name="title").value == "Contrat de travail"
    page.fills(title="Contrat de travail signé", why="Les projets n'en sont pas.")
    words = page.presses("Relire avant d'envoyer")
    assert "Contrat de travail signé" in words and "Les projets n'en sont pas." in words
    assert "Synonymes" not in words
    assert not governance.pending()
    words = page.presses("Envoyer la proposition")
    assert "Votre proposition est envoyée" in words and "En attente de décision" in words
    served_world.commit()
    assert operations.document_kind("contrat-de-travail").label == "Contrat de travail"


def test_what_was_filled_in_comes_back_to_be_corrected(reader):
    page = reader("spoc1")
    page.opens(f"{KIND}/@@propose?action=change")
    page.fills(synonyms="CDI\nCDD", why="Synonymes d'usage.")
    page.browser.getControl(name="asked_fields").getControl(value="amount").selected = True
    page.presses("Relire avant d'envoyer")
    page.presses("Corriger")
    assert page.browser.getControl(name="synonyms").value.split() == ["CDI", "CDD"]
    assert page.browser.getControl(name="asked_fields").value == ["amount"]
    assert page.browser.getControl(name="why").value == "Synonymes d'usage."


def test_a_refused_form_keeps_all_that_was_given(reader):
    page = reader("spoc1")
    page.opens(f"{KIND}/@@propose?action=change")
    page.fills(title="", scope_note="Signé par les deux parties.", valid_from="2026-13-01")
    words = page.presses("Relire avant d'envoyer")
    assert "Le libellé français manque" in words
    assert "La raison de la proposition manque" in words
    assert page.browser.getControl(name="scope_note").value == "Signé par les deux parties."
    assert page.browser.getControl(name="valid_from").value == "2026-13-01"


def test_nothing_changed_is_nothing_to_propose(reader):
    page = reader("spoc1")
    page.opens(f"{KIND}/@@propose?action=change")
    assert "ne change rien" in page.fills(why="Pour voir.").presses("Relire avant d'envoyer")


def test_a_new_term_is_seen_at_once_and_offered_to_nobody(reader, served_world):
    page = reader("spoc1")
    page.opens("social/attestations-emploi/@@propose?action=create")
    page.fills(title="Contrat d'intérim", why="Souvent reçu.").presses("Relire avant d'envoyer")
    words = page.presses("Envoyer la proposition")
    assert "Contrat d'intérim" in words and "Proposé" in words
    served_world.commit()
    assert operations.document_kind("contrat-dinterim").state == "proposed"
    team = reader("scan1")
    team.browser.open(f"{served_world.portal.absolute_url()}/@@capture")
    assert "Contrat d'intérim" not in team.html


def test_a_kind_is_moved_to_another_type(reader):
    page = reader("spoc1")
    page.opens(f"{KIND}/@@propose?action=move")
    page.browser.getControl(name="parent").value = ["attestations-ressources"]
    words = page.fills(why="C'est un revenu.").presses("Relire avant d'envoyer")
    assert "ATTESTATIONS EMPLOI" in words and "ATTESTATIONS RESSOURCES" in words
    page.presses("Envoyer la proposition")
    (proposal,) = governance.pending()
    assert (proposal.changes[0].kind, proposal.changes[0].parent) == (
        "move",
        "attestations-ressources",
    )


def test_a_type_is_merged_with_one_of_the_others(reader):
    page = reader("spoc1")
    page.opens("social/correspondance-avis-its/@@propose?action=merge")
    target = page.browser.getControl(name="into")
    assert "correspondance-avis-its" not in target.options
    target.value = ["correspondance-mutuelles"]
    page.fills(why="Doublon.").presses("Relire avant d'envoyer")
    page.presses("Envoyer la proposition")
    (proposal,) = governance.pending()
    assert proposal.changes[0].into == "correspondance-mutuelles"


def test_a_term_is_retired_and_put_back(reader, served_world):
    with served_world.as_user("spoc1"):
        asked = governance.propose([Change(RETIRE, "DocumentKind", "contrat-de-travail")], "Usé.")
    with served_world.as_user("records1"):
        governance.accept(asked.id)
    page = reader("spoc1")
    assert "Remettre en service" in page.opens(KIND)
    page.opens(f"{KIND}/@@propose?action=restore")
    page.fills(why="Finalement utile.").presses("Relire avant d'envoyer")
    assert "Votre proposition est envoyée" in page.presses("Envoyer la proposition")


def test_only_an_unused_term_can_be_proposed_to_be_deleted(reader):
    page = reader("records1")
    assert "Supprimer…" in page.opens(KIND)
    assert "Supprimer…" not in page.opens("social/attestations-emploi")
    assert "termes qui en dépendent : 4" in page.words
    words = page.opens("social/attestations-emploi/@@propose?action=delete")
    assert "ne peut pas être proposé" in words


@pytest.mark.parametrize("user", ["caseworker1", "scan1", "privacy1"])
def test_whoever_only_reads_proposes_nothing(reader, user):
    page = reader(user)
    assert "Proposer" not in page.opens(KIND)
    for path in (f"{KIND}/@@propose", "@@thesaurus-proposals"):
        page.opens(path)
        assert "Vous n'avez pas" in page.words or "Identifiant" in page.words
        assert "propose-form" not in page.html and "farde-proposal" not in page.html


def test_a_form_without_its_token_changes_nothing(reader):
    page = reader("spoc1")
    page.opens()
    page.browser.post(
        f"{page.base}/{KIND}/@@propose",
        "action=retire&why=Non&step=send",
        "application/x-www-form-urlencoded",
    )
    assert not governance.pending()
