"""A file made to harm is refused with a remedy, or taken in untouched; others are served on."""

import hashlib
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

import hostile
from farde.core.containment import Limits
from farde.core.errors import Refusal
from farde.document import inspection
from farde.document.errors import (
    DemandingFile,
    FileRefusal,
    TooLargeImage,
    TooManyPages,
)
from farde.document.inspection import inspect


def _tiff_bomb():
    draft = BytesIO()
    Image.new("1", (9_000, 9_000)).save(draft, "TIFF", compression="group4")
    return draft.getvalue()


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (hostile.many_pages(100_000), TooManyPages),
        (hostile.pages_of_pages(6), FileRefusal),
        (hostile.looping_table(), FileRefusal),
        (hostile.object_bomb(3 * 2**30), FileRefusal),
        (_tiff_bomb(), TooLargeImage),
    ],
    ids=["pages", "page tree", "xref loop", "object stream", "tiff"],
)
def test_a_file_made_to_harm_is_refused_with_a_remedy(data, refusal):
    with pytest.raises(refusal) as refused:
        inspect(data, "courrier.pdf" if data.startswith(b"%PDF") else "scan.tif")
    assert refused.value.field == "file"
    assert refused.value.remedy
    assert inspect(hostile.many_pages(1)).pages == 1


@pytest.mark.parametrize(
    "limits",
    [Limits(seconds=0.001, processor=9), Limits(seconds=9, processor=9, memory=2**26)],
    ids=["time", "memory"],
)
def test_a_file_that_takes_too_much_is_refused_and_not_taken_for_broken(limits, monkeypatch):
    monkeypatch.setattr(inspection, "LIMITS", limits)
    with pytest.raises(DemandingFile):
        inspect(hostile.many_pages(30_000))


def test_a_page_that_would_unpack_to_gigabytes_is_taken_in_without_unpacking_it():
    assert inspect(hostile.flate_bomb(4 * 2**30)).pages == 1


def test_scripts_launches_and_carried_files_are_taken_in_untouched():
    data = hostile.active()
    found = inspect(data)
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/OpenAction" in pdf.Root


def test_a_thread_of_pixels_is_an_image_like_another():
    assert inspect(hostile.thread_of_pixels()).pages == 1


def test_a_refusal_keeps_its_words_on_the_way_out_of_the_contained_process():
    with pytest.raises(Refusal) as refused:
        inspect(hostile.many_pages(2_001))
    assert refused.value.message.mapping == {"limit": 2_000}
