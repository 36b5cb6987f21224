"""Pages that are filed apart keep their pictures as they were scanned."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from farde.capture.binding import Sheet, bind
from farde.demo.formats import as_pdf, as_tiff


def page(grey: int) -> Image.Image:
    return Image.new("L", (620, 877), grey)


@pytest.fixture
def stack(tmp_path):
    path = tmp_path / "stack.pdf"
    path.write_bytes(as_pdf([page(grey) for grey in (10, 120, 250)], 75))
    return path


def pictures(data: bytes) -> list[bytes]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [next(iter(one.images.values())).read_raw_bytes() for one in pdf.pages]


def test_pages_are_bound_in_the_order_asked_without_touching_their_pictures(stack):
    before = pictures(stack.read_bytes())
    bound = bind([Sheet(stack, "pdf", 3), Sheet(stack, "pdf", 1)])
    assert pictures(bound) == [before[2], before[0]]


def test_a_page_is_turned_by_how_it_is_shown(stack):
    bound = bind([Sheet(stack, "pdf", 1, turn=90), Sheet(stack, "pdf", 2)])
    with pikepdf.open(BytesIO(bound)) as pdf:
        assert [int(one.obj.get("/Rotate", 0)) for one in pdf.pages] == [90, 0]
    assert pictures(bound) == pictures(stack.read_bytes())[:2]


def test_a_page_bound_twice_is_turned_once(stack):
    bound = bind([Sheet(stack, "pdf", 1), Sheet(stack, "pdf", 1, turn=180)])
    with pikepdf.open(BytesIO(bound)) as pdf:
        assert [int(one.obj.get("/Rotate", 0)) for one in pdf.pages] == [0, 180]


def test_the_same_pages_give_the_same_bytes(stack):
    sheets = [Sheet(stack, "pdf", 2), Sheet(stack, "pdf", 1)]
    assert bind(sheets) == bind(sheets)


def test_frames_of_a_fax_and_a_photograph_are_bound_together(tmp_path, stack):
    fax, photo = tmp_path / "fax.tif", tmp_path / "photo.jpg"
    bitonal = [page(grey).point(lambda value: 255 * (value > 100), "1") for grey in (0, 255)]
    fax.write_bytes(as_tiff(bitonal, 200))
    page(77).save(photo, "JPEG", dpi=(75, 75))
    bound = bind([Sheet(fax, "tiff", 2), Sheet(photo, "jpeg", 1), Sheet(stack, "pdf", 2)])
    with pikepdf.open(BytesIO(bound)) as pdf:
        assert len(pdf.pages) == 3
        # The very bytes of the photograph: a JPEG is not compressed again.
        image = next(iter(pdf.pages[1].images.values()))
        assert image.read_raw_bytes() in photo.read_bytes() or image.Filter == "/DCTDecode"
