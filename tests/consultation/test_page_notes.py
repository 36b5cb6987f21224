"""Notes stand beside the pages of a document: their class says who reads them, never the file."""

import pytest
from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plone import api
from zope.event import notify

from farde.access import causes
from farde.access import operations as access
from farde.consultation.pagenotes import keeping, operations, telling
from farde.consultation.pagenotes.errors import DossierAtRest, NoSuchPageNote, NotYourPageNote
from farde.core.errors import Refusals
from farde.document import pages
from farde.document.events import DocumentEmptied

PLACE = {"page": 2, "x": 0.25, "y": 0.5}


@pytest.fixture
def document(world, monkeypatch):
    """A document of three pages, of class c1, that the payments service reads."""
    monkeypatch.setattr(pages, "page_count", lambda document: 3)
    dossier = world.dossier()
    access.join(dossier.UID(), "service-payments", "payments1", causes.GRANT)
    return world.document(dossier, "attestations-ressources")


@pytest.fixture
def write(world, document):
    """Return a function that writes a note as a persona."""

    def note(persona: str, confidentiality: str = "c1", **fields):
        given = PLACE | {"words": "Relevé incomplet", "confidentiality": confidentiality} | fields
        with world.as_user(persona):
            return operations.write(document, given)

    return note


@pytest.fixture
def read_by(world, document):
    """Return a function that tells which notes a persona reads, by id."""

    def ids(persona: str) -> set[str]:
        with world.as_user(persona):
            return {one.id for one in operations.notes(document)}

    return ids


def test_who_reads_the_document_reads_a_note_of_its_class(write, read_by):
    note = write("caseworker1", "c1")
    for persona in ("caseworker1", "supervisor1", "payments1"):
        assert read_by(persona) == {note.id}


def test_a_sensitive_note_is_for_who_reads_sensitive_documents(write, read_by):
    note = write("caseworker1", "c2")
    assert read_by("supervisor1") == {note.id}
    assert read_by("payments1") == set()


def test_a_confidence_is_read_by_its_author_alone(write, read_by):
    note = write("caseworker1", "c3")
    assert read_by("caseworker1") == {note.id}
    assert read_by("supervisor1") == set() == read_by("payments1")


def test_a_service_reads_its_own_note_whatever_its_class(write, read_by):
    note = write("payments1", "c2")
    assert read_by("payments1") == {note.id} == read_by("caseworker1")


def test_only_its_author_changes_or_deletes_a_note(world, document, write):
    note, hidden = write("caseworker1"), write("caseworker1", "c3")
    with world.as_user("supervisor1"):
        for verb in (operations.delete, lambda *its: operations.change(*its, {"words": "Autre"})):
            with pytest.raises(NotYourPageNote):
                verb(document, note.id)
            with pytest.raises(NoSuchPageNote):
                verb(document, hidden.id)
    with world.as_user("caseworker1"):
        operations.delete(document, note.id)
        assert [one.id for one in operations.notes(document)] == [hidden.id]


def test_a_change_leaves_the_rest_and_tells_its_hour(world, document, write):
    with freeze_time("2026-03-02 10:00"):
        note = write("caseworker1", "c2")
    with freeze_time("2026-03-03 09:30"), world.as_user("caseworker1"):
        operations.change(document, note.id, {"words": "Il manque la page 2"})
        [told] = telling.told(document)
    assert (told["words"], told["when"], told["page"]) == (
        "Il manque la page 2",
        "03/03/2026 10:30",
        2,
    )
    assert (note.confidentiality, note.x, note.y) == ("c2", 0.25, 0.5)


def test_the_file_and_its_fingerprint_stay_as_they_are(document, write):
    before = document.file.data, document.sha256, document.modified()
    write("caseworker1")
    assert (document.file.data, document.sha256, document.modified()) == before


def test_notes_are_told_from_the_top_of_the_first_page(world, document, write):
    last, below = write("caseworker1", page=3), write("caseworker1", page=1, y=0.8)
    above = write("caseworker1", page=1, y=0.1)
    with world.as_user("caseworker1"):
        marks = telling.marks(document)
    assert [one["id"] for one in marks] == [above.id, below.id, last.id]
    assert [one["number"] for one in marks] == [1, 2, 3]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("words", "  "),
        ("words", "x" * 2001),
        ("words", None),
        ("page", 0),
        ("page", 4),
        ("page", True),
        ("x", 1.2),
        ("y", "0.5"),
        ("confidentiality", "c0"),
    ],
)
def test_what_makes_no_note_is_refused_at_its_field(write, read_by, field, value):
    with pytest.raises(Refusals) as refused:
        write("caseworker1", **({field: value}))
    assert [one.field for one in refused.value.each()] == [field]
    assert read_by("caseworker1") == set()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(x=st.floats(0, 1), y=st.floats(0, 1), page=st.integers(1, 3))
def test_every_place_on_every_page_can_be_marked(write, x, y, page):
    note = write("caseworker1", x=x, y=y, page=page)
    assert (note.x, note.y, note.page) == (x, y, page)


@pytest.mark.parametrize("state", operations.AT_REST)
def test_notes_of_a_dossier_at_rest_stay_as_they_are(world, document, write, read_by, state):
    note = write("caseworker1")
    with api.env.adopt_roles(["Manager", "Case Supervisor"]):
        api.content.transition(document.aq_parent, to_state=state)
    for verb in (
        lambda: operations.write(document, PLACE | {"words": "Suite", "confidentiality": "c1"}),
        lambda: operations.change(document, note.id, {"words": "Autre"}),
        lambda: operations.delete(document, note.id),
    ):
        with world.as_user("caseworker1"), pytest.raises(DossierAtRest):
            verb()
    assert read_by("supervisor1") == {note.id}


def test_a_document_that_went_to_the_right_dossier_leaves_no_note_behind(document, write):
    write("caseworker1", "c3")
    notify(DocumentEmptied(document))
    assert list(keeping.every(document)) == []
