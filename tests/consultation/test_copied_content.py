"""What a copy of a document takes along of its file, and what it leaves behind."""

from io import BytesIO

import img2pdf
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from farde.consultation.copies import leaves
from farde.consultation.copies.jpeg import bare

SECRET = b"Canari"


def layered(path, shown: dict) -> None:
    """Write a page with a black square in a layer; ``shown`` tells with which layers it opens."""
    with pikepdf.new() as pdf:
        layer = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Caché"))
        )
        page = pdf.add_blank_page(page_size=(200, 200))
        page.Resources = pikepdf.Dictionary(Properties=pikepdf.Dictionary(L=layer))
        page.Contents = pdf.make_stream(b"/OC /L BDC 0 0 200 200 re f EMC")
        groups = {name: pikepdf.Array([layer]) for name in shown.get("of", ())}
        states = {name: value for name, value in shown.items() if name != "of"}
        pdf.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(**groups, **states)
        )
        pdf.save(path)


def darkest(data: bytes) -> list[int]:
    """The darkest shade of the middle of each page."""
    with pypdfium2.PdfDocument(data) as pdf:
        drawn = [page.render(scale=1).to_pil().convert("L") for page in pdf]
    return [one.crop((50, 50, 150, 150)).getextrema()[0] for one in drawn]


@pytest.mark.parametrize(
    "shown, shade",
    [
        ({"of": ["OFF"]}, 255),
        ({"BaseState": pikepdf.Name.OFF}, 255),
        ({"BaseState": pikepdf.Name.OFF, "of": ["ON"]}, 0),
        ({}, 0),
    ],
)
def test_a_layer_hidden_in_the_file_is_hidden_in_its_copy(tmp_path, shown, shade):
    source = tmp_path / "source.pdf"
    layered(source, shown)
    assert darkest(source.read_bytes()) == [shade]
    assert darkest(leaves.marked(source, "pdf", "Copie")) == [shade]


def test_each_file_of_a_copy_keeps_its_own_layers(tmp_path):
    copy, target = leaves.Copy("Copie"), BytesIO()
    for number, shown in enumerate(({"of": ["OFF"]}, {}, {"of": ["OFF"]})):
        source = tmp_path / f"{number}.pdf"
        layered(source, shown)
        with leaves.opened(source, "pdf") as pdf:
            copy.add(pdf)
            source.unlink()
    copy.save(target)
    assert darkest(target.getvalue()) == [255, 0, 255]


def photo() -> bytes:
    """A picture as a camera writes it, with a maker, a remark and something behind its end."""
    exif, stream = Image.Exif(), BytesIO()
    exif[0x010F] = SECRET.decode()
    picture = Image.radial_gradient("L").convert("RGB")
    picture.save(stream, "JPEG", exif=exif, comment=SECRET, progressive=True, dpi=(100, 100))
    return stream.getvalue() + SECRET


def test_a_photo_loses_what_is_beside_it_and_no_pixel():
    data = photo()
    kept = bare(data)
    assert data.count(SECRET) == 3 and SECRET not in kept
    before, after = Image.open(BytesIO(data)), Image.open(BytesIO(kept))
    assert before.tobytes() == after.tobytes() and bare(kept) == kept


@pytest.mark.parametrize("end", [0, 1, 3, 5, 30, 700])
def test_a_photo_cut_off_stays_as_it_is_where_it_cannot_be_read(end):
    plain = bare(photo())
    assert bare(plain[:end]) == plain[:end]


@pytest.mark.parametrize("kind", ["jpeg", "pdf"])
def test_what_a_camera_wrote_does_not_leave_with_a_copy(tmp_path, kind):
    data = photo()
    source = tmp_path / "source"
    source.write_bytes(img2pdf.convert(data) if kind == "pdf" else data)
    assert SECRET in source.read_bytes()
    copy = leaves.marked(source, kind, "Copie")
    assert SECRET not in copy
    assert darkest(copy)[0] < 200
