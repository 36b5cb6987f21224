"""Staff sign in through the centre's identity provider, as far as its word holds."""

import base64
import hashlib
import json
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from plone import api

from farde.access.signin import provider as farde_provider
from identityprovider import Person, changed, message, replacing

AMINA = {"name": "Amina Exemple", "given_name": "Amina", "family_name": "Exemple"}
REFUSED = "Le compte du centre n'a pas pu être vérifié."
UNASKED = "Cette connexion n'a pas commencé dans ce navigateur."


@pytest.fixture
def amina(provider) -> str:
    """A caseworker, as the provider knows her."""
    provider.user("8f3a1c", groups=["CPAS-AS", "Tout le personnel"], **AMINA)
    return "8f3a1c"


def user_of(provider, sub: str) -> str:
    from farde.core.ids import derived_id

    return derived_id("idp", provider.issuer, sub)


def groups_of(world, user_id: str) -> set[str]:
    world.portal._p_jar.sync()
    return {group.getId() for group in api.group.get_groups(username=user_id)}


def test_a_new_caseworker_is_signed_in_and_in_the_group_of_the_team(
    connected, person, provider, amina
):
    answer = person.sign_in(amina)
    assert answer.status_code == 302 and person.is_in()
    assert "caseworkers" in groups_of(connected, user_of(provider, amina))


def test_a_new_caseworker_sees_her_own_dossier_and_no_other(connected, person, provider, amina):
    person.sign_in(amina)
    connected.portal._p_jar.sync()
    hers, other = connected.dossier(user_of(provider, amina)), connected.dossier("caseworker1")
    connected.commit()
    assert person.get(f"dossiers/{hers.getId()}").status_code == 200
    assert person.get(f"dossiers/{other.getId()}").status_code == 404
    # With dossiers she is in circles, at which the add-on's own groups would stop.
    assert person.sign_in(amina).status_code == 302 and person.is_in()


def test_she_goes_by_her_name_and_by_an_id_that_says_nothing(connected, person, provider, amina):
    person.sign_in(amina)
    connected.portal._p_jar.sync()
    user = api.user.get(userid=user_of(provider, amina))
    assert user.getProperty("fullname") == "Amina Exemple"
    assert amina not in user.getId() and user.getUserName() == user.getId()


def test_a_subject_called_like_somebody_here_is_somebody_else(connected, person, provider):
    provider.user("caseworker1", groups=["CPAS-AS"])
    theirs = connected.dossier("caseworker1")
    connected.commit()
    person.sign_in("caseworker1")
    assert person.is_in()
    assert person.get(f"dossiers/{theirs.getId()}").status_code == 404


def test_only_groups_that_the_centre_named_are_given(connected, person, provider):
    claimed = ["CPAS-AS", "Administrators", "Site Administrators", "privacy", "caseworkers"]
    provider.user("8f3a1c", groups=claimed)
    person.sign_in("8f3a1c")
    held = groups_of(connected, user_of(provider, "8f3a1c")) - {"AuthenticatedUsers"}
    assert held == {"caseworkers"}
    assert "Manager" not in api.user.get_roles(username=user_of(provider, "8f3a1c"))


def test_a_group_lost_at_the_provider_is_lost_here_at_the_next_sign_in(
    connected, person, provider, amina
):
    person.sign_in(amina)
    provider.user(amina, groups=["CPAS-PAIE"], **AMINA)
    Person(connected, provider).sign_in(amina)
    held = groups_of(connected, user_of(provider, amina))
    assert "payments" in held and "caseworkers" not in held


@pytest.mark.parametrize("claims", [{"groups": []}, {"groups": ["Autre"]}, {}])
def test_who_lost_every_group_does_not_get_in_any_more(connected, provider, person, amina, claims):
    person.sign_in(amina)
    provider.user(amina, **AMINA, **claims)
    again = Person(connected, provider)
    answer = again.sign_in(amina)
    assert answer.status_code == 403
    assert message(answer) == "Votre compte du centre ne donne pas accès à Farde."
    assert not again.is_in()
    assert "caseworkers" not in groups_of(connected, user_of(provider, amina))


def test_a_stranger_of_the_provider_leaves_no_account_here(connected, person, provider):
    provider.user("00ff", groups=["Autre"])
    assert person.sign_in("00ff").status_code == 403
    connected.portal._p_jar.sync()
    assert api.user.get(userid=user_of(provider, "00ff")) is None


def test_a_group_that_the_centre_gave_by_hand_stays(connected, person, provider, amina):
    person.sign_in(amina)
    connected.portal._p_jar.sync()
    api.group.add_user(groupname="referents", username=user_of(provider, amina))
    connected.commit()
    Person(connected, provider).sign_in(amina)
    assert "referents" in groups_of(connected, user_of(provider, amina))


def test_the_way_out_asks_for_a_code_with_state_nonce_and_a_challenge(person, provider, amina):
    address = person.leave()
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert asked["response_type"] == "code" and "openid" in asked["scope"].split()
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) >= 16 and len(asked["nonce"]) >= 16
    assert asked["redirect_uri"] == f"{person.site}/@@signin-provider-callback"
    person.come_back(person.consent(address, amina))
    [(_, sent)] = provider.asked
    digest = hashlib.sha256(sent["code_verifier"][0].encode()).digest()
    assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == asked["code_challenge"]


def test_two_ways_out_have_nothing_in_common(person):
    first, second = (parse_qs(urlsplit(person.leave()).query) for _ in range(2))
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]


def test_a_wrong_state_is_refused(person, amina):
    back = person.consent(person.leave(), amina)
    answer = person.come_back(changed(back, state="0123456789abcdef"))
    assert (answer.status_code, message(answer)) == (400, UNASKED)
    assert not person.is_in()


def test_an_answer_that_another_browser_asked_for_is_refused(connected, person, provider, amina):
    back = person.consent(person.leave(), amina)
    victim = Person(connected, provider)
    for prepare in (lambda: None, victim.leave):
        prepare()
        answer = victim.come_back(back)
        assert (answer.status_code, message(answer)) == (400, UNASKED)
    assert not victim.is_in()


def test_an_answer_serves_once(person, amina):
    back = person.consent(person.leave(), amina)
    person.come_back(back)
    person.browser.cookies.pop("__ac")
    assert person.come_back(back).status_code == 400
    assert not person.is_in()


@pytest.mark.parametrize("cookie", ["", "%%%", "bm90IGpzb24=", "WzFd", "bnVsbA=="])
def test_a_cookie_of_nonsense_is_refused_and_not_a_failure(person, amina, cookie):
    back = person.consent(person.leave(), amina)
    person.browser.cookies.clear()
    answer = requests.get(back, cookies={"__ac_session": cookie}, allow_redirects=False, timeout=30)
    assert answer.status_code == 400 and "__ac" not in answer.cookies


@pytest.mark.parametrize("nonce", ["0123456789abcdef", None])
def test_a_wrong_or_missing_nonce_is_refused(person, amina, nonce):
    answer = person.come_back(person.consent(person.leave(), amina, nonce=nonce))
    assert (answer.status_code, message(answer)) == (502, REFUSED)
    assert not person.is_in()


def test_a_provider_that_goes_by_another_name_is_refused_before_one_leaves(person, provider):
    provider.tampers["/.well-known/openid-configuration"] = replacing(
        issuer="https://other.invalid"
    )
    answer = person.get("@@signin-provider")
    assert (answer.status_code, message(answer)) == (502, REFUSED)


def test_a_token_of_another_issuer_is_refused(person, provider, amina):
    back = person.consent(person.leave(), amina)
    provider.alias = "other.invalid"
    provider.tampers["/.well-known/openid-configuration"] = lambda body: body.replace(
        b"http://other.invalid", provider.issuer.encode()
    )
    answer = person.come_back(back)
    assert (answer.status_code, message(answer)) == (502, REFUSED)
    assert not person.is_in()


def test_a_code_that_another_application_got_is_refused(person, amina):
    answer = person.come_back(person.consent(person.leave(), amina, client_id="another"))
    assert (answer.status_code, message(answer)) == (502, REFUSED)
    assert not person.is_in()


def unsigned(body: bytes) -> bytes:
    """Return the answer with the ID token's signature taken off."""
    answer = json.loads(body)
    _header, claims, _signature = answer["id_token"].split(".")
    header = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    return json.dumps(answer | {"id_token": f"{header}.{claims}."}).encode()


def forged(body: bytes) -> bytes:
    """Return the answer with another subject under the old signature."""
    answer = json.loads(body)
    header, claims, signature = answer["id_token"].split(".")
    told = json.loads(base64.urlsafe_b64decode(claims + "=="))
    other = base64.urlsafe_b64encode(json.dumps(told | {"sub": "boss"}).encode()).decode()
    return json.dumps(answer | {"id_token": f"{header}.{other.rstrip('=')}.{signature}"}).encode()


def without_identity(body: bytes) -> bytes:
    """Return the answer of a provider that speaks OAuth and no OpenID."""
    return json.dumps({k: v for k, v in json.loads(body).items() if k != "id_token"}).encode()


@pytest.mark.parametrize("tamper", [unsigned, forged, without_identity, lambda body: b"{}"])
def test_an_identity_that_nobody_vouches_for_is_refused(person, provider, amina, tamper):
    provider.tampers["/oauth2/token"] = tamper
    answer = person.sign_in(amina)
    assert (answer.status_code, message(answer)) == (502, REFUSED)
    assert not person.is_in()


def test_details_about_somebody_else_are_refused(person, provider, amina):
    provider.tampers["/userinfo"] = replacing(sub="boss")
    assert person.sign_in(amina).status_code == 502
    assert not person.is_in()


def test_who_says_no_at_the_provider_is_back_at_the_login_page(person):
    answer = person.come_back(person.consent(person.leave()))
    assert (answer.status_code, message(answer)) == (400, "La connexion a été abandonnée.")
    assert not person.is_in()


@pytest.mark.parametrize(
    "place", ["https://evil.invalid/", "//evil.invalid", "javascript:alert(1)"]
)
def test_nobody_is_sent_on_to_another_site(person, amina, place):
    assert person.sign_in(amina, came_from=place).headers["Location"] == person.site


def test_one_comes_back_to_the_page_one_wanted(person, amina):
    wanted = f"{person.site}/@@inbox"
    assert person.sign_in(amina, came_from=wanted).headers["Location"] == wanted


def test_what_waits_in_the_browser_is_out_of_reach_of_scripts(person):
    answer = person.get("@@signin-provider")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__ac_session=")
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_the_button_is_shown_when_the_centre_wants_it(connected, person, monkeypatch):
    text = person.get(f"login?came_from={person.site}/@@inbox").text
    assert "Se connecter avec le compte du centre" in text
    assert "@@signin-provider?came_from=" in text
    monkeypatch.delenv("FARDE_OIDC_CLIENT_SECRET")
    assert "signin-provider" not in person.get("login").text


def test_a_site_that_has_not_switched_it_on_has_no_such_door(served_world, provider):
    visitor = Person(served_world, provider)
    assert "signin-provider" not in visitor.get("login").text
    for path in ("@@signin-provider", "@@signin-provider-callback?code=1&state=2"):
        assert (
            visitor.get(path).status_code != 302 or "login" in visitor.get(path).headers["Location"]
        )


def test_who_belongs_to_the_provider_has_no_password_here(connected, person, provider, amina):
    person.sign_in(amina)
    connected.portal._p_jar.sync()
    name = user_of(provider, amina)
    connected.portal.acl_users.userSetPassword(name, "trois chaises sous la pluie")
    connected.commit()
    body = {"login": name, "password": "trois chaises sous la pluie"}
    answer = requests.post(
        f"{person.site}/@login", json=body, headers={"Accept": "application/json"}, timeout=30
    )
    assert answer.status_code == 401


def test_the_secret_is_not_in_the_database(connected):
    plugin = connected.portal.acl_users[farde_provider.PROVIDER_ID]
    assert plugin.getProperty("client_secret") == "a secret of the tests"
    assert "a secret of the tests" not in str(vars(plugin))


@pytest.mark.parametrize("path", ["@login-oidc/farde_provider", "@logout-oidc/farde_provider"])
def test_the_services_of_the_add_on_are_closed(person, path):
    answer = requests.get(
        f"{person.site}/{path}", headers={"Accept": "application/json"}, timeout=30
    )
    assert answer.status_code in {401, 404} and "next_url" not in answer.text


@pytest.mark.parametrize("name", ["login", "callback?state=x&code=y", "require_login"])
def test_the_pages_of_the_add_on_are_closed_even_where_it_is_installed(
    connected, person, provider, amina, name
):
    api.portal.get_tool("portal_setup").runAllImportStepsFromProfile("pas.plugins.oidc:default")
    connected.commit()
    answer = person.get(f"acl_users/farde_provider/{name}")
    assert provider.issuer not in answer.headers.get("Location", "")
    assert answer.status_code in {302, 401, 404}
    assert not person.is_in()
