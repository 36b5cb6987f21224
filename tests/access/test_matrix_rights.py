"""Each cell of the matrix of rights, through every door: what it allows opens, all else does not.

The cases come from the table itself: a new type, class or state without a row fails in
``test_matrix_table``, and one with a row is tried here.
"""

import json

import pytest

from farde.access import matrix
from farde.access.roles import SERVICES
from matrixworld import HTML, JSON, NAMED, OUTSIDERS, PERSONAS, Thing, doors
from table import BUILT, CLASSES, TABLE, Case, cases, doors_of_documents, states

BESIDE = sorted({row.type for row in BUILT} - {"CaseDocument"})


def cell(case: Case) -> matrix.Cell:
    return TABLE.cell(case.portal_type, case.column, case.confidentiality, case.state)


def opened(house, user: str, thing: Thing) -> set[bool]:
    """Tell by which doors a document opens to a user: by all, by none, or, alas, by some."""
    tried = doors(thing, house.world).values()
    return {house.visitor.opens(user, path, accept, **form) for path, accept, form in tried}


def opened_page(house, user: str, thing: Thing) -> set[bool]:
    return {house.visitor.opens(user, thing.path, accept) for accept in (HTML, JSON)}


def test_every_door_of_a_document_is_tried(house):
    [thing, _] = house.things["CaseDocument", "c1", "indexed"]
    addresses = " ".join(path for path, _, _ in doors(thing, house.world).values())
    for name in doors_of_documents():
        assert name in addresses, f"{name}: try it in matrixworld.doors"


@pytest.mark.parametrize("case", cases(*BESIDE), ids=str)
def test_what_lies_beside_documents_opens_as_the_table_says(house, case):
    for thing in house.of(case):
        expected = thing.read_by(case.column, cell(case))
        assert opened_page(house, PERSONAS[case.column], thing) == {expected}, thing.path


@pytest.mark.parametrize("case", cases("CaseDocument"), ids=str)
def test_a_document_opens_by_every_door_or_by_none_as_the_table_says(house, case):
    for thing in house.of(case):
        expected = thing.read_by(case.column, cell(case))
        assert opened(house, PERSONAS[case.column], thing) == {expected}, thing.path


@pytest.mark.parametrize("case", cases("Dossier", "Person"), ids=str)
def test_a_dossier_and_its_person_are_edited_as_the_table_says(house, case):
    edits = "E" in cell(case).letters
    for thing in house.of(case):
        user = PERSONAS[case.column]
        assert house.visitor.may(user, "Modify portal content", thing) == edits


@pytest.mark.parametrize("user", OUTSIDERS)
def test_nothing_opens_to_whom_the_table_does_not_name(house, user):
    for case in cases(*{row.type for row in BUILT}):
        if case.column == "it":  # once for each row, class and state
            for thing in house.of(case):
                assert opened_page(house, user, thing) == {False}, str(case)


@pytest.mark.parametrize("column", PERSONAS)
@pytest.mark.parametrize("state", states()["Dossier"])
def test_documents_open_no_further_than_the_state_of_their_dossier(house, state, column):
    dossier = cell(Case("Dossier", "", state, column))
    for confidentiality in CLASSES:
        [thing] = house.things["inside", confidentiality, state]
        own = thing.read_by(column, cell(Case("CaseDocument", confidentiality, "indexed", column)))
        # The privacy officer watches over a frozen dossier, but reads nobody's personal notes.
        watches = state == "frozen" and column == "privacy" and confidentiality != "c3"
        expected = dossier.reads and (own or watches)
        assert opened_page(house, PERSONAS[column], thing) == {expected}, confidentiality


@pytest.mark.parametrize("column", PERSONAS)
def test_a_listing_tells_what_the_table_says_and_nothing_else(house, column):
    known, expected = set(), set()
    for case in cases(*{row.type for row in BUILT}):
        things = house.of(case)
        known |= {thing.path for thing in things}
        if case.column == column:
            expected |= {thing.path for thing in things if thing.read_by(column, cell(case))}
    user, types = PERSONAS[column], sorted({row.type for row in BUILT})
    by_type = {"i": "portal_type", "o": "plone.app.querystring.operation.selection.any"}
    query = json.dumps({"query": [by_type | {"v": types}], "b_size": 1000})
    assert house.visitor.found(user, "@search", b_size="1000") & known == expected
    assert house.visitor.found(user, "@querystring-search", query=query) & known == expected


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_without_a_ticket_sees_nothing(house, service):
    for thing in house.things["quiet"]:
        assert opened_page(house, PERSONAS[service], thing) == {False}


@pytest.mark.parametrize("service", SERVICES)
def test_after_the_days_of_grace_a_service_sees_nothing(house, service):
    dossier, document = house.things["over"]
    assert opened_page(house, PERSONAS[service], dossier) == {False}
    assert opened(house, PERSONAS[service], document) == {False}


@pytest.mark.parametrize("user", [*PERSONAS.values(), NAMED])
def test_a_dossier_closed_for_months_opens_to_its_named_readers_alone(house, user):
    dossier, document = house.things["shelved"]
    assert opened_page(house, user, dossier) == {user == NAMED}
    assert opened(house, user, document) == {user == NAMED}


def test_before_anything_is_refused_the_same_people_read_the_same_things(house):
    """What is closed above is closed for its reason: the documents are there, and open."""
    for name in ("quiet", "over"):
        for thing in house.things[name]:
            assert opened_page(house, "caseworker1", thing) == {True}
