"""The matrix of rights, as records managers and privacy officers read it."""

import re

import pytest
import requests
from plone import api

from reading import Reader
from table import TABLE
from world import PASSWORD


@pytest.fixture
def page(served_world):
    return lambda name: Reader(served_world, name).get("@@access-matrix")


@pytest.fixture
def told(served_world):
    def ask(name: str) -> requests.Response:
        return Reader(served_world, name, "application/json").get(
            "@access-matrix", **{"Accept-Language": "fr"}
        )

    return ask


@pytest.mark.parametrize("user", ["records1", "privacy1"])
def test_records_managers_and_privacy_officers_read_the_matrix(page, told, user):
    text = page(user).text
    for row in TABLE.rows:
        assert row.object in text.replace("&#39;", "'")
    for words in ("Scan et classement", "AS titulaire ou remplaçant", "Cellule BCSS"):
        assert words in text
    assert told(user).status_code == 200


@pytest.mark.parametrize("user", ["caseworker1", "supervisor1", "payments1", "scan1"])
def test_nobody_else_does(page, told, user):
    assert page(user).status_code != 200
    assert told(user).status_code in (401, 404)


def test_each_cell_is_told_as_the_table_has_it(told):
    rows = {row["object"]: row for row in told("privacy1").json()["rows"]}
    assert len(rows) == len(TABLE.rows)
    for row in TABLE.rows:
        cells = {
            name: {"letters": cell.letters, "scope": cell.scope or None}
            for name, cell in row.cells.items()
            if cell.letters
        }
        assert rows[row.object]["cells"] == cells
        assert rows[row.object]["built"] == bool(row.type)


def test_letters_and_scopes_are_said_in_words(page, told):
    answer = told("privacy1").json()
    used = {letter for row in TABLE.rows for cell in row.cells.values() for letter in cell.letters}
    scopes = {cell.scope for row in TABLE.rows for cell in row.cells.values()} - {""}
    assert used <= answer["letters"].keys() and scopes <= answer["scopes"].keys()
    assert 'title="lit, types du service"' in page("privacy1").text


def test_what_is_not_built_yet_is_marked_and_interpretations_are_remarked(page):
    text = page("records1").text
    planned = text.partition("Prévu, pas encore construit")[2]
    assert (
        "Coordonnées bancaires" in planned
        and "Confidence C3" not in planned.partition("</table>")[0]
    )
    assert "à confirmer par le centre" in text


def test_which_service_reads_which_type_follows_the_thesaurus(told, served_world):
    def read() -> dict:
        types = {one["id"]: one["services"] for one in told("records1").json()["types"]}
        return types["attestations-emploi"]

    assert "payments" not in read() and read()["legal"] == ["c0", "c1", "c2"]
    term = served_world.portal["thesaurus"]["social"]["attestations-emploi"]
    term.readers = ["payments"]
    from farde.thesaurus import operations as thesaurus

    thesaurus.refresh()
    served_world.commit()
    assert read()["payments"] == ["c0", "c1"]


def test_only_who_keeps_the_thesaurus_is_led_to_its_forms(page, served_world):
    link = f"{served_world.portal.absolute_url()}/thesaurus/social/attestations-emploi/edit"
    assert link in page("records1").text
    assert link not in page("privacy1").text


def test_the_header_leads_there(page):
    for user in ("records1", "privacy1"):
        assert re.search('id="farde-nav-access-matrix"[^>]*aria-current="page"', page(user).text)


def test_without_a_matrix_the_page_says_that_services_read_nothing(page, served_world):
    api.portal.set_registry_record("farde.access.matrix", "")
    served_world.commit()
    assert "les services ne lisent rien" in page("privacy1").text.replace("\xa0", " ")
    assert PASSWORD not in page("privacy1").text
