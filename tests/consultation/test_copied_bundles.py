"""Several documents as one PDF: chosen, read back, made by the worker, kept for who asked."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pypdfium2
import pytest
from freezegun import freeze_time
from weasyprint import HTML

from farde.consultation.copies import making, orders, press
from farde.consultation.copies.making import EraseCopies, MakeCopy
from farde.consultation.copies.orders import Order
from farde.core import clock, outbox
from reading import rows


def printed(*pages: str) -> bytes:
    """A PDF with a page for each text."""
    style = "<style>@page { size: A5 } p { page-break-after: always }</style>"
    return HTML(string=style + "".join(f"<p>{text}</p>" for text in pages)).write_pdf()


def texts(data: bytes) -> list[str]:
    """The words of each page."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


@pytest.fixture
def dossier(served_world):
    return served_world.dossier()


@pytest.fixture
def documents(served_world, dossier):
    lease = served_world.document(dossier, data=printed("Bail un", "Bail deux"), sender="Régie")
    picture = served_world.document(dossier)
    served_world.commit()
    return [lease, picture]


@pytest.fixture
def ordered(served_world, dossier, documents):
    """Ask for a copy as the caseworker; return the order."""

    def ask(*chosen, purpose="court") -> Order:
        pieces = [one.UID() for one in chosen or documents]
        order = Order(dossier.UID(), "caseworker1", purpose, pieces)
        order.language = "fr"
        orders.ask(order)
        served_world.commit()
        return order

    return ask


def hide(document) -> None:
    """Close a document to everybody, as a correction of its class does to some."""
    document.manage_permission("View", [], acquire=0)
    document.reindexObjectSecurity()


def keep_to_its_author(document) -> None:
    """Make a document a personal note."""
    document.confidentiality = "c3"


def made(order: Order) -> bytes:
    MakeCopy()(order.id)
    return order.file.data


def test_a_copy_is_chosen_arranged_read_back_and_asked_for(browse, dossier, documents, words):
    page = browse("caseworker1", f"{dossier.absolute_url()}/@@bundle")
    for document in documents:
        assert document.UID() in page.contents
    page.getControl(name="purpose").value = ["court"]
    page.getControl("Cocher tout le dossier").click()
    page.getControl("Continuer").click()
    assert "pour le tribunal : 2 document(s)" in words(page)
    before = re.findall(r'value="up:(\w+)"', page.contents)
    page.getControl(name="step", index=2).click()
    assert re.findall(r'value="up:(\w+)"', page.contents) == before[::-1]
    page.getControl("Préparer la copie").click()
    assert "La copie se prépare" in words(page)
    [order] = orders.mine("caseworker1", dossier.UID())
    assert list(order.pieces) == before[::-1] and order.purpose == "court"
    assert outbox.get(f"{orders.TASK}:{order.id}") is not None


@pytest.mark.parametrize("purpose, tick", [("", True), ("court", False)])
def test_a_form_that_is_refused_comes_back_as_it_was(browse, dossier, documents, purpose, tick):
    page = browse("caseworker1", f"{dossier.absolute_url()}/@@bundle")
    page.getControl(name="purpose").value = [purpose]
    if tick:
        page.getControl(name="piece").value = [documents[0].UID()]
    page.getControl("Continuer").click()
    assert 'role="alert"' in page.contents
    assert page.getControl(name="purpose").value == [purpose]
    assert page.getControl(name="piece").value == ([documents[0].UID()] if tick else [])


def test_the_inventory_comes_first_then_each_document_behind_its_bookmark(ordered, documents):
    data = made(ordered())
    found = texts(data)
    assert len(found) == 4
    for said in ("Inventaire des pièces", "le tribunal", "Claire Demoulin", "Régie", "02/03/2026"):
        assert said in found[0]
    assert "Bail un" in found[1] and "1 / 3" in found[1] and "3 / 3" in found[3]
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        assert [one.title[:2] for one in outline.root] == ["1.", "2."]
        pages = [pdf.pages.index(pikepdf.Page(one.destination[0])) for one in outline.root]
        assert pages == [1, 3]


def test_every_page_bears_who_asked(ordered, dossier):
    for page in texts(made(ordered())):
        assert f"dossier {dossier.getId()} · Claire Demoulin (AS)" in page


def test_each_document_is_noted_once_also_when_the_work_is_done_again(ordered, documents):
    order = ordered()
    made(order)
    order.state = orders.RUNNING
    made(order)
    for document in documents:
        [row] = rows(uid=document.UID(), action="export")
        assert (row.who, row.channel, row.detail) == ("caseworker1", "worker", "copy:court")


def test_what_may_no_longer_be_read_stays_out_unnamed(ordered, documents, served_world):
    order = ordered()
    hidden = documents[0]
    hide(hidden)
    served_world.commit()
    found = texts(made(order))
    assert len(found) == 2 and "Régie" not in found[0]
    assert order.left_out == 1 and rows(uid=hidden.UID(), action="export") == []


def test_personal_notes_are_not_offered(browse, served_world, dossier, documents, words):
    with served_world.as_user("caseworker1"):
        note = served_world.document(dossier, confidentiality="c3")
    served_world.commit()
    page = browse("caseworker1", f"{dossier.absolute_url()}/@@bundle")
    assert "Les notes personnelles (C3) n'y sont jamais." in words(page)
    assert note.UID() not in page.contents and documents[0].UID() in page.contents


def test_a_document_that_became_a_personal_note_stays_out(ordered, documents, served_world):
    order = ordered()
    keep_to_its_author(documents[0])
    served_world.commit()
    found = texts(made(order))
    assert len(found) == 2 and "Régie" not in found[0] and order.left_out == 1


def test_a_damaged_file_does_not_keep_back_the_others(ordered, documents, monkeypatch):
    with documents[0].file.open("w") as blob:
        blob.write(b"%PDF-1.4 damaged")
    found = texts(made(ordered()))
    assert len(found) == 2 and "non joint" in found[0]


def test_only_who_asked_sees_and_fetches_a_copy(browse, ordered, dossier, served_world):
    order = ordered()
    made(order)
    url = dossier.absolute_url()
    mine = browse("caseworker1", f"{url}/@@bundle-file?order={order.id}")
    assert mine.headers["Content-Type"] == "application/pdf"
    assert f"copie-{dossier.getId()}.pdf" in mine.headers["Content-Disposition"]
    for door in ("bundle-state", "bundle-progress", "bundle-file"):
        for other in ("supervisor1", "caseworker2"):
            answer = browse(other, f"{url}/@@{door}?order={order.id}")
            assert answer.headers["status"].startswith("404"), (door, other)
    assert rows(uid=dossier.UID(), action="download")[0].who == "caseworker1"


@pytest.mark.parametrize("close", [hide, keep_to_its_author])
def test_a_copy_is_not_for_who_may_no_longer_read_a_document_in_it(
    browse, ordered, documents, words, close
):
    order = ordered()
    made(order)
    close(documents[0])
    url = documents[0].__parent__.absolute_url()
    state = browse("caseworker1", f"{url}/@@bundle-state?order={order.id}")
    assert "ne peut plus être téléchargée" in words(state)
    answer = browse("caseworker1", f"{url}/@@bundle-file?order={order.id}")
    assert answer.headers["status"].startswith("404")


def test_a_copy_is_erased_when_its_time_is_over(ordered, dossier):
    order = ordered()
    made(order)
    with freeze_time(clock.now() + timedelta(hours=25)):
        assert orders.mine("caseworker1", dossier.UID()) == []
        assert EraseCopies().has_work()
        EraseCopies()("")
    assert orders.get(order.id) is None


def test_a_copy_that_waits_for_the_worker_is_not_erased(ordered):
    ordered()
    with freeze_time(clock.now() + timedelta(hours=25)):
        assert not EraseCopies().has_work()


def test_a_copy_that_fails_says_so(browse, ordered, dossier, words):
    order = ordered()
    MakeCopy().give_up(order.id, RuntimeError())
    page = browse("caseworker1", f"{dossier.absolute_url()}/@@bundle-state?order={order.id}")
    assert "La copie n'a pas pu être faite" in words(page)


def test_a_copy_that_is_ready_stays_ready(ordered):
    order = ordered()
    data, ready = made(order), order.ready_at
    MakeCopy().give_up(order.id, RuntimeError())
    making.make(order, Path("nowhere"))
    assert (order.state, order.ready_at, order.file.data) == (orders.READY, ready, data)


def test_a_slow_attempt_changes_nothing_that_another_made(ordered, monkeypatch):
    order = ordered()
    bind, first = making.binding.bind, []

    def overtaken(limits, function, *arguments):
        result = press.within(limits, function, *arguments)
        if function is bind:
            monkeypatch.setattr(making, "press", press)
            first.append(made(order))
        return result

    monkeypatch.setattr(making, "press", SimpleNamespace(within=overtaken, IN_TURN=press.IN_TURN))
    MakeCopy()(order.id)
    assert order.state == orders.READY and [order.file.data] == first


def test_the_worker_makes_nothing_twice(ordered):
    order = ordered()
    made(order)
    ready = order.ready_at
    made(order)
    assert order.ready_at == ready
