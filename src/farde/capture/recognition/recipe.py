"""The recipe: from a stored file to searchable, viewable pages.

Each step takes the path the step before returned and the page's job. Every file is opened, and
every program run, in a process of its own within the limits of ``limits.py``.
"""

import os
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from farde.capture.recognition.errors import RecognitionFailed
from farde.capture.recognition.job import PageJob
from farde.capture.recognition.limits import DISK, DOCUMENT, PAGE, within
from farde.capture.recognition.pictures import (
    draw_for_screen,
    make_reading_copy,
    make_viewer_images,
    take_picture,
)
from farde.capture.recognition.results import PageResult, Recognised
from farde.capture.recognition.searchable import Copy, make_searchable
from farde.capture.recognition.sheets import Sheet, sheets
from farde.capture.recognition.words import Words, own_text, read_words
from farde.capture.recognition.workfolder import Room, WorkFolder

# Pages read in every language of the centre, before the first of them tells which one to expect:
# as many as are read at once, so that no core waits.
_UNKNOWN_PAGES = 2
# Shared by all documents this process reads at once: more programs than cores only slow each
# other down.
_SLOTS = threading.BoundedSemaphore(os.cpu_count() or 2)


def cook_page(source: Path, job: PageJob) -> tuple[Words, Path]:
    """Make one page; return its words and its large image."""
    words = own_text(source, job)
    if words:
        picture = draw_for_screen(source, job)
    else:
        picture = take_picture(source, job)
        words = read_words(make_reading_copy(picture, job), job)
    return words, make_viewer_images(picture, words.posture, job)


def finish_document(
    source: Path, kind: str, work: WorkFolder, numbers: list[int]
) -> tuple[Path, str] | None:
    """Make the searchable PDF of finished pages, and say why it is no PDF/A; None if forbidden."""
    layers = {number: layer for number in numbers if (layer := work.layer(number))}
    with work.scratch() as scratch:
        draft = scratch / "searchable.pdf"
        made: Copy | None = within(
            DOCUMENT, "searchable", make_searchable, source, kind, layers, draft
        )
        if made is None:
            return None
        return draft.replace(work.path / "searchable.pdf"), made.not_archival


def recognise(
    source: Path,
    kind: str,
    signed: bool,
    folder: Path,
    *,
    language: str = "fra+nld",
    turns: Mapping[int, int] | None = None,
    left_out: Collection[int] = (),
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    jobs: int | None = None,
) -> Recognised:
    """Read ``source``, an inspected file of ``kind``, in ``folder``; it is never modified.

    Run again on the same folder it resumes after the pages already finished. A ``signed`` file
    gets no searchable copy. ``language`` names what the centre reads, of fra, nld, eng and ara;
    ``turns`` the degrees clockwise by which a person turned pages; ``left_out`` are numbers of
    pages not to read. ``on_progress`` receives pages done and pages in all. Raises
    RecognitionFailed when an outside program fails or a limit is reached.
    """
    work, turns = WorkFolder(folder), dict(turns or {})
    work.begin(source, f"{language} {sorted(turns.items())}" if turns else language)
    found = within(DOCUMENT, "sheets", sheets, source, kind)
    leaves = [sheet for sheet in found if sheet.number not in left_out]
    room = Room(DISK - work.size())
    reading = _Reading(source, kind, work, tuple(language.split("+")), turns, room)
    pages = []
    for page in reading.pages(leaves, jobs):
        pages.append(page)
        on_progress(len(pages), len(leaves))
    pages.sort(key=lambda page: page.number)
    numbers = [page.number for page in pages]
    copy = None if signed else finish_document(source, kind, work, numbers)
    work.clean()
    return Recognised(pages, *copy) if copy else Recognised(pages, None)


@dataclass(frozen=True)
class _Reading:
    """One document being read."""

    source: Path
    kind: str
    work: WorkFolder
    languages: tuple[str, ...]
    turns: Mapping[int, int]
    room: Room

    def pages(self, leaves: list[Sheet], jobs: int | None) -> Iterator[PageResult]:
        """Yield the pages as they are done, first those that tell the language of the rest."""
        first: dict[int, PageResult] = {}
        for page in self._several(leaves[:_UNKNOWN_PAGES], "", jobs):
            first[page.number] = page
            yield page
        if rest := leaves[_UNKNOWN_PAGES:]:
            yield from self._several(rest, first[leaves[0].number].language, jobs)

    def _several(self, leaves, expected, jobs) -> Iterator[PageResult]:
        waiting = []
        for leaf in leaves:
            if page := self.work.finished(leaf.number):
                yield page
            else:
                waiting.append(leaf)
        pool = ThreadPoolExecutor(jobs or os.cpu_count(), thread_name_prefix="recognition")
        try:
            cooking = [pool.submit(self._page, leaf, expected) for leaf in waiting]
            for done in as_completed(cooking):
                yield done.result()
        finally:
            # After a failure the pages already begun are still worth finishing, the rest is not.
            pool.shutdown(cancel_futures=True)

    def _page(self, sheet, expected) -> PageResult:
        with _SLOTS, self.work.scratch() as scratch:
            turn = self.turns.get(sheet.number)
            job = PageJob(sheet, self.kind, scratch, self.languages, expected, turn)
            page = within(PAGE, f"page {sheet.number}", _cooked, self.source, job)
            if not self.room.take(scratch / "deliver"):
                raise RecognitionFailed(f"page {sheet.number}", "disk")
            return self.work.deliver(scratch / "deliver", page)


def _cooked(source: Path, job: PageJob) -> PageResult:
    words, large = cook_page(source, job)
    with Image.open(large) as image:
        width, height = image.size
    return PageResult(
        job.number,
        words.text.read_text("utf-8"),
        width,
        height,
        large,
        words.born_digital,
        words.posture.turn,
        words.posture.skew,
        words.language,
        words.confidence,
    )
