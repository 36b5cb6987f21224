"""Steps that find the words of a page: its own, or those tesseract reads in its picture."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from farde.capture.recognition import languages, tesseract
from farde.capture.recognition._exec import poppler
from farde.capture.recognition.job import PageJob
from farde.capture.recognition.layers import lay_back
from farde.capture.recognition.posture import (
    LITTLE_INK,
    Posture,
    ink_of,
    looks_sideways,
    slope,
    turned,
)
from farde.capture.recognition.raw import SUFFIX
from farde.capture.recognition.straight import READ_ASKEW, straightened

# Letters and digits that make a page's own text worth more than a reading of its picture. A
# scanned page may carry a stamp or a fax header as text, and still has to be read.
_ENOUGH = 20
_ENOUGH_ON_A_SCAN = 200
# Fonts without a proper encoding give text of unreadable signs.
_MOST_UNREADABLE = 0.1
# Tesseract has nothing to find in less.
_SMALLEST_SIDE = 12
# Below this confidence a page is taken to lie otherwise, or to be in another script or language.
_READS_BADLY = 0.6
_ARABIC = "Arabic"


@dataclass(frozen=True)
class Words:
    """The words of a page: the file of its text, how the page lay, and how sure they are."""

    text: Path
    posture: Posture
    language: str = ""
    confidence: float = 1.0
    born_digital: bool = False


@dataclass(frozen=True)
class _Attempt:
    printed: tesseract.Printed
    posture: Posture
    picture: Path

    @property
    def worth(self) -> float:
        return self.printed.confidence * len(self.printed.text)


def own_text(source: Path, job: PageJob) -> Words | None:
    """Return the text a born-digital page carries, or None if its picture must be read."""
    if job.kind != "pdf" or not job.sheet.has_words:
        return None
    text = poppler.text(source, job.number)
    if not is_meaningful(text, job.sheet.has_picture):
        return None
    language = languages.detect(text, job.languages)
    return Words(_kept(text, job), Posture(job.turn or 0), language, born_digital=True)


def read_words(reading: Path, job: PageJob) -> Words:
    """Read the picture upright, for its text and for the invisible layer that carries it."""
    with Image.open(reading) as image:
        size = image.size
    if min(size) < _SMALLEST_SIDE:
        return Words(_kept("", job), Posture(job.turn or 0), confidence=0.0)
    best = _Reader(reading, job, ink_of(reading), max(70, round(size[0] / job.sheet.width))).best()
    if best.printed.text:
        lay_back(best.printed.layer, best.picture, size, best.posture, job)
    language = languages.detect(best.printed.text, job.languages)
    return Words(_kept(best.printed.text, job), best.posture, language, best.printed.confidence)


def is_meaningful(text: str, on_a_scan: bool) -> bool:
    """Whether a page's own text may stand for what the eye sees on it."""
    signs = [sign for sign in text if not sign.isspace()]
    unreadable = sum(not sign.isprintable() or sign == "\ufffd" for sign in signs)
    letters = sum(sign.isalnum() for sign in signs)
    enough = _ENOUGH_ON_A_SCAN if on_a_scan else _ENOUGH
    return letters >= enough and unreadable <= _MOST_UNREADABLE * len(signs)


@dataclass(frozen=True)
class _Reader:
    """Reads one picture, again in another posture or language when it reads badly."""

    reading: Path
    job: PageJob
    ink: np.ndarray
    dpi: int

    def best(self) -> _Attempt:
        job, everything = self.job, languages.together(self.job.languages)
        lie = self._lie() if job.turn is None and looks_sideways(self.ink) else None
        turn = job.turn or (lie.turn if lie else 0)
        first = self._attempt(turn, job.expected or everything)
        if not self._reads_badly(first):
            return first
        lie = lie or self._lie()
        upright = lie.turn if job.turn is None else job.turn
        again = {(turn, everything), (upright, everything)}
        if lie.script == _ARABIC and "ara" in job.languages:
            again.add((upright, "ara"))
        again -= {(turn, job.expected or everything)}
        tried = [self._attempt(*one) for one in sorted(again)]
        return max([first, *tried], key=lambda attempt: attempt.worth)

    def _lie(self) -> tesseract.Lie:
        return tesseract.lie(self.reading, self.dpi)

    def _reads_badly(self, attempt) -> bool:
        if np.count_nonzero(self.ink) < LITTLE_INK:
            return False
        if attempt.printed.confidence < _READS_BADLY:
            return True
        expected = self.job.expected
        found = expected and languages.detect(attempt.printed.text, self.job.languages)
        return bool(found) and found != expected

    def _attempt(self, turn, language) -> _Attempt:
        posture = Posture(turn, slope(turned(self.ink, turn)))
        base = self.job.scratch / f"words-{turn}-{language}"
        picture = self.reading
        if turn or abs(posture.skew) >= READ_ASKEW:
            picture = straightened(picture, posture, base.with_suffix(SUFFIX))
        return _Attempt(tesseract.read(picture, base, language, self.dpi), posture, picture)


def _kept(text, job):
    path = job.file(f"text/dump_{job.number}.txt")
    path.write_text(text, "utf-8")
    return path
