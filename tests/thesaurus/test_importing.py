"""A file is compared with the thesaurus: what would change, or what is wrong and where."""

import csv
from io import StringIO

import pytest
from plone import api

from farde.core.errors import Refusals
from farde.setuphandlers import table as shipped
from farde.thesaurus import governance, snapshot
from farde.thesaurus import operations as thesaurus
from farde.thesaurus.exchange import operations as exchange
from manyterms import rows

HEAD = "profil_id,type_id,type_de_document,inventaire_id,inventaire,etat,remplace_par"
EMPLOI = "social,attestations-emploi,"


def lines(*given: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *given)).encode()


def found(*given: str, head: str = HEAD, **options) -> list[tuple]:
    """Return the changes that rows ask for, in short."""
    comparison = exchange.compare(lines(*given, head=head), "t.csv", **options)
    assert [fault.field for fault in comparison.faults] == []
    return [
        (one.kind, one.slug, one.parent or one.into or dict(one.after))
        for one in comparison.changes
    ]


def faults(*given: str, head: str = HEAD) -> list[tuple[str, str]]:
    """Return place and kind of what is wrong with rows."""
    comparison = exchange.compare(lines(*given, head=head), "t.csv")
    return [
        (fault.field, type(getattr(fault, "refusal", fault)).__name__)
        for fault in comparison.faults
    ]


# differences


def test_the_centres_own_tables_change_nothing(world):
    stream = StringIO(newline="")
    writer = csv.DictWriter(stream, list(next(shipped("cpas", "thesaurus.csv"))))
    writer.writeheader()
    writer.writerows(shipped("cpas", "thesaurus.csv"))
    comparison = exchange.compare(stream.getvalue().encode(), "thesaurus.csv")
    assert (comparison.changes, comparison.faults) == ((), ())


def test_an_export_changes_nothing(world):
    thesaurus.load_terms(rows(40, 8))
    for text, name in (
        (exchange.as_table(), "a.csv"),
        (exchange.as_table(";"), "a.csv"),
        (exchange.as_skos(), "a.ttl"),
        (exchange.as_skos("xml"), "a.rdf"),
    ):
        comparison = exchange.compare(text.encode(), name, retire_absent=True)
        assert (comparison.changes, comparison.faults, comparison.absent) == ((), (), ())


def test_a_new_row_is_a_new_term_under_its_type(world):
    assert found(EMPLOI + ",fiche-de-paie,Fiche de paie,,") == [
        ("create", "fiche-de-paie", "attestations-emploi")
    ]


def test_new_terms_come_from_the_top_down(world):
    head = "profil,profil_id,type_id,type_de_document,inventaire_id,inventaire"
    asked = found("ARCHIVES,archives,photos,PHOTOS,photo-d-identite,Photo", head=head)
    assert [one[:2] for one in asked] == [
        ("create", "archives"),
        ("create", "photos"),
        ("create", "photo-d-identite"),
    ]


def test_a_label_without_an_identifier_is_given_one(world):
    assert found(EMPLOI + ",,Fiche d'été,,")[0][1] == "fiche-dete"


def test_another_label_is_a_change(world):
    assert found(EMPLOI + ",contrat-de-travail,Contrat,,") == [
        ("change", "contrat-de-travail", {"title": "Contrat"})
    ]


def test_another_type_is_a_move(world):
    row = "social,attestations-amu,,contrat-de-travail,Contrat de travail,,"
    assert found(row) == [("move", "contrat-de-travail", "attestations-amu")]


def test_a_state_is_a_retirement(world):
    row = EMPLOI + ",contrat-de-travail,Contrat de travail,retiré,"
    assert found(row) == [("retire", "contrat-de-travail", {})]


def test_a_successor_is_a_merge(world):
    row = EMPLOI + ",contrat-de-travail,Contrat de travail,,attestations-sur-l-honneur"
    assert found(row) == [("merge", "contrat-de-travail", "attestations-sur-l-honneur")]


def test_a_column_that_is_not_there_says_nothing(world):
    head = "type_id,remarque"
    assert found("attestations-amu,À revoir", head=head) == [
        ("change", "attestations-amu", {"remark": "À revoir"})
    ]


def test_a_row_that_is_missing_retires_nothing_unless_asked(world):
    row = "social,attestations-amu,ATTESTATIONS AMU,,,,"
    assert found(row) == []
    retired = found(row, retire_absent=True)
    assert {kind for kind, _, _ in retired} == {"retire"}
    slugs = [slug for _, slug, _ in retired]
    assert len(slugs) == 40
    assert slugs.index("contrat-de-travail") < slugs.index("attestations-emploi")


def test_what_stands_above_a_row_is_not_missing(world):
    head = "inventaire_id,inventaire"
    retired = {
        slug for _, slug, _ in found("contrat-de-travail,Contrat", head=head, retire_absent=True)
    }
    assert retired.isdisjoint({"social", "attestations-emploi"})
    assert "attestations-amu" in retired


# faults, by row and column


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["social,inconnu,,piece,Pièce,,"], [("2:type_id", "UnknownParent")]),
        ([",,,piece,Pièce,,"], [("2:type_id", "MissingParent")]),
        ([EMPLOI + ",piece,,,"], [("2:inventaire", "MissingLabel")]),
        ([EMPLOI + ",Pièce É,Pièce,,"], [("2:inventaire_id", "BadSlug")]),
        ([EMPLOI + ",attestations-amu,Pièce,,"], [("2:inventaire_id", "LevelChanged")]),
        (
            [EMPLOI + ",piece,Une,,", EMPLOI + ",piece,Deux,,"],
            [("3:inventaire_id", "DuplicateSlug")],
        ),
        (
            ["social,photos,PHOTOS,p-1,Une,,", "social,photos,IMAGES,p-2,Deux,,"],
            [("3:type_de_document", "TwoLabels")],
        ),
        ([EMPLOI + ",piece,Pièce,perdu,"], [("2:etat", "NotAmong")]),
        (
            [EMPLOI + ",contrat-de-travail,Contrat de travail,,nulle-part"],
            [("2:remplace_par", "CannotMerge")],
        ),
        ([",,,,,,retiré"], [("2:profil", "EmptyRow")]),
        ([EMPLOI + ",piece,Pièce,,,,de trop"], [("2:remplace_par", "TooManyCells")]),
        ([EMPLOI + ',piece,"Pièce,,'], [("2:profil_id", "BrokenRow")]),
        (
            ["social,attestations-emploi,ATTESTATIONS EMPLOI,,,retiré,"],
            [("2:etat", "HasTermsInForce")],
        ),
    ],
)
def test_a_fault_is_told_by_row_and_column(world, rows, expected):
    assert faults(*rows) == expected


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("valable_du", "hier", "BadDate"),
        ("valable_du", "31/02/2026", "BadDate"),
        ("confidentialite", "c9", "NotAmong"),
        ("donnees_demandees", "amount iban", "NotAmong"),
        ("remarque", "a\x07", "ForbiddenCharacter"),
        ("lecteurs", "payments", "UnknownField"),
        ("lecteurs", "nobody", "NotAmong"),
        ("libelle", "x", "UnknownColumn"),
    ],
)
def test_a_value_that_a_term_cannot_have_is_a_fault(world, column, cell, expected):
    head = f"inventaire_id,{column}"
    place = f"1:{column}" if expected == "UnknownColumn" else f"2:{column}"
    assert (place, expected) in faults(f"contrat-de-travail,{cell}", head=head)


def test_an_end_before_the_beginning_is_a_fault(world):
    head = "inventaire_id,valable_du,valable_au"
    assert faults("contrat-de-travail,2026-03-02,2026-03-01", head=head) == [
        ("2:valable_au", "EndBeforeBegin")
    ]


def test_replacements_in_a_circle_are_faults_of_each(world):
    one, two = "contrat-de-travail", "attestations-sur-l-honneur"
    head = "inventaire_id,remplace_par"
    circle = faults(f"{one},{two}", f"{two},{one}", head=head)
    assert [one for one in circle if one[1] == "SuccessorCycle"] == [
        ("2:remplace_par", "SuccessorCycle"),
        ("3:remplace_par", "SuccessorCycle"),
    ]


def test_all_faults_are_told_at_once_by_the_number_of_the_row(world):
    given = [EMPLOI + ",,Pièce,perdu,"] + [EMPLOI + f",piece-{n},Pièce,perdu," for n in range(12)]
    assert [place for place, _ in faults(*given)] == [f"{n}:etat" for n in range(2, 15)]


def test_what_follows_from_a_fault_is_not_told_again(world):
    assert faults("contrat-de-travail,c9", head="inventaire_id,confidentialite") == [
        ("2:confidentialite", "NotAmong")
    ]
    row = "social,Bad Slug,TYPE,piece,Pièce,,"
    assert faults(row) == [("2:type_id", "BadSlug")]


def test_concepts_in_a_circle_are_faults(world):
    text = exchange.as_skos().replace(
        'skos:notation "social" ;',
        f'skos:notation "social" ; skos:broader <{_uri("DocumentType-attestations-amu")}> ;',
    )
    told = exchange.compare(text.encode(), "a.ttl").faults
    assert ("social:skos:broader", "BroaderCycle") in [(f.field, type(f).__name__) for f in told]


def test_a_graph_of_another_tool_is_read_by_its_words(world):
    text = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <urn:s> a skos:Concept ; skos:notation "social" ; skos:prefLabel "SOCIAL"@fr-BE .
    <urn:t> a skos:Concept ; skos:broader <urn:s> ; skos:prefLabel "PHOTOS" , "FOTO'S"@nl ;
        skos:notation "photos" ; skos:altLabel "clichés"@fr , "images" .
    <http://x/Pièce> a skos:Concept ; skos:prefLabel "Pièce"@fr .
    <urn:t> skos:narrower <http://x/Pièce> .
    """
    comparison = exchange.compare(text.encode(), "text/turtle")
    assert comparison.faults == ()
    photos, piece = comparison.changes
    assert (photos.slug, photos.parent, photos.after["title_nl"]) == ("photos", "social", "FOTO'S")
    assert photos.after["synonyms"] == ("clichés", "images")
    assert (piece.slug, piece.parent, piece.level) == ("piece", "photos", "DocumentKind")


# proposing


def test_a_file_becomes_one_proposal_that_another_accepts(world):
    data = lines(EMPLOI + ",contrat-de-travail,Contrat,,", EMPLOI + ",fiche-de-paie,Paie,,")
    with world.as_user("records1"):
        proposal = exchange.submit(data, "t.csv", "Relecture annuelle")
        assert thesaurus.document_kind("contrat-de-travail").label == "Contrat de travail"
        with pytest.raises(Exception, match="SelfApproval"):
            governance.accept(proposal.id)
    with world.as_user("records2"):
        governance.accept(proposal.id)
    assert thesaurus.document_kind("contrat-de-travail").label == "Contrat"
    assert thesaurus.document_kind("fiche-de-paie").parent == "attestations-emploi"


def test_a_file_with_one_fault_proposes_nothing(world):
    data = lines(EMPLOI + ",contrat-de-travail,Contrat,,", EMPLOI + ",fiche-de-paie,,,")
    with world.as_user("records1"), pytest.raises(Refusals) as refused:
        exchange.submit(data, "t.csv", "Relecture annuelle")
    assert [one.field for one in refused.value.each()] == ["3:inventaire"]
    assert governance.pending() == []


def test_a_file_that_changes_nothing_is_not_proposed(world):
    with world.as_user("records1"), pytest.raises(Exception, match="NothingDiffers"):
        exchange.submit(exchange.as_table().encode(), "t.csv", "Relecture annuelle")


def test_a_thousand_terms_are_applied_without_putting_them_in_order_each_time(world, monkeypatch):
    built, build = [], snapshot._version
    monkeypatch.setattr(snapshot, "_version", lambda one: built.append(1) or build(one))
    monkeypatch.setattr("farde.thesaurus.acceptance.AT_ONCE", 1000)
    head = ",".join(next(rows(1)))
    given = [",".join(row.values()) for row in rows(90, 10)]
    with world.as_user("records1"):
        proposal = exchange.submit(lines(*given, head=head), "t.csv", "Essai")
    before = len(built)
    with world.as_user("records2"):
        governance.accept(proposal.id)
    assert len(thesaurus.kinds()) == 105
    assert len(built) - before < 5


def _uri(local: str) -> str:
    return f"{api.portal.get().absolute_url()}/thesaurus#{local}"
