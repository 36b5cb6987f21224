"""A new password is long enough and not soon guessed, whichever door it comes through."""

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from farde.access.signin import passwords
from farde.access.signin.errors import PasswordIsName, PasswordTooEasy, PasswordTooShort
from world import PASSWORD

GOOD = "trois chaises sous la pluie"
SHORT, NAME, EASY = "pluie-fine", "caseworker1-24", "azertyuiop123"
JSON = {"Accept": "application/json", "Accept-Language": "fr"}


def judged(password: str, *names: str) -> list[type]:
    return [type(fault) for fault in passwords.faults(password, names)]


@pytest.fixture
def keeper(served_world) -> requests.Session:
    """Whoever keeps the accounts, through plone.restapi."""
    session = requests.Session()
    session.auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    session.headers.update(JSON)
    return session


def test_a_few_words_make_a_password(world):
    assert judged(GOOD, "caseworker1") == []


def test_a_short_password_is_refused(world):
    assert judged(SHORT) == [PasswordTooShort]


def test_the_length_is_the_centre_s_choice(world):
    api.portal.set_registry_record("farde.signin.password_length", 10)
    assert judged(SHORT) == []


def test_the_name_one_signs_in_with_is_no_password(world):
    assert judged(NAME, "caseworker1") == [PasswordIsName]
    assert judged(NAME.upper(), "caseworker1") == [PasswordIsName]
    assert judged(f"caseworker1 {GOOD}", "caseworker1") == []


@pytest.mark.parametrize("password", [EASY, "motdepasse123", "password1234", "aaaaaaaaaaaaaaaa"])
def test_a_common_password_is_refused(world, password):
    assert judged(password) == [PasswordTooEasy]


def test_how_solid_is_the_centre_s_choice(world):
    api.portal.set_registry_record("farde.signin.password_score", 0)
    assert judged(EASY) == []


def test_no_capital_and_no_sign_is_asked_for(world):
    assert judged("vent nuage agrafe tiroir") == []


@given(st.text(max_size=300))
def test_every_text_is_judged(password):
    assert len(passwords.faults(password, ["caseworker1"])) <= 1


@pytest.mark.parametrize("password", [SHORT, EASY])
def test_an_account_is_not_created_with_a_weak_password(served_world, keeper, password):
    body = {"username": "newcomer", "email": "n@farde.invalid", "password": password}
    answer = keeper.post(f"{served_world.portal.absolute_url()}/@users", json=body, timeout=30)
    assert answer.status_code == 400
    assert "mot de passe" in answer.json()["error"]["message"]
    served_world.portal._p_jar.sync()
    assert api.user.get(username="newcomer") is None


def test_an_account_is_created_with_a_good_one(served_world, keeper):
    body = {"username": "newcomer", "email": "n@farde.invalid", "password": GOOD}
    answer = keeper.post(f"{served_world.portal.absolute_url()}/@users", json=body, timeout=30)
    assert answer.status_code == 201


@pytest.mark.parametrize("password", [SHORT, NAME, EASY])
def test_a_keeper_does_not_give_a_weak_password(served_world, keeper, password):
    url = f"{served_world.portal.absolute_url()}/@users/caseworker1"
    assert keeper.patch(url, json={"password": password}, timeout=30).status_code == 400
    assert keeper.patch(url, json={"password": GOOD}, timeout=30).status_code == 204


@pytest.mark.parametrize("password", [SHORT, NAME, EASY])
def test_one_does_not_take_a_weak_password_through_rest(served_world, password):
    url = f"{served_world.portal.absolute_url()}/@users/caseworker1/reset-password"
    body = {"old_password": PASSWORD, "new_password": password}
    own = ("caseworker1", PASSWORD)
    assert requests.post(url, json=body, headers=JSON, auth=own, timeout=30).status_code == 400
    again = {"old_password": PASSWORD, "new_password": GOOD}
    assert requests.post(url, json=again, headers=JSON, auth=own, timeout=30).status_code == 200


def test_the_form_of_the_change_says_what_is_wrong_in_french(world):
    with world.as_user("caseworker1"):
        tool = api.portal.get_tool("portal_registration")
        assert "au moins 12 caractères" in tool.testPasswordValidity(SHORT, SHORT)
        assert "nom d'utilisateur" in tool.testPasswordValidity(NAME, NAME)
        assert "trop facile" in tool.testPasswordValidity(EASY, EASY)
        assert tool.testPasswordValidity(GOOD, GOOD) is None


def test_a_link_to_reset_takes_no_weak_password(world, monkeypatch):
    reset = api.portal.get_tool("portal_password_reset").requestReset("caseworker1")
    view = api.content.get_view("passwordreset", world.portal, world.portal.REQUEST)
    form = {"userid": "caseworker1", "password": NAME, "password2": NAME}
    monkeypatch.setattr(view.request, "form", form)
    monkeypatch.setattr(view.request, "method", "POST")
    assert "nom d'utilisateur" in view.getErrors()["password"]
    with pytest.raises(PasswordIsName):
        api.portal.get_tool("portal_password_reset").resetPassword(
            "caseworker1", reset["randomstring"], NAME
        )
