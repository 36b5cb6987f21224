"""After an interview: the caseworker deposits, the capture team files, the document says so."""

import re
from datetime import timedelta

import pytest
import requests
from plone import api

from farde.capture import operations as capture
from farde.capture import work
from farde.capture.counter import following, interviews, receipts
from farde.consultation import viewer
from farde.core import clock
from farde.core.days import short_day
from farde.document.profile import parse_profile
from world import PASSWORD, small_scan

PAYSLIP = "attestations-emploi"
YESTERDAY = clock.today() - timedelta(days=1)
TOMORROW = clock.today() + timedelta(days=1)


@pytest.fixture
def dossier(served_world):
    dossier = served_world.dossier()
    served_world.commit()
    return dossier


@pytest.fixture
def ask(served_world, dossier):
    """Return a way to open or send the form of a dossier as a persona."""

    def send(user: str = "caseworker1", files=None, **form) -> requests.Response:
        answer = requests.request(
            "POST" if form else "GET",
            f"{dossier.absolute_url()}/@@interview",
            data=form,
            files=files,
            auth=(user, PASSWORD),
            headers={"Accept": "text/html", "Accept-Language": "fr"},
            timeout=60,
        )
        served_world.portal._p_jar.sync()
        return answer

    return send


def filled(page: str, **changes: str) -> dict[str, str]:
    hidden = {
        name: re.search(rf'name="{name}"[^>]*?value="([^"]*)"', page, re.S)[1]
        for name in ("_authenticator", "key", "rows")
    }
    usual = {"on": YESTERDAY.isoformat(), "kind": "visit", "type.0": PAYSLIP, "step": "receive"}
    return hidden | usual | changes


def photo() -> dict:
    return {"photo.0": ("foto.png", small_scan(), "image/png")}


def test_the_caseworker_has_a_receipt_that_says_it_was_after_an_interview(ask, dossier):
    answer = ask(**filled(ask().text), files=photo())
    assert "Après un entretien" in answer.text
    receipt = receipts.get(answer.url.partition("ref=")[2])
    (interview,) = interviews.of(dossier)
    assert receipt.interview == interview.id
    assert (interview.by, interview.kind, interview.on) == ("caseworker1", "visit", YESTERDAY)


def test_two_deposits_after_one_interview_find_the_same_record(ask, dossier):
    for _ in range(2):
        ask(**filled(ask().text))
    (interview,) = interviews.of(dossier)
    assert len(interview.receipts) == 2


def test_a_day_to_come_is_refused_and_the_photo_kept(ask, dossier):
    answer = ask(**filled(ask().text, on=TOMORROW.isoformat()), files=photo())
    assert "est à venir" in answer.text and "Fichier gardé, 1" in answer.text
    assert interviews.of(dossier) == []
    ask(**filled(answer.text))
    assert len(interviews.of(dossier)) == 1


def test_only_who_holds_the_dossier_and_their_supervisor_deposit_there(ask):
    assert "field-on" in ask("supervisor1").text
    for user in ("caseworker2", "frontdesk1", "scan1", "payments1", "legal1", "it1"):
        answer = ask(user)
        assert "field-on" not in answer.text, user


def test_the_document_filed_from_it_says_which_interview_it_was(ask, dossier, served_world):
    answer = ask(**filled(ask().text), files=photo())
    receipt = receipts.get(answer.url.partition("ref=")[2])
    deposit = served_world.portal["capture"][receipt.scanned]
    (part,) = work.planned(deposit).parts
    profile = parse_profile({"document_type": PAYSLIP, "received_on": YESTERDAY.isoformat()})
    with served_world.as_user("scan1"):
        (document,) = capture.file_part(deposit, part.id, [dossier], profile)
    assert document.interview == receipt.interview
    with served_world.as_user("caseworker1"):
        told = [str(value.mapping["day"]) for _, value in viewer.facts(document) if is_words(value)]
        assert told == [short_day(YESTERDAY)]
        assert [one.state for one in following.of_dossier(dossier)] == ["filed"]


def test_the_dossier_shows_its_caseworker_what_is_on_the_way_and_a_service_nothing(ask, dossier):
    ask(**filled(ask().text))
    for user, states in (("caseworker1", ["awaiting"]), ("payments1", []), ("scan1", [])):
        with api.env.adopt_user(user):
            assert [one.state for one in following.of_dossier(dossier)] == states, user
    page = requests.get(
        dossier.absolute_url(),
        auth=("caseworker1", PASSWORD),
        headers={"Accept": "text/html", "Accept-Language": "fr"},
        timeout=60,
    ).text
    assert f"Visite du {short_day(YESTERDAY)}" in page and "Papier à numériser" in page


def is_words(value: object) -> bool:
    return "day" in (getattr(value, "mapping", None) or {})
