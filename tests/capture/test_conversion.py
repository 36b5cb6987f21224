"""Messages and office files become pages; nothing that was sent is left out without a word."""

import subprocess
import zipfile
from io import BytesIO

import pillow_heif
import pytest
from PIL import Image

import letters
from farde.capture import conversion
from farde.capture.conversion import Unconvertible, contained, limits, pieces
from farde.capture.conversion.tray import Tray
from farde.document.errors import EncryptedFile, TruncatedFile
from farde.document.inspection import inspect

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def convert(tmp_path):
    """Convert a message or bytes within this process; return what was made."""

    def converted(given, kind="eml"):
        data = given if isinstance(given, bytes) else given.as_bytes()
        return pieces.whole(data, kind, Tray(tmp_path))

    return converted


@pytest.fixture
def apart(tmp_path):
    """The same in a process of its own, as the capture line does."""

    def converted(given, kind="eml"):
        path = tmp_path / "received"
        path.write_bytes(given if isinstance(given, bytes) else given.as_bytes())
        return conversion.convert(path, kind, tmp_path / "work")

    return converted


def words(made):
    done = subprocess.run(["pdftotext", "-layout", made.path, "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def kinds(made):
    return [(one.title, one.kind) for one in made]


def heic():
    stream = BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (640, 480), "teal")).save(stream)
    return stream.getvalue()


def archive(**files):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return stream.getvalue()


def test_a_message_becomes_a_letter_with_its_headers(convert):
    [made] = convert(letters.letter())
    assert (made.title, made.kind) == (letters.ODD_SUBJECT, "pdf")
    said = words(made)
    for one in (letters.ODD_SUBJECT, "Amina Exemple <amina@example.org>", "cpas@example.be"):
        assert one in said
    assert "02/03/2026 09:15" in said and "Voici l'attestation." in said


def test_its_pieces_follow_in_their_order(convert):
    message = letters.letter()
    letters.attach(message, letters.scan(), "carte.png", "image/png")
    letters.attach(message, letters.RTF, "lettre.rtf", "application/rtf")
    letters.attach(message, letters.paper(2), "bail.pdf", "application/pdf")
    made = convert(message)
    assert kinds(made)[1:] == [("carte.png", "png"), ("lettre.rtf", "pdf"), ("bail.pdf", "pdf")]
    assert made[1].path.read_bytes() == letters.scan()
    assert "Attestation de travail" in words(made[2])
    assert inspect(made[3].path.read_bytes()).pages == 2


def test_files_are_judged_by_their_bytes_and_named_by_number(convert):
    message = letters.attach(letters.letter(), letters.paper(), "amina exemple.exe")
    made = convert(message)
    assert made[1].kind == "pdf" and made[1].title == "amina exemple.exe"
    assert all("amina" not in one.path.name for one in made)


def test_the_better_version_of_a_text_is_shown_once(convert):
    [made] = convert(letters.in_html("<p>Bonjour <b>Madame</b></p>"))
    assert "Bonjour Madame" in words(made) and "texte simple" not in words(made)


def test_a_forwarded_message_becomes_a_letter_of_its_own(convert):
    message = letters.letter("voir ci-dessous")
    inside = letters.attach(letters.letter("dedans", Subject="Facture"), letters.scan(), "f.png")
    message.add_attachment(inside)
    made = convert(message)
    assert [one.title for one in made] == [letters.ODD_SUBJECT, "Facture", "f.png"]
    assert "dedans" in words(made[1])


def test_a_message_saved_as_a_file_is_opened_too(convert):
    message = letters.attach(letters.letter(), letters.letter("dedans").as_bytes(), "copie.eml")
    assert "dedans" in words(convert(message)[1])


def test_an_image_in_the_text_is_shown_there_and_not_again(convert):
    message = letters.in_html('<p>Voici <img src="cid:a"></p>')
    body = message.get_payload()[1]
    body.add_related(letters.picture(400, 200), "image", "png", cid="<a>")
    [made] = convert(message)
    assert "dans le texte" in words(made)


def test_a_photographed_sheet_in_the_text_is_a_page_too(convert):
    message = letters.in_html('<p>Voici <img src="cid:a"></p>')
    body = message.get_payload()[1]
    body.add_related(letters.picture(900, 1200), "image", "png", cid="<a>")
    assert [one.kind for one in convert(message)] == ["pdf", "png"]


def test_logos_invitations_and_cards_are_named_and_are_no_pages(convert):
    message = letters.attach(letters.letter(), letters.picture(80, 40), "logo.png", "image/png")
    letters.attach(message, b"BEGIN:VCALENDAR", "rdv.ics", "text/calendar")
    letters.attach(message, b"BEGIN:VCARD", "amina.vcf", "text/x-vcard")
    [made] = convert(message)
    assert "logo.png (" in words(made) and "petite image, non reprise" in words(made)
    assert words(made).count("non repris ·") == 2


@pytest.mark.parametrize(
    "data, said",
    [
        (b"7z\xbc\xaf\x27\x1c", "ne s'affiche pas en pages"),
        (letters.paper(password="secret"), "protégé par un mot de passe"),
        (letters.paper()[:200], "incomplet ou endommagé"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protégé par un mot de passe"),
        (b"", "incomplet ou endommagé"),
    ],
)
def test_a_piece_that_cannot_be_shown_has_a_page_that_says_why(convert, data, said):
    made = convert(letters.attach(letters.letter(), data, "dossier.bin"))
    assert len(made) == 2 and made[1].title == "dossier.bin"
    assert said in words(made[1]) and "dossier.bin" in words(made[1])
    assert "non affiché" in words(made[0])


def test_what_is_in_an_archive_is_opened(convert):
    packed = archive(**{"bail.pdf": letters.paper(), "dossier/note.txt": "Une note"})
    made = convert(letters.attach(letters.letter(), packed, "pieces.zip", "application/zip"))
    assert [one.title for one in made[1:]] == ["bail.pdf", "note.txt"]
    assert "Une note" in words(made[2])


def test_the_same_bytes_twice_in_a_message_are_taken_once(convert):
    message = letters.attach(letters.letter(), letters.scan(), "a.png", "image/png")
    made = convert(letters.attach(message, letters.scan(), "b.png", "image/png"))
    assert len(made) == 2 and "déjà joint" in words(made[0])


def test_pictures_of_telephones_are_pages(convert):
    assert conversion.kind_of(heic()) == "office"
    [made] = convert(heic(), "office")
    assert made.kind == "jpeg" and Image.open(made.path).size == (640, 480)


def test_an_office_file_becomes_a_pdf(convert):
    [made] = convert(letters.RTF, "office")
    assert made.kind == "pdf" and "Attestation de travail" in words(made)


def test_it_is_done_in_a_process_of_its_own(apart):
    message = letters.attach(letters.letter(), letters.RTF, "lettre.rtf", "application/rtf")
    assert [one.title for one in apart(message)] == [letters.ODD_SUBJECT, "lettre.rtf"]


def test_what_is_finished_is_not_done_again(apart, monkeypatch):
    first = apart(letters.letter())
    monkeypatch.setattr(contained, "run_child", None)
    assert apart(letters.letter()) == first


def test_a_locked_or_damaged_file_is_refused_with_its_reason(apart):
    with pytest.raises(EncryptedFile):
        apart(OLE + "EncryptedPackage".encode("utf-16-le"), "office")
    with pytest.raises(TruncatedFile):
        apart(OLE + "WordDocument".encode("utf-16-le"), "office")


def test_what_takes_too_long_is_stopped_with_all_it_started(apart, monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0.3)
    with pytest.raises(Unconvertible):
        apart(letters.letter())


@pytest.mark.parametrize(
    "data, filename, content_type, kind",
    [
        (letters.letter().as_bytes(), "", "", "eml"),
        (b"X-Odd: 1\r\n\r\nbonjour", "a.eml", "", "eml"),
        (b"X-Odd: 1\r\n\r\nbonjour", "", "message/rfc822", "eml"),
        (letters.RTF, "", "", "office"),
        (archive(**{"word/document.xml": "<x/>"}), "", "", "office"),
        (archive(**{"mimetype": "application/vnd.oasis.opendocument.text"}), "", "", "office"),
        (OLE + "Workbook".encode("utf-16-le"), "", "", "office"),
        (letters.paper(), "a.eml", "message/rfc822", None),
        (letters.scan(), "", "", None),
        (archive(a="x"), "a.docx", "", None),
        (b"Note: acheter du pain", "", "", None),
        (b"", "", "", None),
    ],
)
def test_a_file_is_converted_for_what_its_bytes_are(data, filename, content_type, kind):
    assert conversion.kind_of(data, filename, content_type) == kind
