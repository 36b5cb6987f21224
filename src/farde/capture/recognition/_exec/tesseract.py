"""Tesseract: the words of a picture, and how it lies."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from farde.capture.recognition._exec import run

# It says so of a page with too few letters to tell.
_CANNOT_TELL = 1


@dataclass(frozen=True)
class Printed:
    """What was read: the text, a PDF of invisible text only, and how sure it is, 0 to 1."""

    text: str
    layer: Path
    confidence: float


@dataclass(frozen=True)
class Lie:
    """How a page lies: degrees clockwise that make it upright, and the script it is in."""

    turn: int = 0
    script: str = ""


def read(image: Path, base: Path, language: str, dpi: int) -> Printed:
    """Read ``image`` once, for its text, its layer and the confidence in each word."""
    run(
        "tesseract",
        image,
        base,
        *("-l", language),
        *("--dpi", dpi),
        *("-c", "textonly_pdf=1"),
        *("txt", "pdf", "tsv"),
    )
    text = base.with_suffix(".txt").read_text("utf-8", errors="replace")
    text = text.replace("\f", "").strip()
    return Printed(text, base.with_suffix(".pdf"), _confidence(base.with_suffix(".tsv")))


def lie(image: Path, dpi: int) -> Lie:
    """Tell how the page lies, from the shapes of its letters; costs half a reading."""
    done = run(
        "tesseract",
        *(image, "-"),
        *("-l", "osd"),
        *("--psm", 0),
        *("--dpi", dpi),
        tolerated=(_CANNOT_TELL,),
    )
    said = dict(re.findall(r"^(Rotate|Script): (\w+)", done.stdout.decode(), re.MULTILINE))
    return Lie(int(said.get("Rotate", 0)), said.get("Script", ""))


def _confidence(table: Path) -> float:
    letters, sure = 0, 0.0
    with table.open(encoding="utf-8", errors="replace", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if (word := (row["text"] or "").strip()) and float(row["conf"]) >= 0:
                letters += len(word)
                sure += len(word) * float(row["conf"]) / 100
    return round(sure / letters, 3) if letters else 0.0
