"""A person's national number is checked, kept as digits, and shown only as data of the person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plone import api
from plone.restapi.interfaces import ISerializeToJson
from zope.component import getMultiAdapter

from farde.dossier import operations
from farde.dossier.content import IPerson
from farde.dossier.errors import InvalidNiss
from farde.dossier.niss import display, is_niss, normalise

VALID = {
    "85073003328": "85.07.30-033.28",
    "17073003384": "17.07.30-033.84",
    "98472899765": "98.47.28-997.65",
    "01490700185": "01.49.07-001.85",
    "85073006197": "85.07.30-061.97",
}
INVALID = ["12345678901", "85073003329", "8507300332", "850730033280", "85073003A28", "Exemple"]


@pytest.mark.parametrize("digits", VALID)
def test_a_number_of_the_register_or_of_the_bis_register_is_taken(digits):
    assert normalise(digits) == digits


@pytest.mark.parametrize(("digits", "printed"), VALID.items())
def test_a_number_is_shown_as_the_card_prints_it(digits, printed):
    assert display(digits) == printed and normalise(printed) == digits


@pytest.mark.parametrize("value", INVALID)
def test_a_number_that_fails_its_check_is_refused(value):
    with pytest.raises(InvalidNiss):
        normalise(value)


@pytest.mark.parametrize("value", ["", None, "  ", "-"])
def test_a_person_may_have_no_number(value):
    assert normalise(value) == "" == display("")


@given(st.sampled_from(sorted(VALID)), st.lists(st.sampled_from(" .-/"), max_size=12))
def test_any_spelling_of_a_number_is_the_same_number(digits, separators):
    spread = [sep + digit for sep, digit in zip(separators, digits, strict=False)]
    spelled = "".join(spread) + digits[len(spread) :]
    assert normalise(spelled) == digits


@given(st.sampled_from(sorted(VALID)), st.integers(0, 10), st.integers(1, 9))
def test_one_mistyped_digit_never_passes_within_a_century(digits, place, step):
    wrong = str((int(digits[place]) + step) % 10)
    mistyped = digits[:place] + wrong + digits[place + 1 :]
    assert centuries(mistyped).isdisjoint(centuries(digits))
    if not centuries(mistyped):
        with pytest.raises(InvalidNiss):
            normalise(mistyped)


def centuries(digits: str) -> set[str]:
    """The centuries whose check a number passes: from 2000 on a 2 is put before it."""
    return {born for born in ("", "2") if 97 - int(born + digits[:9]) % 97 == int(digits[9:])}


def test_the_form_says_what_to_do_about_a_wrong_number(world):
    field = IPerson["niss"]
    with pytest.raises(Exception, match="InvalidNiss") as refused:
        field.bind(None).validate("85073003329")
    assert "carte d'identité" in refused.value.doc()
    assert is_niss("85.07.30-033.28")


def test_a_registered_person_keeps_digits_however_they_were_typed(world):
    with world.as_user("frontdesk1"):
        person = operations.register_person(
            first_name="Amina", last_name="Exemple", niss="85.07.30-033.28", language="fr"
        )
    assert person.niss == "85073003328"


def test_a_person_with_a_wrong_number_is_not_registered(world):
    with world.as_user("frontdesk1"), pytest.raises(InvalidNiss):
        operations.register_person(first_name="A", last_name="B", niss="12345678901")


def test_neither_name_nor_number_stands_in_an_address_or_in_the_title_of_a_dossier(world):
    dossier = world.dossier(first_name="Amina", last_name="Exemple")
    document = world.document(dossier)
    person = operations.beneficiary(dossier)
    spoken = [one.absolute_url() for one in (person, dossier, document)]
    spoken += [one.getId() for one in (person, dossier, document)]
    spoken += [dossier.Title(), document.Title(), document.file.filename]
    for text in spoken:
        for secret in ("amina", "exemple", "85073003328", "033.28"):
            assert secret not in text.lower()


def test_the_number_is_in_no_title(world):
    person = operations.beneficiary(world.dossier())
    assert person.Title() == "Amina Exemple"


def test_a_number_typed_with_dots_in_the_form_is_found_and_shown_as_digits(world):
    """A form writes what was typed; what reads it asks for the digits."""
    dossier = world.dossier(niss="")
    operations.beneficiary(dossier).niss = "85.07.30-033.28"
    assert operations.beneficiary(dossier).niss_digits == "85073003328"


@pytest.mark.parametrize("asked", ["85073003328", "85.07.30-033.28", "85 07 30 033 28"])
def test_the_capture_team_finds_a_dossier_by_the_number_in_any_spelling(world, asked):
    dossier = world.dossier()
    with world.as_user("scan1"):
        assert [hit.number for hit in operations.find(asked)] == [dossier.getId()]


def test_the_capture_team_finds_a_dossier_by_the_beginning_of_the_names(world):
    dossier = world.dossier()
    with world.as_user("scan1"):
        assert [hit.number for hit in operations.find("exem ami")] == [dossier.getId()]


@pytest.mark.parametrize("asked", ["", "*", "???", "AND", '"', "((", "85073003329"])
def test_an_odd_question_finds_nothing_and_breaks_nothing(world, asked):
    world.dossier()
    assert operations.find(asked) == []


def test_a_dossier_is_not_found_by_a_number_that_is_no_dossier(world):
    with pytest.raises(operations.UnknownDossier):
        operations.by_number("2026-999999")


def test_an_address_under_the_registries_is_not_found_by_a_neighbour(world):
    person = operations.beneficiary(world.dossier())
    with world.as_user("caseworker2"):
        assert not api.user.has_permission("View", obj=person)
    with world.as_user("caseworker1"):
        request = world.portal.REQUEST
        told = getMultiAdapter((person, request), ISerializeToJson)()
        assert told["niss"] == "85073003328"
