"""How often suggestions are right on synthetic letters, and what one costs.

``python tests/bench/suggesting.py [letters]`` from the top of the tree; nothing of Plone is needed.
Letters come as they are printed and as a bad scan is read (3 characters in 100 wrong).
"""

import csv
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from farde.capture.suggesting import days, traits
from farde.capture.suggesting.names import Known, NameIndex
from farde.capture.suggesting.priors import Phrase, Prior
from farde.capture.suggesting.training import Example, trained
from farde.demo.people import synthetic_people
from lettertexts import LetterText, letters, misread, people

DOSSIERS, WRONG, SURE = 11_387, 0.03, 0.5
TODAY = date(2026, 12, 31)

type Answer = tuple[str, str, bool]


def told(name: str, answers: Sequence[Answer]) -> None:
    """Print of (meant, said, offered): how many were offered, and how many of these right."""
    offered = [one for one in answers if one[2]]
    right = sum(meant == said for meant, said, _ in offered)
    precision = f"{right / len(offered):7.1%}" if offered else "      –"
    sys.stdout.write(f"{name:<58} {len(offered) / len(answers):7.1%} {precision}\n")


def types(known: Sequence[LetterText], asked: Sequence[LetterText], read: Callable) -> list[Answer]:
    """Return how types are told by a model that learned from ``known``."""
    examples = [Example(read(one), one.label, one.person) for one in known]
    model, _trials = trained(examples)
    answers = []
    for one in asked:
        sure = Counter()
        for hit in model.likely(read(one)):
            sure[hit.label.partition("|")[0]] += hit.confidence
        [(said, confidence)] = sure.most_common(1) or [("", 0.0)]
        answers.append((one.type_id, said, confidence >= SURE))
    return answers


def unseen(known: Sequence[LetterText], asked: Sequence[LetterText]) -> tuple[list, list]:
    """Keep one model of letter of each type that has several out of what is learned."""
    models: dict[str, set[int]] = {}
    for one in known:
        models.setdefault(one.type_id, set()).add(one.model)
    held = {max(of) for of in models.values() if len(of) > 1}
    return [x for x in known if x.model not in held], [x for x in asked if x.model in held]


def numbers(asked: Sequence[LetterText], read: Callable) -> list[Answer]:
    """Return whose letter it is by the only national number of a known person in it."""
    by_niss = {one.niss: number for number, one in enumerate(people()) if one.niss}
    answers = []
    for one in asked:
        found = {by_niss.get(trait.value) for trait in traits.national_numbers(read(one))} - {None}
        answers.append((one.person, *found, True) if len(found) == 1 else (one.person, None, False))
    return answers


def named(asked: Sequence[LetterText], read: Callable, index: NameIndex) -> list[Answer]:
    """Return whose letter it is by the one likeliest name."""
    answers = []
    for one in asked:
        hits = index.find(read(one))
        alone = len(hits) == 1 or (len(hits) > 1 and hits[0].likeness > hits[1].likeness)
        said = hits[0].known.name if hits else ""
        answers.append((people()[one.person].name, said, alone))
    return answers


def dated(asked: Sequence[LetterText], read: Callable) -> list[Answer]:
    """Return the day that stands behind a place or the word date."""
    answers = []
    for one in asked:
        found = [day for day in days.written_on((read(one),), TODAY) if day.how != "first"]
        answers.append((one.written_on, found[0].day if found else None, bool(found)))
    return answers


def guessed(asked: Sequence[LetterText], read: Callable) -> list[Answer]:
    """Return types as the words of the thesaurus alone tell them, before anything is filed."""
    prior, answers = Prior(phrases()), []
    for one in asked:
        label, sure = next(iter(prior.likely(read(one))), ("", 0.0))
        answers.append((one.type_id, label.partition("|")[0], sure >= SURE))
    return answers


def phrases() -> Iterator[Phrase]:
    """Yield the words of the tables that the product ships."""
    tables = Path(__file__).parents[2] / "profiles" / "cpas"
    for row in csv.DictReader((tables / "thesaurus.csv").open(encoding="utf-8")):
        label = f"{row['type_id']}|{row['inventaire_id']}"
        yield Phrase(label, row["inventaire"].replace("_", " "))
    for row in csv.DictReader((tables / "signals.csv").open(encoding="utf-8")):
        words = row["type_de_document"].replace("_", " ").replace("/", " ")
        yield Phrase(f"{row['type_id']}|", words)


def registry() -> NameIndex:
    """Return the people of the letters among many others with family names of their own."""
    rng, crowd = Random(11), synthetic_people(DOSSIERS)
    families = [one.last_name for one in crowd[:400]]
    known = [Known(str(n), str(n), one.name) for n, one in enumerate(people())]
    for number, one in enumerate(crowd[len(known) :], start=len(known)):
        first, second = rng.choice(families), rng.choice(families)
        name = f"{one.first_name} {first[: len(first) // 2 + 1]}{second[len(second) // 2 :]}"
        known.append(Known(str(number), str(number), name))
    return NameIndex(known)


def main(count: int) -> None:
    """Print offered and right for each question, as printed and as misread."""
    known, asked = letters(count), letters(204, seed=77)
    index = registry()
    for way, read in (
        ("printed", lambda one: one.text),
        ("misread", lambda one: misread(one.text, WRONG, Random(one.text))),
    ):
        told(f"type, known models of letter, {way}", types(known, asked, read))
        told(f"type, models never seen, {way}", types(*unseen(known, asked), read))
        told(f"type, words of the thesaurus alone, {way}", guessed(asked, read))
        told(f"person by national number, {way}", numbers(asked, read))
        told(f"person by name among {len(index.people)}, {way}", named(asked, read, index))
        told(f"day of the letter, {way}", dated(asked, read))
    cost(known, asked, index)


def cost(known: Sequence[LetterText], asked: Sequence[LetterText], index: NameIndex) -> None:
    """Print the processor time of one letter, with nothing to be loaded."""
    model, _trials = trained([Example(one.text, one.label, one.person) for one in known])
    began = time.process_time()
    for one in asked:
        model.likely(one.text)
        index.find(one.text)
        list(traits.national_numbers(one.text))
        list(traits.references(one.text))
        days.written_on(one.pages, TODAY)
    each = (time.process_time() - began) / len(asked) * 1000
    sys.stdout.write(f"processor time of a letter: {each:.1f} ms\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 408)
