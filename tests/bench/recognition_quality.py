"""How well pages are read, and whether a long document costs more a page than a short one."""

import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import psutil
from rapidfuzz.distance import Levenshtein

from bench.contenders import LANGUAGE, ocrmypdf, paper
from farde.capture.recognition import recognise
from farde.capture.recognition.searchable import make_searchable


@dataclass(frozen=True)
class Accuracy:
    """Shares of the printed characters that were read as they are, 0 to 1."""

    ours: float
    ocrmypdf: float


@dataclass(frozen=True)
class Flatness:
    """The last step for one page and for many: seconds a page, and peak memory in bytes."""

    pages: int
    seconds_one: float
    seconds_each: float
    memory_one: int
    memory_many: int


def accuracy(count: int = 20, look: str = "grey") -> Accuracy:
    """Read ``count`` pages with the recipe and with OCRmyPDF and hold them to what was printed."""
    with tempfile.TemporaryDirectory(prefix="farde-bench-") as name:
        folder = Path(name)
        pages = paper(folder, count, look)
        done = recognise(pages.whole, "pdf", False, folder / "recipe", language=LANGUAGE)
        (folder / "theirs").mkdir()
        ocrmypdf(pages, folder / "theirs")
        theirs = next((folder / "theirs").glob("*.txt")).read_text("utf-8").split("\f")
        ours = [page.text for page in done.pages]
    return Accuracy(_share(pages.truths, ours), _share(pages.truths, theirs))


def flatness(longest: int = 500) -> Flatness:
    """Bind one page and ``longest`` pages into a searchable copy: what grows with the document.

    The pages themselves are read one by one in processes of their own, which end with them.
    """
    with tempfile.TemporaryDirectory(prefix="farde-bench-") as name:
        folder = Path(name)
        one = paper(folder, 1)
        recognise(one.whole, "pdf", False, folder / "one", language=LANGUAGE)
        layer = folder / "one" / "layer" / "page_1.pdf"
        many = _repeated(one.whole, longest, folder / "many.pdf")
        first = _watched(one.whole, {1: layer}, folder / "a.pdf")
        layers = dict.fromkeys(range(1, longest + 1), layer)
        last = _watched(many, layers, folder / "b.pdf")
    return Flatness(longest, first[0], last[0] / longest, first[1], last[1])


def _share(truths, texts):
    right = [
        max(0.0, 1 - Levenshtein.distance(_plain(truth), _plain(text)) / len(_plain(truth)))
        for truth, text in zip(truths, texts, strict=False)
    ]
    return sum(right) / len(truths)


def _plain(text):
    return " ".join(text.split())


def _repeated(source, times, target):

    with pikepdf.open(source) as one, pikepdf.new() as many:
        for _time in range(times):
            many.pages.extend(one.pages)
        many.save(target)
    return target


def _watched(source, layers, target) -> tuple[float, int]:
    peak, over, process = [0], threading.Event(), psutil.Process()

    def watch() -> None:
        while not over.wait(0.02):
            peak[0] = max(peak[0], process.memory_info().rss)

    thread = threading.Thread(target=watch)
    before = process.memory_info().rss
    thread.start()
    start = time.perf_counter()
    make_searchable(source, "pdf", layers, target)
    taken = time.perf_counter() - start
    over.set()
    thread.join()
    return taken, max(0, peak[0] - before)
