"""Steps that find the words of a page: its own, or those tesseract reads in its picture."""

from pathlib import Path

from PIL import Image

from farde.capture.recognition._exec import poppler, tesseract
from farde.capture.recognition.job import PageJob

# Letters and digits that make a page's own text worth more than a reading of its picture. A
# scanned page may carry a stamp or a fax header as text, and still has to be read.
_ENOUGH = 20
_ENOUGH_ON_A_SCAN = 200
# Fonts without a proper encoding give text of unreadable signs.
_MOST_UNREADABLE = 0.1
# Tesseract has nothing to find in less.
_SMALLEST_SIDE = 12


def own_text(source: Path, job: PageJob) -> Path | None:
    """Return the text a born-digital page carries, or None if its picture must be read."""
    if job.kind != "pdf":
        return None
    text = poppler.text(source, job.number)
    if not is_meaningful(text, job.sheet.has_picture):
        return None
    return _kept(text, job)


def read_words(reading: Path, job: PageJob) -> Path:
    """Read the picture once, for its text and for the invisible layer that carries it."""
    with Image.open(reading) as image:
        size = image.size
    if min(size) < _SMALLEST_SIDE:
        return _kept("", job)
    dpi = round(size[0] / job.sheet.width)
    text, layer = tesseract.read(reading, job.scratch / "words", job.language, max(70, dpi))
    words = text.read_text("utf-8", errors="replace").replace("\f", "").strip()
    if words:
        layer.rename(job.file(f"layer/page_{job.number}.pdf"))
    return _kept(words, job)


def is_meaningful(text: str, on_a_scan: bool) -> bool:
    """Whether a page's own text may stand for what the eye sees on it."""
    signs = [sign for sign in text if not sign.isspace()]
    unreadable = sum(not sign.isprintable() or sign == "\ufffd" for sign in signs)
    letters = sum(sign.isalnum() for sign in signs)
    enough = _ENOUGH_ON_A_SCAN if on_a_scan else _ENOUGH
    return letters >= enough and unreadable <= _MOST_UNREADABLE * len(signs)


def _kept(text, job):
    path = job.file(f"text/dump_{job.number}.txt")
    path.write_text(text, "utf-8")
    return path
