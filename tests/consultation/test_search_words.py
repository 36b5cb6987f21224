"""What people type, and what it finds: each row is a query and the documents it must find."""

import pytest

from farde.consultation.search import operations, stems
from farde.consultation.search.asked import Asked
from farde.document import text

AMINA, JORIS, ZOE = "Amina", "Joris", "Zoé"
LEASE, PAY, CARE, BILL, FAMILY, SECRET = "bail", "paie", "soins", "factuur", "gezin", "secret"
#: What was read on each document, by who it is about.
TEXTS = {
    LEASE: (
        AMINA,
        "Le bail : le loyer de l'appartement s'élève à 690 euros. Travaux finis.",
    ),
    PAY: (AMINA, "Fiche de paie de la salariée, n° national 85.07.30-033.28. Revenus mensuels."),
    CARE: (AMINA, "Certificats médicaux. L'hôpital atteste une hospitalisation ; sœur présente."),
    BILL: (JORIS, "De huurder ontving facturen voor gas. Rekening 210-0000000-28, brieven volgen."),
    FAMILY: (JORIS, "Attest van gezinssamenstelling: één huis, twee gezinnen, geen inkomens."),
    SECRET: (ZOE, "Le loyer, la facture et l'attestation de Zoé sont ailleurs. Hospitalisation."),
}
NISS = {AMINA: "85073003328", JORIS: "", ZOE: ""}

#: The documents that the caseworker of Amina and Joris finds; Zoé is a colleague's.
DOCUMENTS = {
    # As it is written, and whatever the case and the accents.
    "loyer": {LEASE},
    "LOYER": {LEASE},
    "élève": {LEASE},
    "eleve": {LEASE},
    "ÉLÈVE": {LEASE},
    "hôpital": {CARE},
    "hopital": {CARE},
    "soeur": {CARE},
    "sœur": {CARE},
    "één": {FAMILY},
    "een": {FAMILY},
    "l'appartement": {LEASE},
    "l’hôpital": {CARE},
    "690": {LEASE},
    # Plurals, feminines and what is built on the same stem, in French.
    "loyers": {LEASE},
    "baux": {LEASE},
    "travail": {LEASE},
    "travaux": {LEASE},
    "euro": {LEASE},
    "salarié": {PAY},
    "salariés": {PAY},
    "revenu": {PAY},
    "mensuelle": {PAY},
    "fiches": {PAY},
    "certificat": {CARE},
    "médical": {CARE},
    "médicale": {CARE},
    "hospitalisations": {CARE},
    "appartements": {LEASE},
    # In Dutch.
    "factuur": {BILL},
    "facturen": {BILL},
    "huurders": {BILL},
    "rekeningen": {BILL},
    "brief": {BILL},
    "huizen": {FAMILY},
    "gezin": {FAMILY},
    "inkomen": {FAMILY},
    "attesten": {FAMILY, CARE},
    # Beginnings.
    "appart": {LEASE},
    "hospi": {CARE},
    "gezins*": {FAMILY},
    "h*": {CARE, BILL, FAMILY},
    "mensuels*": {PAY},
    "mensuelles*": set(),
    # Several words, all of them; side by side between quotes, exactly.
    "loyer euros": {LEASE},
    "loyer médical": set(),
    '"fiche de paie"': {PAY},
    "«fiche de paie»": {PAY},
    '"paie de fiche"': set(),
    '"fiches de paie"': set(),
    '"loyer"': {LEASE},
    '"loyers"': set(),
    '"fiche de paie" salarié': {PAY},
    "“twee gezinnen”": {FAMILY},
    # A national number and other numbers, however they are spaced.
    "85073003328": {PAY},
    "85.07.30-033.28": {PAY},
    "850730 033 28": {PAY},
    "85 07 30 033 28": {PAY},
    '"210-0000000-28"': {BILL},
    # What only a colleague's dossier says, and what nobody can have meant.
    "zoé": set(),
    "zoe loyer": set(),
    '"attestation de zoé"': set(),
    "facture": {BILL},
    "AND": set(),
    "((( *": set(),
    '""': set(),
}


@pytest.fixture
def library(world):
    """Return the name of each document, by its UID."""
    holders = {AMINA: "caseworker1", JORIS: "caseworker1", ZOE: "caseworker2"}
    dossiers = {
        name: world.dossier(
            first_name=name, last_name=family, caseworker=holders[name], niss=NISS[name], **more
        )
        for name, family, more in (
            (AMINA, "Zédoual", {}),
            (JORIS, "Van den Bossche", {"language": "nl"}),
            (ZOE, "Lefèvre-Colin", {}),
        )
    }
    return {recognised(world, dossiers[who], words): name for name, (who, words) in TEXTS.items()}


def recognised(world, dossier, words: str, **fields) -> str:
    document = world.document(dossier, **fields)
    status = text.recognition(document)
    status.texts, status.state = (words,), "done"
    document.reindexObject()
    return document.UID()


def found(library, query: str) -> set[str]:
    return {library[brain.UID] for brain in operations.documents(Asked(query))}


def test_each_query_finds_its_documents_and_no_other(world, library):
    with world.as_user("caseworker1"):
        told = {query: found(library, query) for query in DOCUMENTS}
    assert told == DOCUMENTS and len(DOCUMENTS) >= 60


def test_a_beginning_of_many_words_is_not_followed_through_the_whole_dictionary(
    world, library, monkeypatch
):
    looked_at = []
    monkeypatch.setattr(operations, "_MOST_WORDS", 2)
    monkeypatch.setattr(stems, "forms", lambda _word, among: looked_at.extend(among) or set())
    with world.as_user("caseworker1"):
        assert found(library, "attest") >= {CARE, FAMILY}
    assert len(looked_at) == 2 and all(word.startswith("att") for word in looked_at)


def test_who_may_see_none_of_them_finds_nothing_by_any_query(world, library):
    with world.as_user("legal1"):
        assert {query for query in DOCUMENTS if found(library, query)} == set()


def test_each_found_document_shows_where(world, library):
    with world.as_user("caseworker1"):
        for query in ("loyers", "salarié", "factuur", "baux", '"fiche de paie"', "85073003328"):
            hits = operations.with_snippets(operations.documents(Asked(query)), query)
            assert [[one for one in hit.snippet if one.hit] for hit in hits] != [[]], query


#: The persons whose dossiers a name or number leads to: exactly, or with one mistake.
NAMES = {
    "zedoual": ([AMINA], []),
    "Zédoual Amina": ([AMINA], []),
    "zedo": ([AMINA], []),
    "85.07.30": ([AMINA], []),
    "85073003328": ([AMINA], []),
    "bossche": ([JORIS], []),
    "van den bossche": ([JORIS], []),
    "zedual": ([], [AMINA]),
    "Zédouale": ([], [AMINA]),
    "zedoula": ([], [AMINA]),
    "zedoual amyna": ([], [AMINA]),
    "bosche": ([], [JORIS]),
    "jorris bossche": ([], [JORIS]),
    "zdual": ([], []),
    "lefèvre": ([], []),
    "lefevr": ([], []),
    "lefebre": ([], []),
}


def test_a_name_finds_its_dossier_also_with_one_mistake(world, library):
    with world.as_user("caseworker1"):
        told = {
            query: (first_names(operations.dossiers(query)), first_names(operations.nearly(query)))
            for query in NAMES
        }
    assert {query: (exact, [] if exact else near) for query, (exact, near) in told.items()} == NAMES


def first_names(rows) -> list[str]:
    return [row.beneficiary.split()[0] for row in rows]


def test_a_telephone_number_finds_its_dossier_however_it_is_written(world):
    dossier = world.dossier(niss="")
    person = world.portal["persons"][world.portal["persons"].objectIds()[0]]
    person.phone = "0470 12 34 56"
    dossier.reindexObject()
    with world.as_user("caseworker1"):
        for written in ("0470123456", "0470/12.34.56", "+32 470 12 34 56"):
            assert [row.uid for row in operations.dossiers(written)] == [dossier.UID()], written


def test_a_personal_note_is_found_by_its_author_and_shows_no_word_in_the_list(world):
    dossier = world.dossier()
    note = recognised(world, dossier, "Elle a peur de son ancien compagnon.")
    found = world.portal.portal_catalog.unrestrictedSearchResults(UID=note)
    document = found[0]._unrestrictedGetObject()
    with world.as_user("caseworker1"):
        assert operations.with_snippets(operations.documents(Asked("compagnon")), "compagnon")[
            0
        ].snippet
    document.confidentiality = "c3"
    document.reindexObject()
    with world.as_user("caseworker1"):
        hits = operations.with_snippets(operations.documents(Asked("compagnon")), "compagnon")
    assert [hit.snippet for hit in hits] == [[]]
