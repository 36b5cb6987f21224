"""What was read before a stack was cut lies on its words in the documents that came of it."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from farde.capture.binding import Sheet, bind
from farde.capture.recognition import recognise
from farde.capture.recognition.searchable import make_searchable
from farde.capture.recognition.workfolder import WorkFolder
from farde.demo.formats import as_pdf, as_tiff
from farde.demo.scans import bench_sheets
from scanned import DPI, image_file, places


def askew(image: Image.Image, degrees: float) -> Image.Image:
    """The page as if its sheet lay turned clockwise on the glass."""
    return image.rotate(-degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=250)


@pytest.fixture(scope="module")
def letter() -> Image.Image:
    """A page of dense print; two are read at once, so it is small."""
    data, _truth = next(bench_sheets(1))
    with Image.open(BytesIO(data)) as image:
        return image.convert("L").resize((1240, 1754))


def pdf(pages, path):
    path.write_bytes(as_pdf(pages, DPI))
    return path, "pdf"


def fax(pages, path):
    path.write_bytes(as_tiff([page.point(lambda v: 255 * (v > 128), "1") for page in pages], DPI))
    return path, "tiff"


def camera(pages, path):
    """A picture that says how the camera was held."""
    exif = Image.Exif()
    exif[0x0112] = 6
    held = pages[1].transpose(Image.Transpose.ROTATE_90)
    return image_file(path, held, format="JPEG", exif=exif), "jpeg"


@pytest.mark.parametrize(("make", "number"), [(pdf, 2), (fax, 2), (camera, 1)])
def test_words_of_a_page_cut_from_a_stack_lie_where_they_lay(make, number, letter, tmp_path):
    source, kind = make([letter, askew(letter, 3)], tmp_path / "stack")
    folder = tmp_path / "work"
    done = recognise(source, kind, False, folder)
    whole, bound = tmp_path / "whole.pdf", tmp_path / "bound.pdf"
    with pikepdf.open(done.searchable_pdf) as copy, pikepdf.new() as one:
        one.pages.append(copy.pages[number - 1])
        one.save(whole)
    bound.write_bytes(bind([Sheet(source, kind, number)]))
    layers = {1: WorkFolder(folder).layer(number)}
    target = tmp_path / "searchable.pdf"
    make_searchable(bound, "pdf", layers, target)
    before, after = places(whole), places(target)
    common = before.keys() & after.keys()
    assert len(common) > 10 and len(common) > 0.9 * len(before)
    for word in common:
        assert after[word] == pytest.approx(before[word], abs=0.002)
