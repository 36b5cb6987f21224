"""What the product is measured beside, and the pages all of them read."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import img2pdf

from farde.demo.scans import bench_sheets

LANGUAGE = "fra+nld"
_WORDS_A_PAGE = 3


@dataclass(frozen=True)
class Paper:
    """The generated pages: each as a PNG, all in one PDF, and words to find each page by."""

    pages: list[Path]
    whole: Path
    words: list[list[str]]


def paper(folder: Path, count: int) -> Paper:
    """Write the same ``count`` pages of dense text at every call."""
    pages, words = [], []
    for number, (data, truth) in enumerate(bench_sheets(count=count, seed=7), start=1):
        pages.append(folder / f"page{number:03d}.png")
        pages[-1].write_bytes(data)
        words.append(_longest_words(truth))
    whole = folder / "whole.pdf"
    whole.write_bytes(img2pdf.convert([str(page) for page in pages]))
    return Paper(pages, whole, words)


def bare_tesseract(pages: Paper, folder: Path) -> None:
    """The plainest call, text only, two processes side by side."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}

    def read(page: Path) -> None:
        command = ["tesseract", page, folder / page.stem, "-l", LANGUAGE, "txt"]
        subprocess.run(command, check=True, capture_output=True, env=environment)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(read, pages.pages))


def ocrmypdf(pages: Paper, folder: Path) -> None:
    """OCRmyPDF with its defaults, the pages in one PDF."""
    program = Path(sys.executable).with_name("ocrmypdf")
    command = [program, "-l", LANGUAGE, "-q", pages.whole, folder / "ocrmypdf.pdf"]
    environment = {name: value for name, value in os.environ.items() if name != "OMP_THREAD_LIMIT"}
    subprocess.run(command, check=True, capture_output=True, env=environment)


def _longest_words(text: str) -> list[str]:
    # Several, since one of them may be misread; without accents, which are misread most.
    words = set(re.findall(r"\b[a-z]{6,}\b", text))
    return sorted(words, key=lambda word: (-len(word), word))[:_WORDS_A_PAGE]
