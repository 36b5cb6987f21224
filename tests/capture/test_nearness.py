"""Two scans of one letter are near; two letters of one form are not."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from farde.capture.nearness import nearness

LETTER = (
    "Bruxelles, le {day} Madame, Nous attestons que le montant de votre allocation s'élève à "
    "{amount} euros par mois pour la période du 01/01/2026 au 31/12/2026. Cette attestation est "
    "délivrée pour servir et valoir ce que de droit auprès du centre public d'action sociale."
)


def letter(day: str = "02/03/2026", amount: str = "1.234,56") -> str:
    return LETTER.format(day=day, amount=amount)


def test_the_same_words_are_the_same_document():
    assert nearness(letter(), letter().upper()) == 1.0


def test_a_second_scan_with_a_few_misread_words_is_near():
    misread = letter().replace("allocation", "a1locatlon").replace("Madame", "Mad ame")
    assert nearness(letter(), misread) > 0.9


def test_the_same_form_of_another_month_and_amount_is_not():
    assert nearness(letter(), letter("17/11/2025", "987,10")) < 0.85


def test_another_letter_is_far():
    assert nearness(letter(), "Contrat de bail entre le propriétaire et le locataire " * 4) < 0.6


@pytest.mark.parametrize("text", ["", "Reçu", "12 34 56 78 90", "a b c d e f g h i j"])
def test_what_holds_no_text_to_speak_of_is_near_to_nothing(text):
    assert nearness(text, text) == 0.0


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200), st.text(max_size=200))
def test_it_is_a_share_and_the_same_both_ways(one, other):
    found = nearness(one, other)
    assert 0.0 <= found <= 1.0
    assert found == pytest.approx(nearness(other, one))
