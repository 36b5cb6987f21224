"""Tesseract, as a library: the words of a picture, and how it lies.

Its models are loaded once, by the process that forks a child for each page: a page would spend a
tenth of its time on them. What it crashes is that child. It is given pictures that we wrote, never
a stranger's bytes: the decoders in its wheel are older than Debian's.
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tesserocr
from tesserocr import PSM, PyTessBaseAPI

from farde.capture.recognition.errors import RecognitionFailed

_FOLDERS = ("/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tessdata")
_PROGRAM = "tesseract"
# What it says of single boxes of a page helps nobody, and would fill the worker's log.
tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
_WANTED = {"tessedit_create_txt": "1", "tessedit_create_pdf": "1", "textonly_pdf": "1"}


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
    reader = _reader(language, PSM.AUTO, _models())
    for name, value in (*_WANTED.items(), ("user_defined_dpi", str(dpi))):
        reader.SetVariable(name, value)
    try:
        done = reader.ProcessPages(str(base), str(image))
    except RuntimeError:
        done = False
    if not done:
        raise RecognitionFailed(_PROGRAM, "unreadable")
    text = base.with_suffix(".txt").read_text("utf-8", errors="replace")
    text = text.replace("\f", "").strip()
    words = reader.MapWordConfidences() if text else []
    return Printed(text, base.with_suffix(".pdf"), _confidence(words))


def lie(image: Path, dpi: int) -> Lie:
    """Tell how the page lies, from the shapes of its letters; costs half a reading."""
    reader = _reader("osd", PSM.OSD_ONLY, _models())
    reader.SetVariable("user_defined_dpi", str(dpi))
    reader.SetImageFile(str(image))
    said = reader.DetectOrientationScript() or {}
    lies = int(said.get("orient_deg", 0))
    return Lie(-lies % 360, said.get("script_name", ""))


def load(language: str) -> None:
    """Load the models of what is read most; raises RecognitionFailed where they are absent."""
    _reader(language, PSM.AUTO, _models())


@cache
def _reader(language: str, mode: int, models: str) -> PyTessBaseAPI:
    try:
        return PyTessBaseAPI(
            path=models, lang=language, psm=mode, variables={"debug_file": os.devnull}
        )
    except RuntimeError:
        raise RecognitionFailed(_PROGRAM, "absent") from None


def _models() -> str:
    """Return the folder of the models: Debian's programs bring them."""
    if asked := os.environ.get("TESSDATA_PREFIX"):
        return f"{asked}/"
    found = [one for pattern in _FOLDERS for one in sorted(Path("/").glob(pattern[1:]))]
    return f"{found[-1]}/" if found else ""


def _confidence(words: list[tuple[str, int]]) -> float:
    letters = sum(len(word.strip()) for word, _sure in words)
    sure = sum(len(word.strip()) * max(0, percent) / 100 for word, percent in words)
    return round(sure / letters, 3) if letters else 0.0
