"""A session lasts while one works, no longer than a day's work, and ends when one signs out."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta

import pytest
import requests
from freezegun import freeze_time
from plone import api
from Products.PluggableAuthService.interfaces.plugins import IValidationPlugin
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster

from farde.access import protection
from farde.access.signin import sessions
from world import PASSWORD

MORNING = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
NEW_PASSWORD = "trois chaises sous la pluie"
JSON = {"Accept": "application/json", "Accept-Language": "fr"}


@pytest.fixture
def lasting(served_world):
    """An hour without work, eight hours in all."""
    api.portal.set_registry_record("farde.signin.idle_minutes", 60)
    api.portal.set_registry_record("farde.signin.absolute_hours", 8)
    served_world.commit()
    return served_world


class Browser:
    """The browser of a caseworker."""

    def __init__(self, world, user: str = "caseworker1", password: str = PASSWORD) -> None:
        self.base = world.portal.absolute_url()
        self.session = requests.Session()
        fields = {"__ac_name": user, "__ac_password": password, "buttons.login": "Log in"}
        self.entry = self.session.post(
            f"{self.base}/login", data=fields, allow_redirects=False, timeout=30
        )

    def get(self, path: str = "@@inbox", **headers: str) -> requests.Response:
        return self.session.get(
            f"{self.base}/{path}", headers=headers, allow_redirects=False, timeout=30
        )

    def is_in(self, **headers: str) -> bool:
        return self.get(**headers).status_code == 200


@pytest.fixture
def clock():
    with freeze_time(MORNING) as frozen:
        yield frozen


@pytest.mark.parametrize("name", ["login", "login_form", "failsafe_login", "failsafe_login_form"])
def test_a_sign_in_leads_to_no_other_site_and_does_not_tell_what_exists(lasting, name):
    hidden = lasting.dossier()
    protection.protect(hidden.UID(), ["caseworker2"])
    lasting.commit()
    browser, path = Browser(lasting), lasting.portal.absolute_url_path()
    query = "buttons.login=1&__ac_name=caseworker1&__ac_password=x"

    def led(came_from: str) -> tuple[int, str]:
        answer = browser.get(f"{name}?{query}&came_from={came_from}")
        return answer.status_code, answer.headers.get("Location", "")

    assert "evil" not in led(f"http://evil.example{path}")[1]
    base, number = f"{browser.base}/dossiers", hidden.getId()
    known, unknown = led(f"{base}/{number}"), led(f"{base}/2026-999999")
    assert known == (unknown[0], unknown[1].replace("2026-999999", number))


def test_whoever_signs_in_comes_to_the_page_they_wanted(lasting):
    base = lasting.portal.absolute_url()
    fields = {"__ac_name": "caseworker1", "__ac_password": PASSWORD, "buttons.login": "1"}
    fields["came_from"] = f"{base}/@@dossiers?q=x"
    answer = requests.post(f"{base}/login", data=fields, allow_redirects=False, timeout=30)
    assert answer.headers["Location"] == f"{base}/@@dossiers?q=x"


def test_a_session_ends_after_an_hour_without_work(lasting, clock):
    browser = Browser(lasting)
    clock.tick(timedelta(minutes=59))
    assert browser.is_in()
    clock.tick(timedelta(minutes=61))
    assert not browser.is_in()


def test_working_prolongs_a_session(lasting, clock):
    browser = Browser(lasting)
    for _ in range(6):
        clock.tick(timedelta(minutes=50))
        assert browser.is_in()


def test_a_page_that_asks_by_itself_does_not(lasting, clock):
    browser = Browser(lasting)
    clock.tick(timedelta(minutes=50))
    assert browser.is_in(**{"Sec-Fetch-Dest": "empty"})
    clock.tick(timedelta(minutes=20))
    assert not browser.is_in()


def test_even_a_busy_session_ends_after_a_day_s_work(lasting, clock):
    browser = Browser(lasting)
    for _ in range(9):
        clock.tick(timedelta(minutes=53))
        assert browser.is_in()
    clock.tick(timedelta(minutes=10))
    assert not browser.is_in()


def test_the_ticket_is_not_renewed_at_every_click(lasting, clock):
    browser = Browser(lasting)
    clock.tick(timedelta(minutes=2))
    assert "__ac" not in browser.get().cookies


def test_the_centre_s_choice_counts_for_tickets_and_tokens(lasting):
    api.portal.set_registry_record("farde.signin.idle_minutes", 25)
    pas = lasting.portal.acl_users
    assert (pas.session.timeout, pas.jwt_auth.token_timeout) == (1500, 1500)


def test_signing_out_ends_the_session_here(lasting, clock):
    browser = Browser(lasting)
    browser.get("logout")
    assert "__ac" not in browser.session.cookies
    assert not browser.is_in()


def test_a_cookie_that_was_copied_is_worth_nothing_after_signing_out(lasting, clock):
    browser, thief = Browser(lasting), Browser(lasting)
    thief.session.cookies = browser.session.cookies.copy()
    assert thief.is_in()
    clock.tick(timedelta(seconds=5))
    browser.get("logout")
    assert not thief.is_in()


def test_signing_out_ends_the_tokens_of_the_same_person_and_of_nobody_else(lasting, clock):
    mine, other = token(lasting, "caseworker1"), token(lasting, "caseworker2")
    clock.tick(timedelta(seconds=5))
    Browser(lasting).get("logout")
    assert not opens(lasting, mine)
    assert opens(lasting, other)


def test_one_signs_in_again_after_signing_out(lasting, clock):
    browser = Browser(lasting)
    clock.tick(timedelta(seconds=5))
    browser.get("logout")
    assert Browser(lasting).is_in()


def test_nobody_ends_the_session_of_another(lasting, clock):
    browser, stranger = Browser(lasting), requests.Session()
    clock.tick(timedelta(seconds=5))
    ticket = "00000000000000000000000000000000" + "4885afa0" + "caseworker1!"
    forged = b64encode(ticket.encode()).decode()
    for path in ("logout", "acl_users/session/remove", "acl_users/logout"):
        url = f"{browser.base}/{path}"
        stranger.get(url, cookies={"__ac": forged}, allow_redirects=False, timeout=30)
    assert browser.is_in()


def test_a_changed_password_ends_the_sessions_under_the_old_one(lasting, clock):
    browser = Browser(lasting)
    clock.tick(timedelta(seconds=5))
    url = f"{browser.base}/@users/caseworker1/reset-password"
    body = {"old_password": PASSWORD, "new_password": NEW_PASSWORD}
    own = ("caseworker1", PASSWORD)
    assert requests.post(url, json=body, headers=JSON, auth=own, timeout=30).ok
    assert not browser.is_in()
    assert Browser(lasting, password=NEW_PASSWORD).is_in()


def test_a_renewed_token_lasts_no_longer_than_its_session(lasting, clock):
    mine = token(lasting, "caseworker1")
    for _ in range(9):
        clock.tick(timedelta(minutes=53))
        mine = renewed(lasting, mine).json()["token"]
    assert opens(lasting, mine)
    clock.tick(timedelta(minutes=10))
    assert not opens(lasting, mine)
    assert renewed(lasting, mine).status_code == 401


def test_the_ticket_is_out_of_reach_of_scripts_and_of_other_sites(lasting):
    cookie = Browser(lasting).entry.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Secure" not in cookie


def test_over_https_no_cookie_goes_in_clear(lasting):
    manage_addVirtualHostMonster(lasting.app, "virtual_hosting")
    lasting.commit()
    behind = f"{lasting.app.absolute_url()}/VirtualHostBase/https/farde.example:443/plone"
    fields = {"__ac_name": "caseworker1", "__ac_password": PASSWORD, "buttons.login": "Log in"}
    answer = requests.post(
        f"{behind}/VirtualHostRoot/login", data=fields, allow_redirects=False, timeout=30
    )
    cookies = answer.raw.headers.getlist("Set-Cookie")
    assert any(cookie.startswith("__ac=") for cookie in cookies)
    assert all("Secure" in cookie and "HttpOnly" in cookie for cookie in cookies)


def test_what_farde_takes_over_from_plone_is_given_back(world):
    from farde.access.signin import setup

    pas = world.portal.acl_users
    setup.uninstall(world.portal)
    assert (pas.session.timeout, pas.jwt_auth.token_timeout) == (7200, 43200)
    assert "password_policy" in [name for name, _ in pas.plugins.listPlugins(IValidationPlugin)]
    setup.install(world.portal)
    assert pas.session.timeout == 60 * sessions.setting("idle_minutes")


def token(world, user: str) -> str:
    answer = requests.post(
        f"{world.portal.absolute_url()}/@login",
        json={"login": user, "password": PASSWORD},
        headers=JSON,
        timeout=30,
    )
    return answer.json()["token"]


def opens(world, token: str) -> bool:
    answer = requests.get(
        f"{world.portal.absolute_url()}/@tickets",
        headers=JSON | {"Authorization": f"Bearer {token}"},
        timeout=30,
    )
    return answer.status_code == 200


def renewed(world, token: str) -> requests.Response:
    return requests.post(
        f"{world.portal.absolute_url()}/@login-renew",
        headers=JSON | {"Authorization": f"Bearer {token}"},
        timeout=30,
    )


def test_a_token_of_rest_is_worth_nothing_after_its_logout(served_world):
    stolen = token(served_world, "caseworker1")
    assert opens(served_world, stolen)
    url = f"{served_world.portal.absolute_url()}/@logout"
    with freeze_time(datetime.now(UTC) + timedelta(seconds=2)):
        answer = requests.post(
            url, headers=JSON | {"Authorization": f"Bearer {stolen}"}, timeout=30
        )
    assert answer.status_code in (200, 204)
    assert not opens(served_world, stolen)
