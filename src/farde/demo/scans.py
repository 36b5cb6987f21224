"""Invented scans for a mail tray: every type of the thesaurus, in every usual file format.

``python -m farde.demo.scans FOLDER`` writes them, with their true text in ``scans.json``.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from random import Random

import numpy as np

from farde.demo.formats import Capture, as_png, captures
from farde.demo.letterhead import Letter, typed
from farde.demo.letters import Model, models, wordy_model
from farde.demo.paper import SHARP, aged
from farde.demo.people import SyntheticPerson, synthetic_people
from farde.demo.sheet import Sheet
from farde.demo.workdays import working_day, working_day_before

CHANNELS = ("mail",) * 4 + ("counter",) * 4 + ("email",) * 2 + ("interview",) * 2


@dataclass(frozen=True)
class SyntheticScan:
    """A scanned deposit; ``truth`` is the printed text of each page, without stamps."""

    person_index: int
    type_id: str
    inventory_id: str
    channel: str
    received_on: date
    document_date: date
    filename: str
    content_type: str
    data: bytes
    pages: int
    language: str
    truth: list[str]


def synthetic_scans(
    people: list[SyntheticPerson], count: int = 30, seed: int = 1030
) -> Iterator[SyntheticScan]:
    """Yield ``count`` scans about these people; all 26 types come first, once each."""
    rng = Random(seed)
    choices = list(_choices(count, rng))
    chosen_captures = captures([model.pages > 1 for model in choices], rng)
    for index, (model, capture) in enumerate(zip(choices, chosen_captures, strict=True)):
        yield _scan(index, model, capture, people, Random(f"{seed}/{index}"))


def _choices(count: int, rng: Random) -> Iterator[Model]:
    types = list(dict.fromkeys(model.type_id for model in models()))
    rng.shuffle(types)
    long_ones = [model for model in models() if model.pages > 1 and len(types) < count]
    for index in range(count):
        if index < len(types):
            yield _of_type(types[index], rng)
        else:
            extra = index - len(types)
            yield long_ones[extra] if extra < len(long_ones) else rng.choice(models())


def _of_type(type_id: str, rng: Random) -> Model:
    known = [model for model in models() if model.type_id == type_id]
    dutch = [model for model in known if model.language == "nl"]
    french = [model for model in known if model.language == "fr"]
    return rng.choice(dutch if dutch and rng.random() < 0.75 else french)


def _scan(
    index: int, model: Model, capture: Capture, people: list[SyntheticPerson], rng: Random
) -> SyntheticScan:
    person_index = _concerned(model, people, rng)
    received = working_day(rng)
    dated = working_day_before(received, rng.randrange(1, 13))
    channel = capture.channel or rng.choice(CHANNELS)
    letter = Letter(model, people[person_index], dated, received, channel)
    sheet = _fitting_sheet(letter, capture, rng)
    return SyntheticScan(
        person_index=person_index,
        type_id=model.type_id,
        inventory_id=model.inventory_id,
        channel=channel,
        received_on=received,
        document_date=dated,
        filename=f"scan-{index + 1:04d}.{capture.suffix}",
        content_type=capture.content_type,
        data=_captured(sheet, capture, rng),
        pages=len(sheet.pages),
        language=model.language,
        truth=["\n".join(lines) for lines in sheet.truth],
    )


def _concerned(model: Model, people: list[SyntheticPerson], rng: Random) -> int:
    indexes = range(len(people))
    suited = [index for index in indexes if model.suits(people[index])]
    speakers = [index for index in indexes if people[index].language == model.language]
    return rng.choice(suited or speakers or indexes)


def _fitting_sheet(letter: Letter, capture: Capture, rng: Random) -> Sheet:
    # As a secretary does: choose a smaller letter rather than spill two lines on a new page.
    look, seed, justified = capture.look, rng.getrandbits(64), rng.random() < 0.5
    wanted = letter.model.pages
    for points in range(rng.choice((21, 22, 23)), 16, -1):
        sheet = Sheet(look.dpi, look.mode, points=points / 2, justified=justified)
        if len(typed(letter, sheet, Random(seed)).pages) <= wanted:
            break
    return sheet


def _captured(sheet: Sheet, capture: Capture, rng: Random) -> bytes:
    grain = np.random.default_rng(rng.getrandbits(64))
    pages = [aged(page, capture.look, grain) for page in sheet.pages]
    return capture.encode(pages, capture.look.dpi)


def bench_pages(count: int = 20, seed: int = 7) -> list[bytes]:
    """Return full pages of text, one PNG of sixteen greys at 300 dpi each, for benchmarks."""
    return [page for page, _truth in bench_sheets(count, seed)]


def bench_sheets(count: int = 20, seed: int = 7) -> Iterator[tuple[bytes, str]]:
    """Yield the same pages with the text printed on each."""
    people, capture = synthetic_people(seed=seed), Capture(SHARP, "png", "image/png", as_png)
    for index in range(count):
        rng = Random(f"{seed}/{index}")
        model = wordy_model("nl" if index % 10 >= 7 else "fr", rng)
        person = people[_concerned(model, people, rng)]
        letter = Letter(model, person, date(2026, 3, 2), date(2026, 3, 9), "email")
        sheet = _fitting_sheet(letter, capture, rng)
        yield _captured(sheet, capture, rng), "\n".join(sheet.truth[0])


def write_scans(folder: Path, count: int = 30, seed: int = 1030) -> list[Path]:
    """Write scans and ``scans.json``, which tells all about them, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths, rows = [], []
    for scan in synthetic_scans(synthetic_people(seed=seed), count, seed):
        paths.append(folder / scan.filename)
        paths[-1].write_bytes(scan.data)
        rows.append({key: value for key, value in asdict(scan).items() if key != "data"})
    listing = json.dumps(rows, default=str, ensure_ascii=False, indent=1)
    (folder / "scans.json").write_text(listing, encoding="utf-8")
    return paths


if __name__ == "__main__":
    write_scans(Path(sys.argv[1]))
