"""The examples of the thesaurus in the REST reference, recorded as the others are."""

RENAMED = "inventaire_id,inventaire\ncontrat-de-travail,Contrat de travail ou avenant\n"
WRONG = (
    "type_id,inventaire_id,inventaire,valable_du\nnulle-part,a,A,\nattestations-emploi,b,,hier\n"
)
CHANGE = {
    "kind": "create",
    "level": "DocumentKind",
    "parent": "attestations-emploi",
    "after": {"title": "Fiche de paie", "title_nl": "Loonfiche", "synonyms": ["salaire"]},
}


def test_a_term_and_the_vocabulary_are_told(example):
    example("thesaurus-term", "external1", "GET", "@thesaurus/DocumentKind/contrat-de-travail")
    example("thesaurus-unknown", "external1", "GET", "@thesaurus/DocumentKind/inconnu")
    asked = "@vocabularies/farde.DocumentKinds?title=contrat"
    example("vocabulary", "external1", "GET", asked)


def test_a_file_is_compared_proposed_and_accepted(example):
    body = {"csv": RENAMED, "dry_run": True}
    dry = example("thesaurus-import-dry-run", "records1", "POST", "@thesaurus-import", body)
    assert dry.json()["changes_total"] == 1
    example("thesaurus-import-refused", "records1", "POST", "@thesaurus-import", {"csv": WRONG})
    body = {"csv": RENAMED, "why": "Les avenants se classent ici aussi"}
    told = example("thesaurus-import", "records1", "POST", "@thesaurus-import", body).json()
    accept = f"@thesaurus-proposals/{told['id']}/accept"
    example("thesaurus-accept-own", "records1", "POST", accept, {})
    example("thesaurus-accept", "records2", "POST", accept, {"note": "Vu"})


def test_a_spoc_proposes_a_term(example):
    body = {"changes": [CHANGE], "why": "Il en arrive chaque semaine"}
    told = example("thesaurus-propose", "spoc1", "POST", "@thesaurus-proposals", body).json()
    example("thesaurus-proposals", "records1", "GET", "@thesaurus-proposals")
    refuse = f"@thesaurus-proposals/{told['id']}/refuse"
    example("thesaurus-refuse", "records1", "POST", refuse, {"note": "Existe déjà ailleurs"})
