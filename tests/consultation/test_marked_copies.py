"""A copy of a document bears who took it and when; the file itself stays as it is."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from plone import api
from weasyprint import HTML

from farde.consultation.copies import leaves
from farde.consultation.copies.settings import HANDLERS, PREFIX
from reading import Reader, rows

WORDS = "Attestation de loyer"


def printed(*pages: str) -> bytes:
    """A PDF with a page for each text."""
    style = "<style>@page { size: A5; margin: 10mm } p { page-break-after: always }</style>"
    return HTML(string=style + "".join(f"<p>{text}</p>" for text in pages)).write_pdf()


def texts(data: bytes) -> list[str]:
    """The words of each page."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


@pytest.fixture
def document(served_world):
    document = served_world.document(served_world.dossier(), data=printed(WORDS, "Suite"))
    served_world.commit()
    return document


def tell_originals(world, who: str) -> None:
    api.portal.set_registry_record(f"{PREFIX}.originals", who)
    world.commit()


@pytest.mark.parametrize("door, kept", [("marked-copy", "attachment"), ("print", "inline")])
def test_each_page_bears_the_dossier_the_reader_and_the_moment(served_world, document, door, kept):
    answer = Reader(served_world, "caseworker1").get(f"{document.absolute_url()}/@@{door}")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith(kept)
    assert "no-store" in answer.headers["Cache-Control"]
    found = texts(answer.content)
    assert len(found) == 2 and WORDS in found[0] and "Suite" in found[1]
    number = document.__parent__.getId()
    for page in found:
        assert f"Copie · dossier {number} · Claire Demoulin (AS), le " in page


def test_the_name_of_the_file_names_nobody(served_world, document):
    answer = Reader(served_world, "caseworker1").get(f"{document.absolute_url()}/@@marked-copy")
    number, name = document.__parent__.getId(), document.getId()
    assert answer.headers["Content-Disposition"].endswith(f'"copie-{number}-{name}.pdf"')


@pytest.mark.parametrize("door, action", [("marked-copy", "download"), ("print", "print")])
def test_taking_and_printing_are_noted_apart(served_world, document, door, action):
    Reader(served_world, "caseworker1").get(f"{document.absolute_url()}/@@{door}")
    [row] = rows(uid=document.UID())
    assert (row.action, row.who, row.cause) == (action, "caseworker1", "holder")


@pytest.mark.parametrize("door", ["marked-copy", "print", "document-files", "images/file"])
@pytest.mark.parametrize("name", ["caseworker2", "records1", "scan1"])
def test_who_may_not_read_gets_no_copy(served_world, document, door, name):
    reader = Reader(served_world, name)
    assert reader.get(f"{document.absolute_url()}/@@{door}").status_code == 404


def test_a_picture_becomes_a_page_that_bears_the_mark(served_world):
    picture = served_world.document(served_world.dossier())
    served_world.commit()
    answer = Reader(served_world, "caseworker1").get(f"{picture.absolute_url()}/@@marked-copy")
    [page] = texts(answer.content)
    assert "Claire Demoulin" in page
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert "/FardeSheet" in pdf.pages[0].Resources.XObject


def test_the_file_is_what_it_was(served_world, document):
    reader = Reader(served_world, "caseworker1")
    reader.get(f"{document.absolute_url()}/@@marked-copy")
    answer = reader.get(f"{document.absolute_url()}/@@download/file")
    assert answer.content == document.file.data


def test_the_page_of_a_document_offers_both(served_world, document):
    page = Reader(served_world, "caseworker1").get(document.absolute_url()).text
    assert "@@marked-copy" in page and "@@print" in page and "@@download/file" in page


def test_a_centre_may_keep_the_files_for_who_follows_the_dossier(served_world, document):
    doors = ("download/file", "display-file/file", "searchable", "images/file")
    tell_originals(served_world, HANDLERS)
    chief, url = Reader(served_world, "supervisor1"), document.absolute_url()
    assert [chief.get(f"{url}/@@{door}").status_code for door in doors] == [404] * len(doors)
    page = chief.get(url).text
    assert "@@download/file" not in page and "@@marked-copy" in page
    assert chief.get(f"{url}/@@marked-copy").status_code == 200
    assert Reader(served_world, "caseworker1").get(f"{url}/@@download/file").status_code == 200


def test_a_broken_file_is_refused_with_a_remedy(served_world, document, monkeypatch):
    monkeypatch.setattr(leaves, "marked", int)
    answer = Reader(served_world, "caseworker1").get(f"{document.absolute_url()}/@@marked-copy")
    assert answer.status_code == 302 and answer.headers["Location"] == document.absolute_url()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_mark_lies_below_the_page_and_never_on_a_word(tmp_path, turn):
    source = tmp_path / "source.pdf"
    with pikepdf.open(BytesIO(printed(WORDS))) as pdf:
        pdf.pages[0].rotate(turn, relative=False)
        pdf.pages[0].cropbox = [20, 30, 400, 580]
        pdf.save(source)
    with pypdfium2.PdfDocument(source) as before:
        width, height = before[0].get_size()
    with pypdfium2.PdfDocument(leaves.marked(source, "pdf", "Copie")) as after:
        page = after[0]
        assert page.get_width() == pytest.approx(width, abs=0.1)
        foot = page.get_height() - height
        assert 7 < foot < 30
        textpage = page.get_textpage()
        index = textpage.get_text_range().index("Copie")
        assert textpage.get_charbox(index)[3] < foot
        start = textpage.get_text_range().index("Attestation")
        assert textpage.get_charbox(start)[1] > foot


def test_scripts_attachments_and_metadata_stay_behind(tmp_path):
    source = tmp_path / "source.pdf"
    with pikepdf.open(BytesIO(printed(WORDS))) as pdf:
        pdf.attachments["secret.txt"] = b"Canari"
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.docinfo["/Author"] = "Canari"
        pdf.save(source)
    with pikepdf.open(BytesIO(leaves.marked(source, "pdf", "Copie"))) as copy:
        assert not copy.attachments and "/OpenAction" not in copy.Root
        assert "/Author" not in copy.docinfo
