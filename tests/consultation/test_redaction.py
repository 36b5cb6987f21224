"""Passages blacked out are gone for good: words, pixels, metadata, earlier revisions."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pdfminer.high_level import extract_text
from weasyprint import HTML

from farde.consultation.copies import blacking, orders, redactions
from farde.consultation.copies.errors import FaultyArea, TooManyAreas
from farde.consultation.copies.making import MakeCopy
from farde.consultation.copies.orders import Order
from farde.consultation.copies.redactions import Area
from reading import Reader, rows
from world import small_scan

SECRET = "Canarigeheim"
PAGE = f"""<style>@page {{ size: A5; margin: 0 }} p {{ margin: 0; position: absolute; top: 50mm;
left: 20mm }} .other {{ top: 150mm }}</style><p>{SECRET}</p><p class="other">Amina Exemple</p>"""
#: What covers the secret on that page, and nothing else.
COVER = Area(1, 10, 20, 70, 10)


@pytest.fixture
def source(tmp_path):
    """A file that says its secret in every way a PDF can."""
    path = tmp_path / "source.pdf"
    with pikepdf.open(BytesIO(HTML(string=PAGE).write_pdf())) as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        # The second page has what the first one shows among its own.
        pdf.pages[1].Resources = pdf.pages[0].Resources
        pdf.pages[1].PieceInfo = pikepdf.Dictionary(Farde=pikepdf.String(SECRET))
        pdf.attachments[f"{SECRET}.txt"] = SECRET.encode()
        pdf.docinfo["/Title"] = SECRET
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=SECRET)
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(SECRET, 0))
        pdf.save(path)
    # An earlier revision, kept in the file as incremental saving does.
    path.write_bytes(path.read_bytes() + f"\n%{SECRET}\n%%EOF\n".encode())
    return path


@pytest.fixture
def black(source, tmp_path):
    target = tmp_path / "black.pdf"
    assert blacking.blacken(source, "pdf", [COVER], target) == 2
    return target


def unpacked(path) -> bytes:
    """Everything that a file holds, its streams laid open."""
    stream = BytesIO()
    with pikepdf.open(path) as pdf:
        pdf.save(
            stream,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
        )
    return stream.getvalue()


def in_every_writing(word: str) -> list[bytes]:
    codings = ("ascii", "utf-16-be", "utf-16-le")
    return [word.encode(coding) for coding in codings] + [word.encode().hex().encode()]


def test_no_word_of_any_page_is_left(black):
    assert extract_text(black).strip() == ""
    with pypdfium2.PdfDocument(black) as pdf:
        assert [page.get_textpage().get_text_range() for page in pdf] == ["", ""]


def test_the_bytes_hold_the_secret_in_no_writing(source, black):
    assert any(one in unpacked(source) for one in in_every_writing(SECRET))
    for data in (black.read_bytes(), unpacked(black)):
        assert not any(one in data for one in in_every_writing(SECRET))


def test_the_pixels_are_black_where_it_stood_and_as_before_elsewhere(source, black):
    with pypdfium2.PdfDocument(black) as pdf, pypdfium2.PdfDocument(source) as before:
        after = pdf[0].render(scale=2).to_pil().convert("L")
        page = before[0].render(scale=2).to_pil().convert("L")
    width, height = after.size
    covered = (0.1 * width, 0.2 * height, 0.8 * width, 0.3 * height)
    inside = after.crop(tuple(map(round, covered)))
    assert inside.getextrema()[1] < 12
    below = (0, round(0.4 * height), width, height)
    assert page.crop(below).getextrema()[0] < 60 and after.crop(below).getextrema()[0] < 90
    assert page.crop(tuple(map(round, covered))).getextrema() == (0, 255)


def test_nothing_but_pictures_of_pages_is_in_the_file(black):
    with pikepdf.open(black) as pdf:
        assert not pdf.attachments and "/OpenAction" not in pdf.Root
        assert "/Metadata" not in pdf.Root and "/Title" not in pdf.docinfo
        for page in pdf.pages:
            assert "/PieceInfo" not in page and set(page.Resources.keys()) <= {
                "/XObject",
                "/ProcSet",
            }
            assert [image.Subtype for image in page.Resources.XObject.values()] == ["/Image"]
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        assert sum(one.get("/Subtype") == "/Image" for one in streams) == len(pdf.pages)


def test_a_page_turned_for_reading_is_black_where_the_reader_marked_it(source, tmp_path):
    turned, target = tmp_path / "turned.pdf", tmp_path / "target.pdf"
    with pikepdf.open(source) as pdf:
        pdf.pages[0].rotate(90, relative=False)
        pdf.save(turned)
    blacking.blacken(turned, "pdf", [Area(1, 0, 0, 50, 50)], target)
    with pypdfium2.PdfDocument(target) as pdf:
        drawn = pdf[0].render(scale=1).to_pil().convert("L")
    assert drawn.width > drawn.height
    quarter = drawn.crop((0, 0, drawn.width // 2, drawn.height // 2))
    assert quarter.getextrema()[1] < 12
    assert drawn.getpixel((drawn.width - 5, drawn.height - 5)) > 240


def test_a_picture_is_blacked_out_like_a_page(tmp_path):
    scan, target = tmp_path / "scan.png", tmp_path / "target.pdf"
    scan.write_bytes(small_scan())
    blacking.blacken(scan, "png", [Area(1, 0, 0, 100, 100)], target)
    with pypdfium2.PdfDocument(target) as pdf:
        assert pdf[0].render(scale=1).to_pil().convert("L").getextrema()[1] < 12


@pytest.fixture
def document(served_world, source):
    document = served_world.document(served_world.dossier(), data=source.read_bytes())
    served_world.commit()
    return document


def copied(world, document, redacted: bool = True) -> bytes:
    dossier = document.__parent__
    order = Order(dossier.UID(), "caseworker1", "citizen", [document.UID()])
    order.language, order.redacted = "fr", redacted
    orders.ask(order)
    world.commit()
    MakeCopy()(order.id)
    return order.file.data


def test_a_copy_has_no_word_of_a_document_with_marked_passages(served_world, document, tmp_path):
    redactions.keep(document, "caseworker1", 1, [COVER])
    served_world.commit()
    path = tmp_path / "copy.pdf"
    path.write_bytes(copied(served_world, document))
    told = extract_text(path)
    assert SECRET not in told and "Amina Exemple" not in told and "Inventaire" in told
    assert not any(one in unpacked(path) for one in in_every_writing(SECRET))


def test_the_inventory_names_no_sender_of_a_blacked_document(served_world, document):
    document.sender = "Régie"
    assert "Régie" in extract_text(BytesIO(copied(served_world, document)))
    redactions.keep(document, "caseworker1", 1, [COVER])
    assert "Régie" not in extract_text(BytesIO(copied(served_world, document)))


def test_who_asks_for_it_whole_gets_it_whole(served_world, document):
    redactions.keep(document, "caseworker1", 1, [COVER])
    served_world.commit()
    assert SECRET in extract_text(BytesIO(copied(served_world, document, redacted=False)))


def test_what_somebody_else_marked_is_not_mine(served_world, document):
    redactions.keep(document, "supervisor1", 1, [COVER])
    served_world.commit()
    assert SECRET in extract_text(BytesIO(copied(served_world, document)))


def test_a_file_that_cannot_be_blacked_out_is_not_copied_as_it_is(
    served_world, document, monkeypatch
):
    redactions.keep(document, "caseworker1", 1, [COVER])
    served_world.commit()
    monkeypatch.setattr(blacking, "blacken", int)
    told = extract_text(BytesIO(copied(served_world, document)))
    assert SECRET not in told and "non joint" in told


def test_passages_are_typed_as_numbers_and_kept_for_their_author(browse, document, words):
    page = browse("caseworker1", f"{document.absolute_url()}/@@redact")
    for name, value in {"left": "10", "top": "20", "width": "70", "height": "10,5"}.items():
        page.getControl(name=name).value = value
    page.getControl("Enregistrer cette page").click()
    assert "Les passages de cette page sont enregistrés." in words(page)
    assert redactions.areas_of(document, "caseworker1") == (Area(1, 10, 20, 70, 10.5),)
    assert redactions.areas_of(document, "supervisor1") == ()
    assert redactions.counts(document.__parent__, "caseworker1") == {document.UID(): 1}


def test_a_refused_passage_comes_back_as_it_was_typed(browse, document, words):
    page = browse("caseworker1", f"{document.absolute_url()}/@@redact")
    for name, value in {"left": "10", "top": "beaucoup", "width": "7", "height": "8"}.items():
        page.getControl(name=name).value = value
    page.getControl("Enregistrer cette page").click()
    assert "Un passage n'est pas sur la page." in words(page)
    assert page.getControl(name="top", index=0).value == "beaucoup"
    assert redactions.areas_of(document, "caseworker1") == ()


@pytest.mark.parametrize("sides", [(0, 0, 0, 5), (-1, 0, 5, 5), (0, 0, 101, 5), (0, 0, 5, 1e999)])
def test_a_passage_lies_on_its_page(world, sides):
    document = world.document(world.dossier())
    with pytest.raises(FaultyArea):
        redactions.keep(document, "caseworker1", 1, [Area(1, *sides)])


def test_a_document_has_only_so_many(world):
    document = world.document(world.dossier())
    with pytest.raises(TooManyAreas):
        redactions.keep(document, "caseworker1", 1, [COVER] * (redactions.MOST + 1))


def test_the_page_shows_a_picture_of_the_file_itself_and_notes_it(served_world, document):
    reader = Reader(served_world, "caseworker1")
    answer = reader.get(f"{document.absolute_url()}/@@redact-picture?page=1")
    assert answer.headers["Content-Type"] == "image/jpeg" and answer.content[:2] == b"\xff\xd8"
    assert [row.action for row in rows(uid=document.UID())] == ["preview"]
    for door in ("redact", "redact-picture?page=1"):
        other = Reader(served_world, "caseworker2").get(f"{document.absolute_url()}/@@{door}")
        assert other.status_code == 404


def test_a_page_that_cannot_be_drawn_is_not_there(served_world, document, monkeypatch):
    monkeypatch.setattr(blacking, "picture", int)
    answer = Reader(served_world, "caseworker1").get(
        f"{document.absolute_url()}/@@redact-picture?page=1"
    )
    assert answer.status_code == 404
