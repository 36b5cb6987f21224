"""The recipe: from a stored file to searchable, viewable pages.

Each step takes the path the step before returned and the page's job, and returns a path.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from PIL import Image

from farde.capture.recognition.job import PageJob
from farde.capture.recognition.pictures import (
    draw_for_screen,
    make_reading_copy,
    make_viewer_images,
    take_picture,
)
from farde.capture.recognition.results import PageResult, Recognised
from farde.capture.recognition.searchable import make_searchable
from farde.capture.recognition.sheets import sheets
from farde.capture.recognition.words import own_text, read_words
from farde.capture.recognition.workfolder import WorkFolder


def cook_page(source: Path, job: PageJob) -> tuple[Path, Path, bool]:
    """Make one page; return its text, its large image, and whether the text is its own."""
    text = own_text(source, job)
    if text:
        picture = draw_for_screen(source, job)
        return text, make_viewer_images(picture, job), True
    picture = take_picture(source, job)
    text = read_words(make_reading_copy(picture, job), job)
    return text, make_viewer_images(picture, job), False


def finish_document(source: Path, kind: str, work: WorkFolder, numbers: list[int]) -> Path | None:
    """Make the searchable PDF of finished pages; None if the original may not be rewritten."""
    layers = {number: layer for number in numbers if (layer := work.layer(number))}
    with work.scratch() as scratch:
        draft = scratch / "searchable.pdf"
        if not make_searchable(source, kind, layers, draft):
            return None
        return draft.replace(work.path / "searchable.pdf")


def recognise(
    source: Path,
    kind: str,
    signed: bool,
    folder: Path,
    *,
    language: str = "fra+nld",
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    jobs: int | None = None,
) -> Recognised:
    """Read ``source``, an inspected file of ``kind``, in ``folder``; it is never modified.

    Run again on the same folder it resumes after the pages already finished. A ``signed`` file
    gets no searchable copy. ``on_progress`` receives pages done and pages in all. Raises
    RecognitionFailed when an outside program fails.
    """
    work = WorkFolder(folder)
    work.begin(source, language)
    leaves = sheets(source, kind)
    pages = []
    for page in _pages(source, work, [(leaf, kind, language) for leaf in leaves], jobs):
        pages.append(page)
        on_progress(len(pages), len(leaves))
    pages.sort(key=lambda page: page.number)
    numbers = [page.number for page in pages]
    searchable = None if signed else finish_document(source, kind, work, numbers)
    work.clean()
    return Recognised(pages, searchable)


def _pages(source, work, orders, jobs) -> Iterator[PageResult]:
    waiting = []
    for order in orders:
        if page := work.finished(order[0].number):
            yield page
        else:
            waiting.append(order)
    pool = ThreadPoolExecutor(jobs or os.cpu_count(), thread_name_prefix="recognition")
    try:
        cooking = [pool.submit(_page, source, work, *order) for order in waiting]
        for done in as_completed(cooking):
            yield done.result()
    finally:
        # After a failure the pages already begun are still worth finishing, the rest is not.
        pool.shutdown(cancel_futures=True)


def _page(source, work, sheet, kind, language) -> PageResult:
    with work.scratch() as scratch:
        job = PageJob(sheet, kind, language, scratch)
        text, large, born_digital = cook_page(source, job)
        with Image.open(large) as image:
            width, height = image.size
        page = PageResult(sheet.number, text.read_text("utf-8"), width, height, large, born_digital)
        return work.deliver(scratch / "deliver", page)
