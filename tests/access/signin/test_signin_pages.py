"""The pages of sign-in: for privacy officers and administrators, in French, without surprises."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import requests
from freezegun import freeze_time
from plone import api

from farde.access.signin import failures, operations
from farde.access.signin.settings import ISignInSettings
from farde.core import clock
from world import PASSWORD

FRENCH = {"Accept-Language": "fr"}


@pytest.fixture(autouse=True)
def counters(tmp_path, monkeypatch):
    """Counters of this test alone."""
    monkeypatch.setenv("FARDE_SIGNIN_URL", f"sqlite:///{tmp_path}/signin.sqlite")


def page(world, path: str, user: str = "privacy1") -> requests.Response:
    return requests.get(
        f"{world.portal.absolute_url()}/{path}",
        auth=(user, PASSWORD),
        headers=FRENCH,
        allow_redirects=False,
        timeout=30,
    )


def posted(world, path: str, fields: dict, user: str = "privacy1") -> requests.Response:
    return requests.post(
        f"{world.portal.absolute_url()}/{path}",
        data=fields,
        auth=(user, PASSWORD),
        headers=FRENCH,
        allow_redirects=False,
        timeout=30,
    )


def pass_key(answer: requests.Response) -> dict:
    return {"_authenticator": re.search(r'name="_authenticator"[^>]*value="(\w+)"', answer.text)[1]}


def lock(login: str) -> None:
    for _ in range(5):
        failures.note(failures.Caller.of("/plone", login, "192.0.2.1"))


@pytest.mark.parametrize("name", ["signin-settings", "signin-locks", "service-accounts"])
@pytest.mark.parametrize("user", ["caseworker1", "records1", "scan1", "external1"])
def test_the_pages_are_not_for_everybody(served_world, name, user):
    assert page(served_world, f"@@{name}").status_code == 200
    assert page(served_world, f"@@{name}", user).status_code != 200


def test_every_setting_stands_on_the_page_with_a_remark(served_world):
    text = page(served_world, "@@signin-settings").text
    for name in ISignInSettings.names(all=True):
        assert f'id="formfield-form-widgets-{name}"' in text, name
        assert len(ISignInSettings[name].description.default) > 40, name


def test_a_setting_is_changed_on_the_page(served_world):
    fields = form_of(page(served_world, "@@signin-settings"))
    fields |= {"form.widgets.lock_failures": "7", "form.buttons.save": "1"}
    assert posted(served_world, "@@signin-settings", fields).status_code == 302
    served_world.portal._p_jar.sync()
    assert api.portal.get_registry_record("farde.signin.lock_failures") == 7


def test_a_length_that_protects_nobody_is_refused_and_the_rest_is_kept(served_world):
    fields = form_of(page(served_world, "@@signin-settings"))
    fields |= {"form.widgets.password_length": "3", "form.widgets.lock_minutes": "42"}
    answer = posted(served_world, "@@signin-settings", fields | {"form.buttons.save": "1"})
    assert answer.status_code == 200
    assert re.search(r'name="form.widgets.lock_minutes"[^>]*value="42"', answer.text)
    assert api.portal.get_registry_record("farde.signin.password_length") == 12


def test_a_pair_of_groups_names_a_group_that_exists(served_world):
    fields = form_of(page(served_world, "@@signin-settings"))
    fields |= {"form.widgets.provider_groups": "CPAS-AS=nobody", "form.buttons.save": "1"}
    answer = posted(served_world, "@@signin-settings", fields)
    assert "le groupe de Farde doit exister" in answer.text


def test_a_locked_account_is_listed_by_name(world):
    lock("caseworker1")
    lock("a-name-that-nobody-has")
    listed = operations.locked_accounts()
    assert [(one.login, one.name) for one in listed] == [("caseworker1", "Claire Demoulin (AS)")]


def test_the_privacy_officer_lifts_a_lock(served_world):
    lock("caseworker1")
    listed = page(served_world, "@@signin-locks")
    assert "Claire Demoulin" in listed.text
    fields = {"login": "caseworker1"} | pass_key(listed)
    assert posted(served_world, "@@signin-locks", fields).status_code == 302
    assert "Aucun compte" in page(served_world, "@@signin-locks").text


def test_another_site_cannot_lift_a_lock_through_the_officer_s_browser(served_world):
    lock("caseworker1")
    assert posted(served_world, "@@signin-locks", {"login": "caseworker1"}).status_code == 403
    assert operations.locked_accounts()


def test_the_login_page_says_that_it_is_locked_and_keeps_the_name(served_world):
    url = f"{served_world.portal.absolute_url()}/login"
    fields = {"__ac_name": "caseworker1", "__ac_password": "wrong", "buttons.login": "Log in"}
    for _ in range(5):
        answer = requests.post(url, data=fields, headers=FRENCH, timeout=30)
        assert "Trop d'essais" not in answer.text
    answer = requests.post(url, data=fields | {"__ac_password": PASSWORD}, timeout=30)
    assert answer.status_code == 429
    assert "Trop d'essais manqués" in answer.text and "minute(s)" in answer.text
    assert re.search(r'name="__ac_name"[^>]*value="caseworker1"', answer.text)
    assert PASSWORD not in answer.text


ACCOUNTS, LOCKS = "@@service-accounts", "@@signin-locks"


def opened(world, **fields) -> requests.Response:
    """Open an account on the page."""
    given = {"action": "open", "title": "Logiciel social", "scopes:list": ["capture:write"]}
    return posted(world, ACCOUNTS, given | fields | pass_key(page(world, ACCOUNTS)))


def shown_token(answer: requests.Response) -> str:
    return re.search(r'id="new-token".*?<code>(farde_[^<]+)</code>', answer.text, re.S)[1]


def issued(world, expires: date) -> requests.Response:
    account = re.search(r'id="(svc-\w+)"', page(world, ACCOUNTS).text)[1]
    fields = {"action": "issue", "account": account, "expires": expires.isoformat()}
    return posted(world, ACCOUNTS, fields | pass_key(page(world, ACCOUNTS)))


def test_the_privacy_officer_opens_an_account_and_sees_its_token_once(served_world):
    assert opened(served_world).status_code == 302
    answer = issued(served_world, clock.today() + timedelta(days=30))
    token = shown_token(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert token not in page(served_world, ACCOUNTS).text
    headers = {"Accept": "application/json", "Authorization": f"Bearer {token}"}
    url = f"{served_world.portal.absolute_url()}/@capture"
    assert requests.get(url, headers=headers, timeout=30).status_code == 200


def test_a_token_is_revoked_on_the_page(served_world):
    opened(served_world)
    answer = issued(served_world, clock.today() + timedelta(days=30))
    token = re.search(r'name="token"[^>]*value="(t-\w+)"', answer.text)[1]
    fields = {"action": "revoke", "token": token} | pass_key(answer)
    assert posted(served_world, ACCOUNTS, fields).status_code == 302
    assert "Révoqué" in page(served_world, ACCOUNTS).text


def test_an_account_is_closed_on_the_page_and_stays_for_the_record(served_world):
    opened(served_world)
    before = page(served_world, ACCOUNTS)
    account = re.search(r'id="(svc-\w+)"', before.text)[1]
    fields = {"action": "close", "account": account} | pass_key(before)
    assert posted(served_world, ACCOUNTS, fields).status_code == 302
    after = page(served_world, ACCOUNTS).text
    assert account in after and "Fermé" in after and "Fermer le compte" not in after


def test_a_refused_account_says_why_and_keeps_what_was_given(served_world):
    answer = opened(served_world, **{"scopes:list": []})
    assert answer.status_code == 400
    assert "Aucune portée" in answer.text
    assert re.search(r'id="account-title"[^>]*value="Logiciel social"', answer.text)
    answer = opened(served_world, title=" ")
    assert re.search(r'id="scope-capture:write"[^>]*checked="checked"', answer.text)


def test_a_day_out_of_range_is_refused_on_the_page(served_world):
    opened(served_world)
    answer = issued(served_world, clock.today() + timedelta(days=4000))
    assert answer.status_code == 400 and "au plus tard dans 365 jours" in answer.text


def test_another_site_cannot_open_an_account_through_the_officer_s_browser(served_world):
    fields = {"action": "open", "title": "Intrus", "scopes:list": ["capture:write"]}
    posted(served_world, ACCOUNTS, fields)
    assert "Intrus" not in page(served_world, ACCOUNTS).text


def form_of(answer: requests.Response) -> dict:
    """Return what a browser would send back from the form of the settings."""
    fields = dict(
        re.findall(r'<input[^>]*name="(form\.widgets\.\w+)"[^>]*value="([^"]*)"', answer.text)
    )
    texts = re.findall(
        r'<textarea[^>]*name="(form\.widgets\.\w+)"[^>]*>([^<]*)<', answer.text, re.S
    )
    return fields | dict(texts) | pass_key(answer)


def test_the_sessions_of_a_lost_computer_are_ended(served_world):
    url = f"{served_world.portal.absolute_url()}/@login"
    body = {"login": "caseworker1", "password": PASSWORD}
    headers = {"Accept": "application/json"}
    token = requests.post(url, json=body, headers=headers, timeout=30).json()["token"]
    bearer = headers | {"Authorization": f"Bearer {token}"}
    tickets = f"{served_world.portal.absolute_url()}/@tickets"
    assert requests.get(tickets, headers=bearer, timeout=30).status_code == 200
    fields = {"login": "caseworker1", "action": "end"} | pass_key(page(served_world, LOCKS))
    with freeze_time(datetime.now(UTC) + timedelta(seconds=2)):
        assert posted(served_world, LOCKS, fields).status_code == 302
    assert requests.get(tickets, headers=bearer, timeout=30).status_code == 401


def test_a_name_that_nobody_has_is_told_to_the_officer_and_kept(served_world):
    fields = {"login": "caseworker7x", "action": "end"} | pass_key(page(served_world, LOCKS))
    answer = posted(served_world, LOCKS, fields)
    assert "Personne ne se connecte" in answer.text and 'value="caseworker7x"' in answer.text
