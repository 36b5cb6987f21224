"""A thesaurus that is written to a file and read again says what it said."""

import csv
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farde.thesaurus.exchange import cells, files, skos, table
from farde.thesaurus.exchange.comparing import compared
from farde.thesaurus.exchange.entries import tidy
from farde.thesaurus.terms import Term

ADDRESS = "http://localhost/farde/thesaurus"
#: What people and their machines type: no control characters, which no form lets through.
_LETTERS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
_ODD = st.sampled_from(["=1+1", "+32 2", "-", "@x", "'=", "''+", '"', ",", ";", "|", "\\", "«é»"])
LINE = st.one_of(st.text(_LETTERS, max_size=12), st.builds("{}{}".format, _ODD, st.text(_LETTERS)))
TEXT = st.lists(LINE, max_size=3).map("\n".join)
LABEL = LINE.filter(tidy)
DAYS = st.lists(st.dates(date(1900, 1, 1), date(2999, 12, 31)), min_size=2, max_size=2)


def term(level: str, number: int, parents: list[str], draw) -> Term:
    days = sorted(draw(DAYS))
    made = Term(
        id=f"t-{number}",
        label=draw(LABEL),
        level=level,
        parent=draw(st.sampled_from(parents)) if parents else "thesaurus",
        label_nl=draw(LINE),
        label_en=draw(LINE),
        remark=draw(TEXT),
        state=draw(st.sampled_from(["proposed", "active", "retired"])),
        synonyms=tuple(draw(st.lists(LABEL, max_size=3))),
        scope_note=draw(TEXT),
        valid_from=draw(st.sampled_from([None, days[0]])),
        valid_to=draw(st.sampled_from([None, days[1]])),
    )
    if level == "ThesaurusProfile":
        return made
    return replace(
        made,
        confidentiality=draw(st.sampled_from(["", "c0", "c3"])),
        retention=draw(LINE),
        asked_fields=tuple(draw(st.sets(st.sampled_from(["amount", "creditor", "payment_due"])))),
        readers=tuple(draw(st.sets(st.sampled_from(["legal", "payments"]))))
        if level == "DocumentType"
        else (),
    )


@st.composite
def thesauri(draw) -> dict[tuple[str, str], Term]:
    """Terms of three levels, some of them merged into others."""
    known: dict[tuple[str, str], Term] = {}
    parents: list[str] = []
    for level, most in (("ThesaurusProfile", 2), ("DocumentType", 3), ("DocumentKind", 4)):
        count = draw(st.integers(1, most))
        terms = [term(level, number, parents, draw) for number in range(count)]
        if count > 1 and parents and draw(st.booleans()):
            terms[0] = replace(terms[0], state="retired", merged_into=terms[1].id)
        known |= {(level, one.id): one for one in terms}
        parents = [one.id for one in terms]
    return known


def differences(known, written: str, name: str = "", encoding: str = "utf-8"):
    reading = files.read(written.encode(encoding), name)
    assert reading.faults == []
    found = compared(reading.entries, reading.column, known, retire_absent=True)
    return [*found.changes, *found.faults, *found.absent]


@given(thesauri(), st.sampled_from([",", ";", "\t"]))
@settings(deadline=None)
def test_a_table_that_was_exported_changes_nothing(known, delimiter):
    assert differences(known, table.written(known, delimiter)) == []


@given(thesauri(), st.sampled_from(["turtle", "xml"]))
@settings(deadline=None)
def test_a_graph_that_was_exported_changes_nothing(known, syntax):
    assert differences(known, skos.written(known, ADDRESS, "Thésaurus", syntax)) == []


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_cell_is_a_formula_and_each_gives_its_text_back(text):
    cell = cells.harmless(text)
    assert cell[:1] not in tuple("=+-@\t\r")
    assert cells.as_written(cell) == text


@given(st.lists(LABEL))
def test_several_texts_in_a_cell_stay_several(texts):
    assert cells.separated(cells.joined(tuple(texts))) == tuple(tidy(one) for one in texts)


def test_the_columns_of_the_centres_own_table_come_first():
    assert table.written({}).startswith(
        "profil,type_de_document,inventaire,profil_id,type_id,inventaire_id,"
    )


# files as a desk writes them

ROW = {"type_de_document": "ATTESTATIONS ÉCOLE", "type_id": "attestations-ecole"}
ROW |= {"inventaire": "Pièce n° 1", "inventaire_id": "piece-1", "valable_du": "2/3/2026"}


def sheet(delimiter: str = ",") -> str:
    stream = StringIO(newline="")
    writer = csv.DictWriter(stream, ROW, delimiter=delimiter)
    writer.writeheader()
    writer.writerow(ROW)
    return stream.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_a_sheet_is_read_however_the_spreadsheet_saved_it(delimiter, encoding):
    reading = files.read(sheet(delimiter).encode(encoding), "Thésaurus.csv")
    assert reading.faults == []
    kind, above = reading.entries
    assert kind.values == {"title": "Pièce n° 1", "valid_from": date(2026, 3, 2)}
    assert (kind.slug, kind.parent) == ("piece-1", "attestations-ecole") == ("piece-1", above.slug)
    assert above.values == {"title": "ATTESTATIONS ÉCOLE"}


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", "MissingTable"),
        (b" \r\n", "MissingTable"),
        (b"x" * (2 * 1024 * 1024 + 1), "TableTooLarge"),
        (b"PK\x03\x04...", "SpreadsheetFile"),
        (b"type_id\r\n\x81\x8d\xff", "UnreadableText"),
        (b"nom,prenom\r\nA,B", "NoTermColumns"),
        (b"@prefix skos: <x", "BrokenGraph"),
        (b"@prefix s: <http://s/> . <a> a s:", "BrokenGraph"),
        (b"@prefix s: <http://s/> . <a> s:b " + b"(" * 3000 + b")" * 3000 + b" .", "BrokenGraph"),
        (b"<rdf:RDF", "BrokenGraph"),
        (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><r/>', "EntitiesInside"),
        (b'@prefix a: <urn:a:> .\na:b a:c "d" .', "NoConcepts"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_remedy(data, refusal):
    with pytest.raises(Exception) as refused:
        files.read(data)
    assert type(refused.value).__name__ == refusal
    assert refused.value.field == "file"
