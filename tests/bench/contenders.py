"""What the product is measured beside, and the pages all of them read."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import img2pdf
from PIL import Image

from farde.demo.scans import bench_sheets

LANGUAGE = "fra+nld"
#: Processes, or files, side by side: the cores of the machine the goals are set for.
WORKERS = 2
_WORDS_A_PAGE = 3


@dataclass(frozen=True)
class Paper:
    """The generated pages: each as a PNG, all in one PDF, and words to find each page by.

    ``files`` are PDFs of as many pages as were asked for, ``truths`` the text printed on each.
    """

    pages: list[Path]
    whole: Path
    words: list[list[str]]
    files: list[Path]
    truths: list[str]


def paper(folder: Path, count: int, look: str = "grey", length: int | None = None) -> Paper:
    """Write the same ``count`` pages of dense text at every call; ``look`` grey or bitonal."""
    pages, truths = [], []
    for number, (data, truth) in enumerate(bench_sheets(count=count, seed=7), start=1):
        pages.append(folder / f"page{number:03d}.png")
        pages[-1].write_bytes(data if look == "grey" else _bitonal(data))
        truths.append(truth)
    whole, files = folder / "whole.pdf", []
    whole.write_bytes(img2pdf.convert([str(page) for page in pages]))
    for first in range(0, count, length or count):
        files.append(folder / f"file{first:03d}.pdf")
        part = pages[first : first + (length or count)]
        files[-1].write_bytes(img2pdf.convert([str(page) for page in part]))
    return Paper(pages, whole, [_longest_words(truth) for truth in truths], files, truths)


def _bitonal(data: bytes) -> bytes:
    draft = BytesIO()
    with Image.open(BytesIO(data)) as image:
        black = image.convert("L").point(lambda grey: 255 * (grey > 172), "1")
        black.save(draft, "PNG", dpi=image.info["dpi"])
    return draft.getvalue()


def bare_tesseract(pages: Paper, folder: Path) -> None:
    """The plainest call, text only, two processes side by side."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}

    def read(page: Path) -> None:
        command = ["tesseract", page, folder / page.stem, "-l", LANGUAGE, "txt"]
        subprocess.run(command, check=True, capture_output=True, env=environment)

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(read, pages.pages))


def ocrmypdf(pages: Paper, folder: Path) -> None:
    """OCRmyPDF with its defaults, several files side by side like the others."""
    program = Path(sys.executable).with_name("ocrmypdf")
    environment = {name: value for name, value in os.environ.items() if name != "OMP_THREAD_LIMIT"}

    def read(source: Path) -> None:
        target = folder / source.with_suffix(".pdf").name
        command = [program, "-l", LANGUAGE, "-q", "--sidecar", target.with_suffix(".txt")]
        command += [source, target]
        subprocess.run(command, check=True, capture_output=True, env=environment)

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(read, pages.files))


def _longest_words(text: str) -> list[str]:
    # Several, since one of them may be misread; without accents, which are misread most.
    words = set(re.findall(r"\b[a-z]{6,}\b", text))
    return sorted(words, key=lambda word: (-len(word), word))[:_WORDS_A_PAGE]
