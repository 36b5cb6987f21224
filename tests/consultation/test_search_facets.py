"""The filters of the search: they count what their reader may see, exactly, and narrow it down."""

from datetime import date

import pytest

from farde.consultation.search import operations
from farde.consultation.search.asked import Asked
from farde.consultation.search.facets import facets
from farde.document import text

LEASE, JOB = "correspondance-logement", "attestations-emploi"


@pytest.fixture
def shelf(world):
    """Three letters of Amina, and one on the same words that her caseworker may not see."""
    amina, zoe = world.dossier(), world.dossier(caseworker="caseworker2", niss="")
    for dossier, type_id, day, direction in (
        (amina, LEASE, date(2026, 3, 2), "incoming"),
        (amina, LEASE, date(2025, 3, 2), "outgoing"),
        (amina, JOB, date(2026, 1, 31), "incoming"),
        (zoe, JOB, date(2024, 1, 2), "incoming"),
    ):
        one = world.document(dossier, type_id, received_on=day, direction=direction)
        status = text.recognition(one)
        status.texts, status.state = ("Le loyer du mois.",), "done"
        one.reindexObject()


def word(label) -> str:
    return getattr(label, "default", label)


def counts(asked: Asked) -> dict[str, dict[str, int]]:
    return {
        facet.id: {word(choice.label): choice.count for choice in facet.choices}
        for facet in facets(asked, operations.documents(asked))
    }


def test_each_filter_counts_what_its_reader_may_see(world, shelf):
    with world.as_user("caseworker1"):
        told = counts(Asked("loyer"))
    assert sorted(told["type_id"].values()) == [1, 2]
    assert told["direction"] == {"Entrant": 2, "Sortant": 1}
    assert told["period"] == {"2026": 2, "2025": 1}


def test_what_does_not_divide_the_documents_is_not_offered(world, shelf):
    with world.as_user("caseworker1"):
        assert counts(Asked("loyer")).keys() == {"type_id", "direction", "period"}
        assert counts(Asked("xylophone")) == {}


def test_who_sees_several_caseworkers_tells_them_apart(world, shelf):
    with world.as_user("supervisor1"):
        told = counts(Asked("loyer")).get("caseworker")
        seen = len(operations.documents(Asked("loyer")))
        mine = operations.documents(Asked("loyer", caseworker="caseworker1"))
    assert told == {"Claire Demoulin (AS)": 3, "Karim Bensaïf (AS)": 1} and seen == 4
    assert len(mine) == 3


def test_a_caseworker_whose_dossiers_one_may_not_see_narrows_to_nothing(world, shelf):
    with world.as_user("caseworker1"):
        assert not operations.documents(Asked("loyer", caseworker="caseworker2"))
        assert not operations.documents(Asked("loyer", caseworker="nobody-here"))


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({"type_id": LEASE}, 2),
        ({"direction": "incoming"}, 2),
        ({"period": "2026"}, 2),
        ({"period": "2026", "type_id": LEASE}, 1),
        ({"state": "indexed"}, 3),
        ({"state": "handled"}, 0),
        ({"period": "no year"}, 3),
    ],
)
def test_filters_narrow_the_documents_down(world, shelf, filters, left):
    with world.as_user("caseworker1"):
        assert len(operations.documents(Asked("loyer", **filters))) == left


def test_a_chosen_filter_still_counts_its_other_values_and_narrows_the_other_filters(world, shelf):
    with world.as_user("caseworker1"):
        told = counts(Asked("loyer", period="2025"))
    assert told["period"] == {"2026": 2, "2025": 1}
    assert told == {"period": told["period"]}


def test_more_documents_than_are_counted_are_offered_without_numbers(world, shelf, monkeypatch):
    monkeypatch.setattr(operations, "MANY", 2)
    with world.as_user("caseworker1"):
        told = counts(Asked("loyer"))
        narrowed = counts(Asked("loyer", period="2026"))
    assert set(told["direction"].values()) == {None}
    assert sorted(narrowed["type_id"].values()) == [1, 1]


def test_the_documents_found_are_counted_without_asking_again(world, shelf, monkeypatch):
    again = []
    ask = operations.documents
    monkeypatch.setattr(operations, "documents", lambda one: again.append(one) or ask(one))
    with world.as_user("caseworker1"):
        for asked in (Asked("loyer"), Asked("loyer", period="2025")):
            assert facets(asked, ask(asked))
    assert again == [Asked("loyer")]
