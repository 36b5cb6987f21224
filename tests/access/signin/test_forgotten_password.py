"""Who forgot a password gets a link by mail; nobody learns by it who has an account."""

import pytest
import requests
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from farde.access.signin import resets
from farde.core import mail

JSON = {"Accept": "application/json", "Accept-Language": "fr"}


@pytest.fixture(autouse=True)
def counters(tmp_path, monkeypatch):
    monkeypatch.setenv("FARDE_SIGNIN_URL", f"sqlite:///{tmp_path}/signin.sqlite")


def letters(world) -> list:
    world.portal._p_jar.sync()
    return [mail._kept()[uid] for uid in mail.waiting()]


def by_page(world, login: str) -> tuple:
    url = f"{world.portal.absolute_url()}/mail_password"
    session = requests.Session()
    answer = session.post(
        url, data={"userid": login}, headers={"Accept-Language": "fr"}, timeout=30
    )
    return answer.status_code, answer.url, "un message lui est envoy" in answer.text


def by_rest(world, login: str, body: dict | None = None) -> tuple:
    url = f"{world.portal.absolute_url()}/@users/{login}/reset-password"
    answer = requests.post(url, json=body or {}, headers=JSON, timeout=30)
    return answer.status_code, answer.text.replace(login, "X")


def test_the_answer_is_the_same_for_a_name_that_nobody_has(served_world):
    told = by_page(served_world, "caseworker1")
    assert told[0] == 200
    assert told == by_page(served_world, "nobody7")
    assert [letter.user_id for letter in letters(served_world)] == ["caseworker1"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"reset_token": "x" * 32, "new_password": "trois chaises sous la pluie"},
        {"old_password": "a", "new_password": "trois chaises sous la pluie"},
        {"reset_token": "x", "old_password": "a"},
        {"reset_token": "x"},
        {"new_password": "trois chaises sous la pluie"},
    ],
)
def test_rest_tells_a_stranger_nothing_of_anybody(served_world, body):
    told = by_rest(served_world, "caseworker1", body)
    assert told[0] == 401
    assert told == by_rest(served_world, "nobody7", body)


def test_the_page_answers_in_words(served_world):
    assert by_page(served_world, "caseworker1")[2]


def test_the_link_holds_no_name_and_serves_to_choose_a_password(served_world):
    by_page(served_world, "caseworker1")
    [letter] = letters(served_world)
    assert "caseworker1" not in letter.url and "/passwordreset/" in letter.url
    assert "nouveau mot de passe" in letter.subject.default
    page = requests.get(letter.url, headers={"Accept-Language": "fr"}, timeout=30)
    assert page.status_code == 200 and 'type="password"' in page.text


def test_nobody_fills_a_mailbox(served_world):
    for _ in range(8):
        by_page(served_world, "caseworker1")
    times = api.portal.get_registry_record("farde.signin.lock_failures")
    assert len(letters(served_world)) == times


def test_asking_for_a_link_locks_nobody_out(served_world):
    for _ in range(8):
        by_page(served_world, "caseworker1")
    body = {"login": "caseworker1", "password": "farde-demo-1"}
    url = f"{served_world.portal.absolute_url()}/@login"
    assert requests.post(url, json=body, headers=JSON, timeout=30).status_code == 200


def test_who_belongs_to_the_provider_gets_no_link(world):
    resets.ask("idp-0123", "127.0.0.1")
    resets.ask("", "127.0.0.1")
    assert mail.waiting() == []


def test_the_login_page_leads_there_where_mail_can_leave(served_world):
    login = f"{served_world.portal.absolute_url()}/login"
    assert "mail_password_form" not in requests.get(login, timeout=30).text
    registry = getUtility(IRegistry).records
    registry["plone.smtp_host"].value = "127.0.0.1"
    registry["plone.email_from_address"].value = "farde@cpas.example"
    served_world.commit()
    assert "mail_password_form" in requests.get(login, timeout=30).text
    page = requests.get(login.replace("login", "mail_password_form"), timeout=30)
    assert page.status_code == 200 and 'name="userid"' in page.text
