"""The letter that asks for pieces: in the citizen's language, kept when the agent says so."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from AccessControl import Unauthorized
from freezegun import freeze_time
from plone import api

from farde.access.journal import operations as journal
from farde.access.journal.query import Query
from farde.consultation.completeness import aids, letters, printing
from farde.consultation.completeness.aids import Expected
from farde.consultation.completeness.errors import NoAddressee, NothingAsked
from farde.consultation.completeness.operations import choose, completeness
from farde.document.errors import MissingType
from farde.dossier.errors import InvalidDay, PastDay

BANK, JOB = "attestations-donnees-bancaires", "attestations-emploi"
HEALTH = "attestations-medicales"
KIND = "correspondance-demande-information"
TODAY = freeze_time("2026-03-10 10:00", tick=True)


def asking(world, **person):
    """Return a dossier that lacks a bank card and whose attestation of employment is too old."""
    dossier = world.dossier(caseworker="caseworker1", **person)
    world.document(dossier, JOB, document_date=date(2024, 1, 1))
    pieces = [
        Expected(BANK, words_fr="un extrait de compte", words_nl="een rekeninguittreksel"),
        Expected(JOB, months=3),
    ]
    choose(dossier, [aids.save("", "Aide A", "", pieces).id])
    return dossier


@pytest.fixture
def dossier(world):
    return asking(world)


def text_of(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(BytesIO(data))
    found = "\n".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(found.split())


def written(world, dossier, asked=(BANK, JOB), before: str = "") -> str:
    with world.as_user("caseworker1"):
        return text_of(printing.pdf(letters.letter_of(dossier, asked, before)))


def test_it_asks_for_what_is_ticked_in_the_words_of_the_centre(world, dossier):
    with TODAY:
        told = written(world, dossier, [BANK], "2026-04-01")
    for words in ("Amina Exemple", dossier.getId(), "un extrait de compte", "01/04/2026"):
        assert words in told
    assert "ATTESTATIONS EMPLOI" not in told
    assert "Claire Demoulin" in told and "n'est pas une décision" in told


def test_what_is_expired_is_asked_for_anew(world, dossier):
    with TODAY:
        told = written(world, dossier)
    assert "ATTESTATIONS EMPLOI (un document récent" in told
    assert "un extrait de compte (" not in told
    assert "dès que possible" in told


def test_it_is_written_in_the_language_of_the_citizen(world):
    dossier = asking(world, language="nl")
    with TODAY:
        told = written(world, dossier)
    assert "een rekeninguittreksel" in told and "un extrait de compte" not in told
    assert "Uw dossier" in told


@pytest.mark.parametrize(
    ("asked", "before", "refusal"),
    [
        ([], "", NothingAsked),
        ([HEALTH], "", NothingAsked),
        ([BANK], "bientôt", InvalidDay),
        ([BANK], "2026-03-09", PastDay),
    ],
)
def test_what_cannot_be_asked_is_refused(world, dossier, asked, before, refusal):
    with TODAY, world.as_user("caseworker1"), pytest.raises(refusal):
        letters.letter_of(dossier, asked, before)


def test_without_the_person_there_is_nobody_to_write_to(world, dossier):
    with world.as_user("caseworker2"), pytest.raises(NoAddressee):
        letters.addressee(dossier)


@pytest.fixture
def page(served_world, browse):
    """Return the dossier and the page of its pieces, as its caseworker sees it."""
    dossier = asking(served_world)
    return dossier, browse("caseworker1", f"{dossier.absolute_url()}/@@completeness")


def press(browser, step: str) -> None:
    controls = browser.getForm("letter-form")
    controls.getControl(name="step", index=["download", "keep"].index(step)).click()


def test_it_is_downloaded_and_nothing_stays_but_a_row_of_the_journal(served_world, page):
    dossier, browser = page
    press(browser, "download")
    assert browser.headers["Content-Type"] == "application/pdf"
    assert dossier.getId() in browser.headers["Content-Disposition"]
    assert "un extrait de compte" in text_of(browser.contents)
    served_world.portal._p_jar.sync()
    documents = [one for one in dossier.objectValues() if one.portal_type == "CaseDocument"]
    assert len(documents) == 1
    rows = journal.search(Query(dossier_uid=dossier.UID()))
    assert ("caseworker1", "download") in [(row.who, row.action) for row in rows]


def keep(browser, base: str, type_id: str) -> None:
    browser.getControl(name="document_type").value = [type_id] if type_id else [""]
    token = browser.getForm("letter-form").getControl(name="_authenticator").value
    pieces = "&".join(f"pieces={one}" for one in (BANK, JOB))
    body = f"step=keep&{pieces}&document_type={type_id}&asked_listed=1&_authenticator={token}"
    browser.post(f"{base}/@@keep-request-letter", body)


def test_it_is_kept_as_an_outgoing_document_that_answers_nothing(served_world, page, words):
    dossier, browser = page
    keep(browser, dossier.absolute_url(), KIND)
    assert "La lettre est classée dans le dossier" in words(browser)
    served_world.portal._p_jar.sync()
    [kept] = [one for one in dossier.objectValues() if getattr(one, "direction", "") == "outgoing"]
    assert (kept.document_type, kept.received_on) == (KIND, kept.document_date)
    assert "un extrait de compte" in text_of(kept.file.data)
    assert kept.file.filename == "document.pdf" and not kept.parallel
    raised = {one.document_id for one in dossier.objectValues() if hasattr(one, "document_id")}
    assert kept.getId() not in raised
    with served_world.as_user("caseworker1"):
        assert len(completeness(dossier).wanting) == 2


def test_without_a_type_nothing_is_kept_and_the_form_comes_back_filled(served_world, page, words):
    dossier, browser = page
    keep(browser, dossier.absolute_url(), "")
    assert 'aria-invalid="true"' in browser.contents
    assert browser.getForm("letter-form").getControl(name="pieces").value == [BANK, JOB]
    served_world.portal._p_jar.sync()
    assert len([one for one in dossier.objectValues() if one.portal_type == "CaseDocument"]) == 1


def test_a_letter_without_a_type_is_not_filed(world, dossier):
    with world.as_user("caseworker1"), pytest.raises(Exception) as caught:
        letters.keep(dossier, b"", "")
    assert isinstance(caught.value.each()[0], MissingType)


def view(world, dossier, name: str):
    form = {"pieces": [BANK], "document_type": KIND}
    found = api.content.get_view(name, dossier, world.portal.REQUEST.clone())
    found.request.form.update(form)
    return found


def test_the_supervisor_writes_but_does_not_file(world, dossier):
    with world.as_user("supervisor1"):
        assert view(world, dossier, "request-letter").receive("download").startswith(b"%PDF")
        with pytest.raises(Unauthorized):
            view(world, dossier, "keep-request-letter").receive("keep")


def test_who_only_reads_the_dossier_writes_no_letter(world):
    dossier = world.dossier(caseworker="caseworker1", referent="referent1")
    with world.as_user("referent1"):
        for name in ("request-letter", "keep-request-letter"):
            with pytest.raises(Unauthorized):
                view(world, dossier, name).receive("download")
