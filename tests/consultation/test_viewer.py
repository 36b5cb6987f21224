"""Reading a document: its reader reaches every part of it, everybody else reaches nothing."""

import re
from io import BytesIO

import pikepdf
import pytest
import requests
from PIL import Image
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.namedfile.file import NamedBlobFile

from farde.consultation import viewer
from farde.document import pages, text
from reading import rows
from world import PASSWORD, small_scan

TEXTS = ("Attestation d'état civil\nAmina Exemple", "<b>Règlement</b> de santé")
WIDTHS = {"large": 1000, "normal": 700, "small": 180}


def recognise(document, folder, texts=TEXTS, state="done"):
    """Put on a document what recognition would have made of it."""
    for part, width in WIDTHS.items():
        (folder / part).mkdir(parents=True)
        for number in range(1, len(texts) + 1):
            page = Image.new("L", (width, width * 141 // 100), 200)
            page.save(folder / part / f"dump_{number}.jpg")
    (folder / "text").mkdir()
    for number, words in enumerate(texts, 1):
        (folder / "text" / f"dump_{number}.txt").write_text(words, "utf-8")
    status = text.recognition(document)
    status.texts, status.state = texts, state
    status.searchable = NamedBlobFile(
        data=pdf(len(texts)), contentType="application/pdf", filename="document.pdf"
    )
    pages.store_pages(document, folder)


def pdf(count):
    stream = BytesIO()
    with pikepdf.new() as made:
        for _ in range(count):
            made.add_blank_page()
        made.save(stream)
    return stream.getvalue()


class Reader:
    """A persona with a browser."""

    def __init__(self, world, name="", password=PASSWORD):
        self.portal = world.portal.absolute_url()
        self.session = requests.Session()
        self.session.headers["Accept"] = "text/html,*/*"
        if name:
            self.session.auth = (name, password)

    def get(self, address, **headers):
        url = address if address.startswith("http") else f"{self.portal}/{address}"
        return self.session.get(url, headers=headers, allow_redirects=False, timeout=30)

    def seek(self, document, **form):
        """Search inside a document, as the viewer does."""
        url = viewer.viewer_data(document)["resources"]["search"]
        return self.session.post(url, data=form, allow_redirects=False, timeout=30)


@pytest.fixture
def document(served_world, tmp_path):
    document = served_world.document(served_world.dossier())
    recognise(document, tmp_path)
    served_world.commit()
    return document


def answer_to(reader, url, accept):
    answer = reader.get(url, Accept=accept)
    body = re.sub(r'(data-token|"_authenticator"[^>]* value)="[^"]*"', "", answer.text).replace(
        url, ""
    )
    name = url.rpartition("/")[2]
    return answer.status_code, body, answer.headers.get("Location", "").replace(name, "")


def page_address(document, name):
    uid = document.UID()
    return f"@@dvpdffiles/{uid[0]}/{uid[1]}/{uid}/{name}"


def addresses(document):
    """Every address under which something of a document could be read."""
    url = document.absolute_url()
    views = (
        "",
        "/view",
        "/@@view",
        "/dv-search.json?q=etat",
        "/@@recognition",
        "/@@searchable",
        "/@@download/file",
        "/@@download/file/scan.png",
        "/@@display-file/file",
        "/@@images/file",
        "/edit",
        "/@@pdf",
        "/@@documentviewer",
        "/@@documentviewer-settings",
        "/@@convert-to-documentviewer",
        "/@@dvpdf-group-view",
    )
    parts = ("large/dump_1.jpg", "normal/dump_2.jpg", "small/dump_1.jpg", "text/dump_1.txt")
    return [url + view for view in views] + [page_address(document, part) for part in parts]


def test_the_caseworker_reads_pages_and_text(served_world, document):
    reader = Reader(served_world, "caseworker1")
    picture = reader.get(page_address(document, "large/dump_1.jpg"))
    assert picture.status_code == 200 and picture.headers["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(picture.content)).width == 1000
    words = reader.get(page_address(document, "text/dump_1.txt"))
    assert words.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert words.text == TEXTS[0]


def test_the_page_shows_facts_viewer_and_downloads(served_world, document):
    page = Reader(served_world, "caseworker1").get(document.absolute_url())
    assert page.status_code == 200
    for words in ("Reçu le", "02/03/2026", "Entrant", "Courrier", "dvpdffiles", document.sha256):
        assert words in page.text
    assert "@@download/file" in page.text and "@@searchable" in page.text


def test_nobody_else_reaches_any_part_of_it(served_world, document):
    for name in ("caseworker2", "records1", "scan1"):
        reader = Reader(served_world, name)
        answers = {url: reader.get(url).status_code for url in addresses(document)}
        assert set(answers.values()) == {404}, (name, answers)


def test_even_a_manager_meets_nothing(served_world, document):
    reader = Reader(served_world, SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    answers = {url: reader.get(url).status_code for url in addresses(document)}
    assert set(answers.values()) == {404}, answers


def test_what_is_hidden_answers_like_what_does_not_exist(served_world, document):
    hidden = document.absolute_url()
    missing = hidden.replace(document.getId(), "d-" + "x" * (len(document.getId()) - 2))
    reader = Reader(served_world, "caseworker2")
    for accept in ("text/html", "application/json"):
        first, second = (answer_to(reader, url, accept) for url in (hidden, missing))
        assert first[0] == second[0] == 404
        assert first[1].splitlines() == second[1].splitlines()
        assert document.title not in first[1] and "Exemple" not in first[1]
    for accept, status in (("text/html", 302), ("application/json", 401)):
        first, second = (answer_to(Reader(served_world), url, accept) for url in (hidden, missing))
        assert first == second and first[0] == status


def test_a_manager_of_the_site_is_told_no_more(served_world, document):
    reader = Reader(served_world, SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    answer = reader.get(f"{document.absolute_url()}/nothing-here")
    assert answer.status_code == 404 and document.title not in answer.text


def test_a_right_that_is_missing_on_a_visible_document_is_no_secret(served_world, document):
    reader = Reader(served_world, "caseworker1")
    assert reader.get(f"{document.absolute_url()}/edit").status_code == 302


def test_anonymous_visitors_are_asked_to_sign_in(served_world, document):
    reader = Reader(served_world)
    for url in addresses(document):
        answer = reader.get(url)
        assert answer.status_code == 302 and "login" in answer.headers["Location"], url


def test_pages_stay_out_of_shared_caches_and_are_not_sent_twice(served_world, document):
    reader = Reader(served_world, "caseworker1")
    address = page_address(document, "normal/dump_1.jpg")
    first = reader.get(address)
    assert first.headers["Cache-Control"].startswith("private, max-age=")
    assert first.headers["Vary"] == "Cookie" and "Last-Modified" in first.headers
    again = reader.get(address, **{"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.content


def test_folders_of_pages_are_not_listed(served_world, document):
    reader = Reader(served_world, "caseworker1")
    whole = page_address(document, "large/dump_1.jpg").split("/")
    for parts in range(1, len(whole)):
        assert reader.get("/".join(whole[:parts])).status_code == 404
    wrong = page_address(document, "large/dump_99.jpg"), page_address(document, "large/../x")
    assert {reader.get(address).status_code for address in wrong} == {404}


def test_search_inside_ignores_case_and_accents(served_world, document):
    reader = Reader(served_world, "caseworker1")
    answer = reader.seek(document, q="SANTE").json()
    assert answer["results"] == [2] and answer["query"] == "SANTE"
    assert [TEXTS[1][a:b] for a, b in answer["marks"]["2"]] == ["santé"]
    assert reader.seek(document, q="etat").json()["results"] == [1]
    assert reader.seek(document).json()["results"] == []


def test_what_is_sought_inside_is_posted_and_noted_as_a_look_up(served_world, document):
    address = viewer.viewer_data(document)["resources"]["search"]
    assert address == f"{document.absolute_url()}/dv-search.json"
    assert Reader(served_world, "caseworker1").seek(document, q="Amina").status_code == 200
    assert Reader(served_world, "caseworker2").seek(document, q="Amina").status_code == 404
    noted = [(row.who, row.action) for row in rows(uid=document.UID())]
    assert noted == [("caseworker1", "lookup"), ("caseworker2", "denied")]


def test_the_searchable_copy_has_the_pages_and_a_name_without_a_person(served_world, document):
    answer = Reader(served_world, "caseworker1").get(f"{document.absolute_url()}/@@searchable")
    assert len(pikepdf.open(BytesIO(answer.content)).pages) == 2
    name = f"{document.__parent__.getId()}-{document.getId()}.pdf"
    assert answer.headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_original_comes_back_byte_for_byte_as_a_download(served_world, document):
    answer = Reader(served_world, "caseworker1").get(f"{document.absolute_url()}/@@download/file")
    assert answer.content == small_scan()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert document.__parent__.getId() in answer.headers["Content-Disposition"]


def test_no_other_field_leaves_by_the_download(served_world, document):
    reader = Reader(served_world, "caseworker1")
    assert reader.get(f"{document.absolute_url()}/@@download/sha256").status_code == 404


def test_a_document_being_read_shows_its_progress(served_world):
    document = served_world.document(served_world.dossier())
    status = text.recognition(document)
    status.state, status.done, status.total = "running", 3, 8
    served_world.commit()
    reader = Reader(served_world, "caseworker1")
    page = reader.get(document.absolute_url()).text
    assert "farde-recognition" in page and 'class="farde-viewer"' not in page
    answer = reader.get(f"{document.absolute_url()}/@@recognition").json()
    assert (answer["state"], answer["done"], answer["total"], answer["pending"]) == (
        "running",
        3,
        8,
        True,
    )
    assert reader.get(f"{document.absolute_url()}/@@searchable").status_code == 404


def test_an_unreadable_document_can_still_be_downloaded(served_world):
    document = served_world.document(served_world.dossier())
    text.recognition(document).state = "unreadable"
    served_world.commit()
    page = Reader(served_world, "caseworker1").get(document.absolute_url()).text
    assert "pas pu être reconnu" in page and "@@download/file" in page


def test_the_first_reading_by_the_caseworker_marks_it_seen(served_world, document):
    from plone import api

    Reader(served_world, "supervisor1").get(document.absolute_url())
    served_world.portal._p_jar.sync()
    assert api.content.get_state(document) == "indexed"
    assert "Vu" in Reader(served_world, "caseworker1").get(document.absolute_url()).text
    served_world.portal._p_jar.sync()
    assert api.content.get_state(document) == "seen"


def test_reading_writes_nothing_on_a_document_without_pages(served_world):
    document = served_world.document(served_world.dossier())
    served_world.commit()
    reader = Reader(served_world, "caseworker1")
    assert reader.get(page_address(document, "large/dump_1.jpg")).status_code == 404
    assert reader.get(f"{document.absolute_url()}/@@pdf").status_code == 404
    served_world.portal._p_jar.sync()
    from zope.annotation.interfaces import IAnnotations

    assert "collective.documentviewer" not in IAnnotations(document)


def test_a_page_without_all_its_pictures_is_not_stored(served_world, tmp_path):
    document = served_world.document(served_world.dossier())
    (tmp_path / "large").mkdir()
    Image.new("L", (1000, 1400)).save(tmp_path / "large" / "dump_1.jpg")
    with pytest.raises(ValueError, match="lacks"):
        pages.store_pages(document, tmp_path)
    assert pages.page_count(document) == 0
