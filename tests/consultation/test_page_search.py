"""Searching inside a document finds what a reader would call the same word."""

import time

from farde.consultation.page_search import find

LETTER = "Bruxelles, le 2 mars 2026.\nL’attestation d’état de santé est jointe."
INVOICE = "Facture d'ÉNERGIE : sœur Anne, 85.07.30-033.28.\nRèglement du docu-\nment joint."


def found(texts, query):
    return {
        page: [texts[page - 1][start:end] for start, end in marks]
        for page, marks in find(texts, query).items()
    }


def test_case_and_accents_make_no_difference():
    assert found([LETTER, INVOICE], "energie") == {2: ["ÉNERGIE"]}
    assert found([LETTER, INVOICE], "ETAT DE SANTE") == {1: ["état de santé"]}


def test_ligatures_and_typographic_apostrophes_are_read_as_typed():
    assert found([LETTER, INVOICE], "soeur anne") == {2: ["sœur Anne"]}
    assert found([LETTER, INVOICE], "d'état") == {1: ["d’état"]}


def test_a_word_cut_at_the_end_of_a_line_is_found():
    assert found([INVOICE], "document") == {1: ["docu-\nment"]}


def test_words_that_do_not_follow_each_other_are_found_on_one_page():
    assert found([LETTER, INVOICE], "santé mars") == {1: ["mars", "santé"]}
    assert not find([LETTER, INVOICE], "santé facture")


def test_an_empty_query_or_a_sign_that_is_nowhere_finds_nothing():
    assert not find([LETTER], "  ") and not find([LETTER], "(.*") and not find([], "mars")


def test_text_that_grows_when_folded_is_marked_where_it_stands():
    assert found(["ﬁn d’aides ﬁxée, œuvre"], "oeuvre") == {1: ["œuvre"]}
    assert found(["e\u0301tat civil"], "etat") == {1: ["e\u0301tat"]}


def test_a_long_document_is_searched_within_a_second():
    texts = [LETTER * 25] * 500
    began = time.monotonic()
    assert len(find(texts, "attestation")) == 500
    assert time.monotonic() - began < 1
