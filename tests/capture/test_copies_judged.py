"""A page that looks like another is no copy of it when its words say something else."""

import pytest

from farde.capture.cutting.copies import judged
from farde.capture.work import ReadPage

FORM = (
    "Nous attestons que {name} perçoit une allocation de {amount} euros par mois depuis le {day}. "
    "Cette attestation est délivrée pour servir et valoir ce que de droit auprès du centre."
)
ONE = FORM.format(name="Madame Exemple", amount="1.234,56", day="02/03/2026")
OTHER = FORM.format(name="Monsieur Modèle", amount="987,10", day="17/11/2025")
MARKS = {"s1-3": "duplicate:s1-1"}


def read(first, second, confidence=0.93):
    return {
        "s1-1": ReadPage(first, confidence=confidence),
        "s1-3": ReadPage(second, confidence=0.9),
    }


def test_letters_of_one_form_to_two_persons_are_no_copies():
    assert judged(MARKS, read(ONE, OTHER), 0.85) == {}


def test_a_second_scan_with_a_misread_word_stays_a_copy():
    assert judged(MARKS, read(ONE, ONE.replace("allocation", "a1locatlon")), 0.85) == MARKS


@pytest.mark.parametrize(
    "found",
    [read(ONE, OTHER, confidence=0.4), read("Photo", "Carte"), {"s1-1": ReadPage(ONE)}, {}],
)
def test_where_little_or_nothing_was_read_the_eye_keeps_its_say(found):
    assert judged(MARKS, found, 0.85) == MARKS


def test_other_marks_are_left_alone():
    assert judged({"s1-3": "unsealed"}, read(ONE, OTHER), 0.85) == {"s1-3": "unsealed"}
