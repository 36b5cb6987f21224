"""``@vocabularies`` of terms: what can be chosen is offered, what a document holds is told."""

import json

import pytest
from plone import api

from doors import call
from farde.thesaurus import governance, snapshot, states
from farde.thesaurus import operations as thesaurus
from farde.thesaurus.changes import Change
from manyterms import rows


def ask(path: str, user: str, **headers: str):
    """Return status and content of an answer."""
    answer = call(f"/plone/{path}", user, "GET", "application/json", **headers)
    return answer.status, json.loads(answer.body or b"null")


@pytest.fixture
def languages(served_world) -> None:
    """A site in the three languages, where a browser says which."""
    api.portal.set_registry_record("plone.available_languages", ["fr", "nl", "en"])
    api.portal.set_registry_record("plone.use_request_negotiation", True)
    term = served_world.portal["thesaurus"]["social"]["attestations-amu"]
    term.title_nl = "ATTESTEN DMH"
    snapshot.note(term)
    served_world.commit()


def test_the_vocabulary_is_told_in_batches(served_world):
    thesaurus.load_terms(rows(30, 1))
    served_world.commit()
    status, told = ask("@vocabularies/farde.DocumentKinds?b_size=10&b_start=40", "external1")
    assert (status, told["items_total"], len(told["items"])) == (200, 45, 5)
    assert "batching" in told


@pytest.mark.parametrize(
    ("query", "tokens"),
    [
        ("title=TRAVAIL", ["contrat-de-travail"]),
        ("token=contrat-de-travail", ["contrat-de-travail"]),
        ("tokens:list=contrat-de-travail&tokens:list=acte-de-mariage", None),
        ("title=rien", []),
    ],
)
def test_the_vocabulary_is_filtered(served_world, query, tokens):
    told = ask(f"@vocabularies/farde.DocumentKinds?{query}", "external1")[1]
    wanted = ["acte-de-mariage", "contrat-de-travail"] if tokens is None else tokens
    assert sorted(one["token"] for one in told["items"]) == wanted


@pytest.mark.parametrize(
    ("language", "title"), [("nl", "ATTESTEN DMH"), ("fr", "ATTESTATIONS AMU")]
)
def test_the_vocabulary_is_in_the_language_of_who_asks(languages, language, title):
    address = "@vocabularies/farde.DocumentTypes?token=attestations-amu"
    told = ask(address, "external1", HTTP_ACCEPT_LANGUAGE=language)[1]
    assert told["items"] == [{"title": title, "token": "attestations-amu"}]
    told = ask("@thesaurus", "external1", HTTP_ACCEPT_LANGUAGE=language)[1]
    labels = {one["id"]: one["label"] for one in told["items"][0]["items"]}
    assert labels["attestations-amu"] == title


def test_a_document_with_a_retired_type_tells_its_label(served_world):
    dossier = served_world.dossier()
    document = served_world.document(dossier, document_kind="contrat-de-travail")
    branch = served_world.portal["thesaurus"]["social"]["attestations-emploi"]
    for term in (branch, branch["contrat-de-travail"]):
        states.put(term, states.RETIRED)
        snapshot.note(term)
    served_world.commit()
    path = f"dossiers/{dossier.getId()}/{document.getId()}"
    told = ask(path, "caseworker1")[1]
    assert told["document_type"] == {
        "title": "ATTESTATIONS EMPLOI",
        "token": "attestations-emploi",
    }
    assert told["document_kind"]["title"] == "Contrat de travail"


def test_a_term_that_can_no_longer_be_chosen_is_told_by_its_token(served_world):
    changes = [
        Change("merge", "DocumentKind", "contrat-de-travail", into="acte-de-mariage"),
        Change("retire", "DocumentKind", "acte-de-naissance"),
    ]
    with served_world.as_user("records1"):
        waiting = governance.propose(changes, "Le tableau a changé.")
    with served_world.as_user("records2"):
        governance.accept(waiting.id)
    served_world.commit()
    base = "@vocabularies/farde.DocumentKinds"
    asked = "&".join(
        f"tokens:list={one}" for one in ("contrat-de-travail", "acte-de-naissance", "x")
    )
    told = ask(f"{base}?{asked}", "external1")[1]["items"]
    assert {one["token"]: one["title"] for one in told} == {
        "contrat-de-travail": thesaurus.document_kind("acte-de-mariage").label,
        "acte-de-naissance": thesaurus.document_kind("acte-de-naissance").label,
    }
    told = ask(f"{base}?b_size=-1", "external1")[1]["items"]
    assert not {"contrat-de-travail", "acte-de-naissance"} & {one["token"] for one in told}
