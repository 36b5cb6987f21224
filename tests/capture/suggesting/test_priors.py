"""Before anything was filed, the words of the thesaurus make modest guesses."""

import csv
from pathlib import Path

import pytest

from farde.capture.suggesting.priors import CEILING, Phrase, Prior
from farde.capture.suggesting.suggestion import Suggestion, joined, spoken
from lettertexts import letters

TABLES = Path(__file__).parents[3] / "profiles" / "cpas"


def phrases() -> list[Phrase]:
    found = []
    for row in csv.DictReader((TABLES / "thesaurus.csv").open(encoding="utf-8")):
        found.append(Phrase(f"{row['type_id']}|", row["type_de_document"]))
        if row["inventaire_id"]:
            words = row["inventaire"].replace("_", " ")
            found.append(Phrase(f"{row['type_id']}|{row['inventaire_id']}", words))
    for row in csv.DictReader((TABLES / "signals.csv").open(encoding="utf-8")):
        words = row["type_de_document"].replace("_", " ").replace("/", " ")
        found.append(Phrase(f"{row['type_id']}|", words))
    return list(dict.fromkeys(found))


PRIOR = Prior(phrases())


def test_guesses_above_the_threshold_are_mostly_right():
    said = [(PRIOR.likely(one.text)[:1], one.type_id) for one in letters(153)]
    sure = [
        (best[0][0].partition("|")[0], true) for best, true in said if best and best[0][1] >= 0.5
    ]
    assert len(sure) > 15
    assert sum(best == true for best, true in sure) / len(sure) > 0.75


def test_a_guess_is_never_as_sure_as_what_was_learned():
    assert all(sure <= CEILING for one in letters(51) for _label, sure in PRIOR.likely(one.text))


def test_words_deep_in_a_document_do_not_say_what_it_is():
    assert PRIOR.likely("mot " * 200 + "acte de mariage") == []
    assert PRIOR.likely("Acte de mariage")[0][0] == "attestations-etat-civil|acte-de-mariage"


def test_an_empty_thesaurus_and_an_empty_text_say_nothing():
    assert Prior([]).likely("acte de mariage") == []
    assert PRIOR.likely("") == []


def sign(value: str, sure: float, reason: str = "name") -> Suggestion:
    return Suggestion("dossier", value, value, sure, reason)


def test_signs_that_agree_are_surer_together():
    [one] = joined([sign("1", 0.8), sign("1", 0.9, "niss")])
    assert one.confidence == pytest.approx(0.98)
    assert one.reason == "niss"


def test_the_same_sign_twice_is_one_sign():
    assert joined([sign("1", 0.8), sign("1", 0.8)])[0].confidence == pytest.approx(0.8)


def test_signs_of_two_people_that_weigh_the_same_leave_doubt():
    found = joined([sign("2", 0.97, "niss"), sign("1", 0.97, "niss")])
    assert [one.value for one in found] == ["1", "2"]
    assert all(one.confidence < 0.5 for one in found)


def test_a_name_hardly_shakes_a_national_number():
    found = joined([sign("1", 0.97, "niss"), sign("2", 0.75)])
    assert found[0].value == "1" and found[0].confidence > 0.85


def test_nothing_is_said_below_the_threshold_and_three_things_above_it():
    found = [sign(str(n), 0.5 - n / 10) for n in range(5)]
    assert spoken(found, 0.6) == []
    assert [one.value for one in spoken(found, 0.5)] == ["0", "1", "2"]
    assert spoken([], 0.0) == []
