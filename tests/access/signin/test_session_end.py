"""After the end of a session nothing that was filled in is lost, and the way back is shown."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import unquote

import pytest
import requests
from freezegun import freeze_time

from world import PASSWORD

WORDS = 'Née à Liège <i>le</i> 3 "mars" & après\nSeconde ligne'


@pytest.fixture(autouse=True)
def counters(tmp_path, monkeypatch):
    monkeypatch.setenv("FARDE_SIGNIN_URL", f"sqlite:///{tmp_path}/signin.sqlite")


@pytest.fixture
def away(served_world) -> requests.Session:
    """The browser of a privacy officer whose session ended over lunch."""
    session = requests.Session()
    session.headers.update({"Accept": "text/html", "Accept-Language": "fr"})
    form = {"__ac_name": "privacy1", "__ac_password": PASSWORD, "buttons.login": "Log in"}
    session.post(f"{served_world.portal.absolute_url()}/login", data=form, timeout=30)
    page = session.get(address(served_world), timeout=30).text
    session.token = dict(fields(page))["_authenticator"]
    session.cookies.set("__ac", ticket(served_world), domain="localhost.local", path="/")
    return session


def ticket(world) -> str:
    """The ticket of somebody who has done nothing for three hours."""
    response = world.portal.REQUEST.response
    with freeze_time(datetime.now(UTC) - timedelta(hours=3)):
        world.portal.acl_users.session._setupSession("privacy1", response)
    return unquote(response.cookies.pop("__ac")["value"])


def address(world) -> str:
    return f"{world.portal.absolute_url()}/@@service-accounts"


def sent(world, session, files=None, **more) -> requests.Response:
    """Send the form of a new service account."""
    form = {
        "title": WORDS,
        "scopes:list": ["tickets:read", "thesaurus:read"],
        "action": "open",
        "_authenticator": session.token,
    }
    url = address(world)
    return session.post(url, data=form | more, files=files, allow_redirects=False, timeout=30)


def fields(page: str) -> list[tuple[str, str]]:
    """Return the hidden fields of the page, as a browser would send them."""
    found = []
    for tag in re.findall('<input[^>]*type="hidden"[^>]*>', page):
        name, value = (re.search(f'{key}="([^"]*)"', tag) for key in ("name", "value"))
        found.append((unescape(name[1]), unescape(value[1]) if value else ""))
    return found


def again(world, session, page: str, password: str = PASSWORD) -> requests.Response:
    form = [*fields(page), ("__ac_name", "privacy1"), ("__ac_password", password)]
    return session.post(address(world), data=form, allow_redirects=False, timeout=30)


def test_a_form_sent_too_late_comes_back_with_all_that_was_filled_in(served_world, away):
    answer = sent(served_world, away)
    assert answer.status_code == 403
    assert "Votre session a pris fin" in answer.text and "Rien n" in answer.text
    kept = fields(answer.text)
    assert ("title", WORDS) in kept
    assert [value for name, value in kept if name == "scopes:list"] == [
        "tickets:read",
        "thesaurus:read",
    ]


def test_with_the_password_it_is_sent_and_the_session_goes_on(served_world, away):
    from farde.access.signin import operations

    answer = again(served_world, away, sent(served_world, away).text)
    assert answer.status_code == 302
    served_world.portal._p_jar.sync()
    [account] = operations.accounts()
    assert account.title == WORDS and len(account.scopes) == 2
    assert away.get(address(served_world), allow_redirects=False, timeout=30).status_code == 200


def test_a_wrong_password_loses_nothing_either(served_world, away):
    first = sent(served_world, away)
    answer = again(served_world, away, first.text, "not this one")
    assert answer.status_code == 403
    assert "ne correspondent pas" in answer.text and 'value="privacy1"' in answer.text
    assert fields(answer.text) == fields(first.text)
    assert "not this one" not in answer.text
    assert again(served_world, away, answer.text).status_code == 302


def test_a_locked_name_is_told_so_and_loses_nothing(served_world, away):
    page = sent(served_world, away).text
    for _ in range(5):
        again(served_world, away, page, "not this one")
    answer = again(served_world, away, page)
    assert "Trop d" in answer.text and ("title", WORDS) in fields(answer.text)


def test_a_file_has_to_be_chosen_again_and_its_name_is_told(served_world, away):
    answer = sent(served_world, away, files={"file": ("bulletin.pdf", b"%PDF-1.4")})
    assert answer.status_code == 403
    assert "bulletin.pdf" in answer.text and ("title", WORDS) in fields(answer.text)


def test_another_person_does_not_send_what_was_not_theirs(served_world, away):
    from farde.access.signin import operations

    page = sent(served_world, away).text
    form = [*fields(page), ("__ac_name", "caseworker1"), ("__ac_password", PASSWORD)]
    answer = requests.post(address(served_world), data=form, allow_redirects=False, timeout=30)
    assert answer.status_code != 200
    served_world.portal._p_jar.sync()
    assert operations.accounts() == []


def test_who_signs_in_in_another_window_sends_it_from_the_first(served_world, away):
    from farde.access.signin import operations

    page = sent(served_world, away).text
    form = {"__ac_name": "privacy1", "__ac_password": PASSWORD, "buttons.login": "Log in"}
    away.post(f"{served_world.portal.absolute_url()}/login", data=form, timeout=30)
    kept = [*fields(page), ("farde_resumed", "2"), ("__ac_name", ""), ("__ac_password", "")]
    answer = away.post(address(served_world), data=kept, allow_redirects=False, timeout=30)
    assert answer.status_code == 302
    served_world.portal._p_jar.sync()
    assert [account.title for account in operations.accounts()] == [WORDS]


def test_staff_of_the_provider_find_their_way_in_on_the_page(connected, away):
    page = sent(connected, away).text
    assert "@@signin-provider" in page and "farde_resumed" in page and 'value="2"' in page


def test_who_never_had_a_session_is_led_to_the_login(served_world, away):
    away.cookies.clear()
    answer = sent(served_world, away)
    assert answer.status_code == 302 and "require_login" in answer.headers["Location"]


def test_what_another_site_has_filled_in_is_not_kept(served_world, away):
    form = {"title": WORDS, "action": "open", "farde_resumed": "1"}
    answer = away.post(
        address(served_world),
        data=form,
        headers={"Sec-Fetch-Site": "cross-site"},
        allow_redirects=False,
        timeout=30,
    )
    assert answer.status_code == 302 and "require_login" in answer.headers["Location"]


def test_a_page_asked_for_too_late_is_come_back_to(served_world, away):
    answer = away.get(address(served_world), timeout=30)
    assert "Votre session a pris fin" in answer.text
    assert "@@service-accounts" in unescape(answer.text)


def test_who_comes_for_the_first_time_is_told_nothing_of_the_kind(served_world):
    answer = requests.get(f"{served_world.portal.absolute_url()}/login", timeout=30)
    assert "Votre session a pris fin" not in answer.text


def test_a_failed_sign_in_is_told_beside_the_form_once(served_world):
    form = {"__ac_name": "privacy1", "__ac_password": "nothing", "buttons.login": "Log in"}
    url = f"{served_world.portal.absolute_url()}/login"
    page = requests.post(url, data=form, headers={"Accept-Language": "fr"}, timeout=30).text
    inside = page.partition('id="login-form"')[2]
    assert "ne correspondent pas" in inside
    assert "portalMessage" not in page
    assert 'value="privacy1"' in inside
