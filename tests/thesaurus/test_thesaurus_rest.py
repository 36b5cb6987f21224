"""The thesaurus for programs: its terms, what a file would change, and proposals."""

import json

import pytest
from plone import api

from doors import call
from farde.thesaurus import operations as thesaurus
from farde.thesaurus import snapshot

RENAMED = b"inventaire_id,inventaire\ncontrat-de-travail,Contrat\n"
CHANGE = {
    "kind": "change",
    "level": "DocumentKind",
    "slug": "contrat-de-travail",
    "after": {"title": "Contrat"},
}


def ask(path: str, user: str = "records1", method: str = "GET", body=None, **headers):
    """Return status and content of an answer."""
    answer = call(f"/plone/{path}", user, method, "application/json", body, **headers)
    return answer.status, json.loads(answer.body or b"null")


def sent(data: bytes, query: str = "", kind: str = "text/csv", user: str = "records1"):
    return ask(f"@thesaurus-import{query}", user, "POST", data, CONTENT_TYPE=kind)


def label() -> str:
    api.portal.get()._p_jar.sync()
    return thesaurus.document_kind("contrat-de-travail").label


# reading


def test_the_whole_tree_is_told(served_world):
    status, told = ask("@thesaurus", "caseworker1")
    [profile] = told["items"]
    types = profile["items"]
    assert (status, profile["id"], len(types)) == (200, "social", 26)
    kinds = [kind for one in types for kind in one["items"]]
    assert len(kinds) == 15
    address = {one["id"]: one["address"] for one in kinds}["contrat-de-travail"]
    assert address.endswith("/thesaurus/social/attestations-emploi/contrat-de-travail")
    assert told["version"] == snapshot.current().stamp


def test_one_term_is_told(served_world):
    status, told = ask("@thesaurus/DocumentType/attestations-amu", "external1")
    assert (status, told["title"], told["state"]) == (200, "ATTESTATIONS AMU", "active")
    assert "history" not in told


@pytest.mark.parametrize("path", ["DocumentType/inconnu", "Autre/social", "DocumentType", "a/b/c"])
def test_a_term_that_is_not_there_is_404(served_world, path):
    status, told = ask(f"@thesaurus/{path}")
    assert (status, told["type"]) == (404, "UnknownTerm")


def test_history_and_use_are_told_to_who_may_propose(served_world):
    status, told = sent(RENAMED, "?why=Essai")
    assert status == 202
    about = "@thesaurus/DocumentKind/contrat-de-travail?history=1&uses=1"
    [proposal] = ask(about, "spoc1")[1]["history"]
    assert (proposal["id"], proposal["why"]) == (told["id"], "Essai")
    assert ask(about, "spoc1")[1]["uses"] == []
    assert {"history", "uses"}.isdisjoint(ask(about, "caseworker1")[1])


def test_documents_are_counted_for_who_may_propose(served_world):
    served_world.document(served_world.dossier(), document_kind="contrat-de-travail")
    served_world.commit()
    about = "@thesaurus/DocumentKind/contrat-de-travail?counts=1"
    assert ask(about, "spoc1")[1]["documents"] == 1
    assert "documents" not in ask(about, "caseworker1")[1]


# what a file says


@pytest.mark.parametrize(
    "body", [RENAMED, {"csv": RENAMED.decode(), "dry_run": True}], ids=["raw", "json"]
)
def test_a_dry_run_tells_the_differences_and_proposes_nothing(served_world, body):
    if isinstance(body, bytes):
        status, told = sent(body, "?dry_run=1")
    else:
        status, told = ask("@thesaurus-import", method="POST", body=body)
    assert status == 200
    assert told["changes"] == [CHANGE | {"before": {"title": "Contrat de travail"}}]
    assert len(told["absent"]) == 39
    assert ask("@thesaurus-proposals")[1]["items"] == []


def test_a_file_becomes_a_proposal_that_another_accepts(served_world):
    status, told = sent(RENAMED, "?why=Relecture")
    assert (status, told["state"], told["changes_total"]) == (202, "pending", 1)
    assert label() == "Contrat de travail"
    accept = f"@thesaurus-proposals/{told['id']}/accept"
    assert ask(accept, "records1", "POST")[1]["type"] == "SelfApproval"
    assert ask(accept, "records2", "POST")[0] == 200
    assert label() == "Contrat"


def test_faults_come_by_row_and_column_and_nothing_is_proposed(served_world):
    wrong = b"type_id,inventaire_id,inventaire\nnulle-part,a,A\nattestations-emploi,b,\n"
    for query in ("?dry_run=1", "?why=Essai"):
        status, told = sent(wrong, query)
        assert (status, told["type"]) == (400, "Refusals")
        assert [one["field"] for one in told["errors"]] == ["2:type_id", "3:inventaire"]
        assert all(one["message"] and one["remedy"] for one in told["errors"])
    assert ask("@thesaurus-proposals")[1]["items"] == []


@pytest.mark.parametrize("body", [b"", b"{}", b'{"csv": 1}', b"[]", b"\x00"])
def test_nothing_that_is_a_file_is_refused(served_world, body):
    status, told = ask("@thesaurus-import", method="POST", body=body)
    assert (status, told["type"]) == (400, "MissingTable")


@pytest.mark.parametrize("user", ["caseworker1", "external1", "spoc1"])
def test_only_who_keeps_the_thesaurus_imports(served_world, user):
    assert sent(RENAMED, "?why=Essai", user=user)[0] == 401


# proposals


def propose(user: str = "spoc1", **given):
    body = {"changes": [CHANGE], "why": "Plus court"} | given
    return ask("@thesaurus-proposals", user, "POST", body)


def test_a_spoc_proposes_and_a_records_manager_decides(served_world):
    status, told = propose()
    assert (status, told["author"], told["state"]) == (201, "spoc1", "pending")
    accept = f"@thesaurus-proposals/{told['id']}/accept"
    assert ask(accept, "spoc1", "POST")[1]["type"] == "NotYoursToDecide"
    status, decided = ask(accept, "records1", "POST", {"note": "Merci"})
    assert (status, decided["state"], decided["note"]) == (200, "accepted", "Merci")
    assert ask("@thesaurus-proposals?state=decided")[1]["items_total"] == 1
    assert label() == "Contrat"


def test_a_refusal_needs_a_reason(served_world):
    address = f"@thesaurus-proposals/{propose()[1]['id']}/refuse"
    assert ask(address, "records1", "POST")[1]["type"] == "MissingNote"
    assert ask(address, "records1", "POST", {"note": "Non"})[1]["state"] == "refused"


def test_who_proposed_withdraws(served_world):
    address = f"@thesaurus-proposals/{propose()[1]['id']}"
    assert ask(f"{address}/withdraw", "records1", "POST")[1]["type"] == "NotTheAuthor"
    assert ask(f"{address}/withdraw", "spoc1", "POST")[1]["state"] == "withdrawn"
    assert ask(address)[1]["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"changes": []}, "EmptyProposal"),
        ({"changes": "tout"}, "UnknownChange"),
        ({"changes": [CHANGE | {"after": "x"}]}, "UnknownChange"),
        ({"changes": [CHANGE | {"kind": "effacer"}]}, "Refusals"),
        ({"why": ""}, "MissingWhy"),
        ({"why": 3}, "MissingWhy"),
    ],
)
def test_a_proposal_that_says_nothing_is_refused(served_world, given, expected):
    status, told = propose(**given)
    assert (status, told["type"]) == (400, expected)


def test_a_decision_that_does_not_exist_is_refused(served_world):
    address = f"@thesaurus-proposals/{propose()[1]['id']}/oublier"
    assert ask(address, "records1", "POST")[1]["type"] == "UnknownDecision"
    assert ask("@thesaurus-proposals/p-inconnu")[1]["type"] == "UnknownProposal"


def test_who_may_not_propose_sees_no_proposal(served_world):
    assert ask("@thesaurus-proposals", "caseworker1")[0] == 401
    assert propose("caseworker1")[0] == 401


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", 5),
        ("title", ["Contrat"]),
        ("title", {"a": 1}),
        ("title", "Con\x00trat"),
        ("title", "x" * 251),
        ("remark", "x" * 10_001),
        ("synonyms", {"a": 1}),
        ("synonyms", ["a", 5]),
        ("valid_from", ["2026-01-01"]),
        ("default_confidentiality", 5),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_field(served_world, name, value):
    status, told = propose("spoc1", changes=[CHANGE | {"after": {name: value}}])
    assert (status, [one["field"] for one in told["errors"]]) == (400, [name])
    assert len(told["errors"][0]["message"]) < 200
