"""Types are learned from letters, told of unseen ones, and silence is kept on strange ones."""

import json
import subprocess
import sys
from io import BytesIO
from random import Random

import numpy as np
import pytest

from farde.capture.suggesting.classifier import restored
from farde.capture.suggesting.training import Example, trained
from lettertexts import letters, misread

READ = [misread(one.text, 0.01, Random(n)) for n, one in enumerate(letters(204))]
EXAMPLES = [
    Example(text, one.label, one.person) for text, one in zip(READ, letters(204), strict=True)
]


@pytest.fixture(scope="module")
def learned():
    return trained(EXAMPLES)


def test_letters_of_other_dossiers_are_told_rightly(learned):
    _model, trials = learned
    sure = [one for one in trials if one.confidence >= 0.5]
    assert len(trials) == len(EXAMPLES)
    assert len(sure) / len(trials) > 0.9
    assert sum(one.meant == one.said for one in sure) / len(sure) > 0.97


def test_letters_of_a_later_day_are_told_rightly(learned):
    later = letters(102, seed=9)
    best = [learned[0].likely(one.text)[0] for one in later]
    sure = [(one.label, true.label) for one, true in zip(best, later, strict=True)]
    assert sum(said == true for said, true in sure) / len(sure) > 0.95


@pytest.mark.parametrize("text", ["", "12 34", "xyzzy plugh", "the quick brown fox jumps"])
def test_a_text_like_nothing_that_was_learned_is_left_alone(learned, text):
    assert all(one.confidence < 0.5 for one in learned[0].likely(text))


def test_few_examples_never_make_sure(learned):
    """Five letters of a kind, all told rightly, are no proof."""
    found = learned[0].likely(letters(51)[0].text)[0]
    assert found.examples < 20
    assert found.confidence <= (found.examples + 1) / (found.examples + 2)


def test_it_says_the_same_each_time_and_after_it_was_stored(learned):
    model = learned[0]
    again = restored(model.stored())
    for one in letters(20):
        said = model.likely(one.text)
        assert said == model.likely(one.text)
        assert [hit.label for hit in again.likely(one.text)][:1] == [said[0].label]


def test_training_twice_makes_the_same_model():
    first, second = trained(EXAMPLES[:102])[0], trained(EXAMPLES[:102])[0]
    assert first.words == second.words
    assert np.array_equal(first.weights, second.weights)


def test_no_word_of_one_or_two_dossiers_is_kept(learned):
    odd = [Example(f"{one.text} kwispelstaart", one.label, one.dossier % 2) for one in EXAMPLES]
    model, _trials = trained([*EXAMPLES, *odd[:2]])
    assert "kwispelstaart" not in model.words
    assert not any(char.isdigit() for word in model.words for char in word)


def test_a_rare_entry_teaches_its_type_and_a_rare_type_nothing():
    rare = [Example("carte de sport natation", "type-a|rare", n) for n in range(2)]
    usual = [Example("carte de sport gymnase", "type-a|", n) for n in range(4)]
    other = [Example("loyer du bail", "type-b|", n) for n in range(4)]
    lonely = [Example("acte de naissance", "type-c|", 1)]
    model, _trials = trained([*rare, *usual, *other, *lonely])
    assert model.labels == ("type-a|", "type-b|")
    assert model.examples == (6, 4)


@pytest.mark.parametrize("few", [[], EXAMPLES[:1], [Example("a b", "x|", 1)] * 5])
def test_too_little_is_not_learned_from(few):
    assert trained(few) == (None, [])


@pytest.mark.parametrize("data", [b"", b"not arrays", b"PK\x03\x04"])
def test_what_is_no_model_is_refused(data):
    with pytest.raises((ValueError, KeyError)):
        restored(data)


def test_arrays_that_hold_code_are_refused():
    stream = BytesIO()
    np.savez(stream, about=np.array([{}], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        restored(stream.getvalue())


def test_the_process_that_trains_answers_with_arrays_and_trials():
    given = json.dumps([[one.text, one.label, one.dossier] for one in EXAMPLES[:102]])
    command = [sys.executable, "-m", "farde.capture.suggesting.training"]
    done = subprocess.run(command, input=given.encode(), capture_output=True, check=True)
    with np.load(BytesIO(done.stdout), allow_pickle=False) as told:
        model = restored(told["model"].tobytes())
        trials = json.loads(told["told"].tobytes())["trials"]
    assert len(trials) == sum(model.examples)
