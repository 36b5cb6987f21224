"""A machine comes in with a token: as far as its scopes, until it expires or is revoked."""

import base64
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import requests
from freezegun import freeze_time
from plone import api

from farde.access.signin import operations, token_uses
from farde.access.signin.accounts import ACCOUNTS_ID
from farde.core.errors import Refusals
from world import PASSWORD, small_scan

DAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
JSON = {"Accept": "application/json", "Accept-Language": "fr"}
FILE = {
    "data": base64.b64encode(small_scan()).decode(),
    "encoding": "base64",
    "filename": "scan.png",
}


@pytest.fixture(autouse=True)
def counters(tmp_path, monkeypatch):
    """Counters of this test alone."""
    monkeypatch.setenv("FARDE_SIGNIN_URL", f"sqlite:///{tmp_path}/signin.sqlite")


@pytest.fixture
def machine(served_world):
    """Return a function that gives a machine with these scopes, as its HTTP session."""

    def make(*scopes: str) -> requests.Session:
        with served_world.as_user("privacy1"):
            account = operations.open_account("Logiciel social", scopes)
            text = operations.issue_token(account.user_id, date(2026, 3, 9))
        served_world.commit()
        session = requests.Session()
        session.headers = JSON | {"Authorization": f"Bearer {text}"}
        session.account = account
        return session

    # Written before the clock stops: a database does not go back in time.
    api.portal.set_registry_record("farde.signin.token_days", 30)
    served_world.commit()
    with freeze_time(DAY):
        yield make


def url(world, path: str = "") -> str:
    return f"{world.portal.absolute_url()}/{path}"


def deposits(world) -> int:
    world.portal._p_jar.sync()
    return len(world.portal["capture"].objectIds())


def test_a_token_opens_what_its_scope_says(served_world, machine):
    answer = machine("capture:write").post(
        url(served_world, "@capture"), json={"file": FILE}, timeout=30
    )
    assert answer.status_code == 202
    assert deposits(served_world) == 1


def test_out_of_scope_is_refused_with_the_missing_scope_and_nothing_is_written(
    served_world, machine
):
    answer = machine("dossiers:read").post(
        url(served_world, "@capture"), json={"file": FILE}, timeout=30
    )
    assert answer.status_code == 403
    assert answer.json()["type"] == "OutOfScope"
    assert "« capture:write »" in answer.json()["errors"][0]["remedy"]
    assert deposits(served_world) == 0


def test_scopes_give_nothing_that_the_roles_do_not(served_world, machine):
    dossier = served_world.dossier()
    served_world.commit()
    path = f"dossiers/{dossier.getId()}"
    answer = machine("dossiers:read").get(url(served_world, path), timeout=30)
    assert answer.status_code in {401, 403, 404}


def test_creating_content_wants_its_own_scope(served_world, machine):
    body = {"@type": "Person", "first_name": "Ana", "last_name": "Exemple", "language": "fr"}
    for scope, status in (("dossiers:read", 403), ("dossiers:write", 201)):
        answer = machine(scope).post(url(served_world, "persons"), json=body, timeout=30)
        assert answer.status_code == status, answer.text


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "@users"),
        ("GET", "@types"),
        ("GET", "@controlpanels"),
        ("GET", "@actions"),
        ("GET", "@navigation"),
        ("POST", "@login-renew"),
        ("GET", "@@dossiers"),
        ("GET", "@@change-password"),
        ("GET", "login"),
    ],
)
def test_what_names_no_scope_is_opened_by_no_token(served_world, machine, method, path):
    everything = machine(*sorted(operations.scopes.NAMES))
    for accept in ("application/json", "text/html"):
        answer = everything.request(
            method, url(served_world, path), headers={"Accept": accept}, timeout=30
        )
        assert answer.status_code in {401, 403, 404}, (accept, answer.text[:300])


def test_a_session_in_the_same_request_widens_nothing(served_world, machine):
    token = machine("dossiers:read")
    fields = {"__ac_name": "scan1", "__ac_password": PASSWORD, "buttons.login": "Log in"}
    entry = requests.post(
        url(served_world, "login"), data=fields, allow_redirects=False, timeout=30
    )
    answer = token.post(
        url(served_world, "@capture"), json={"file": FILE}, cookies=entry.cookies, timeout=30
    )
    assert answer.status_code == 403
    assert deposits(served_world) == 0


def test_a_token_ends_with_its_last_day(served_world, machine):
    token = machine("capture:write")
    for moment, status in (
        (datetime(2026, 3, 9, 22, 59, 59, tzinfo=UTC), 200),
        (datetime(2026, 3, 9, 23, 0, 0, tzinfo=UTC), 401),
    ):
        with freeze_time(moment):
            answer = token.get(url(served_world, "@capture"), timeout=30)
        assert answer.status_code == status
    assert answer.json()["type"] == "TokenRefused"


def test_a_revoked_token_opens_nothing_from_that_moment(served_world, machine):
    token = machine("capture:write")
    assert token.get(url(served_world, "@capture"), timeout=30).status_code == 200
    [held] = operations.tokens(token.account.user_id)
    operations.revoke_token(held.token_id)
    served_world.commit()
    assert token.get(url(served_world, "@capture"), timeout=30).status_code == 401


def test_a_closed_account_opens_nothing_and_is_in_no_group(served_world, machine):
    token = machine("capture:write")
    operations.close_account(token.account.user_id)
    served_world.commit()
    assert token.get(url(served_world, "@capture"), timeout=30).status_code == 401
    members = api.group.get(groupname="external-systems").getGroupMemberIds()
    assert token.account.user_id not in members


def test_unknown_expired_and_revoked_tokens_get_the_same_answer(served_world, machine):
    token = machine("capture:write")
    [held] = operations.tokens(token.account.user_id)
    unknown = requests.Session()
    unknown.headers = JSON | {"Authorization": f"Bearer farde_{held.token_id}_wrong"}
    operations.revoke_token(held.token_id)
    served_world.commit()
    answers = [one.get(url(served_world, "@capture"), timeout=30) for one in (token, unknown)]
    assert answers[0].text == answers[1].text
    assert [one.status_code for one in answers] == [401, 401]


def test_a_token_is_kept_as_a_digest_only(served_world, machine):
    token = machine("capture:write")
    secret = token.headers["Authorization"].split("_", 2)[2]
    [held] = operations.tokens(token.account.user_id)
    plugin = served_world.portal.acl_users[ACCOUNTS_ID]
    assert secret not in str(vars(held)) and secret not in str(vars(plugin))


def test_a_machine_has_no_password_and_gets_none(served_world, machine):
    user = machine("capture:write").account.user_id
    pas = served_world.portal.acl_users
    with pytest.raises(RuntimeError):
        pas.userSetPassword(user, "trois chaises sous la pluie")
    for password in ("", user, "secret"):
        body = {"login": user, "password": password}
        answer = requests.post(url(served_world, "@login"), json=body, headers=JSON, timeout=30)
        assert answer.status_code == 401


def test_a_machine_goes_by_its_title_and_by_an_opaque_id(served_world, machine):
    account = machine("capture:write").account
    assert re.fullmatch(r"svc-[2-9a-z]{12}", account.user_id)
    assert api.user.get(userid=account.user_id).getProperty("fullname") == "Logiciel social"
    assert "External System" in api.user.get_roles(username=account.user_id)


def test_the_last_use_is_noted_to_the_hour_and_writes_nothing_to_the_object_database(
    served_world, machine
):
    token = machine("capture:write")
    [held] = operations.tokens(token.account.user_id)
    before = served_world.app._p_jar.db().lastTransaction()
    assert token_uses.last(held.token_id) is None
    seen = []
    for minutes in (0, 30, 61):
        with freeze_time(DAY + timedelta(minutes=minutes)):
            token.get(url(served_world, "@capture"), timeout=30)
        seen.append(token_uses.last(held.token_id))
    assert seen == [DAY, DAY, DAY + timedelta(minutes=61)]
    assert served_world.app._p_jar.db().lastTransaction() == before


def test_a_token_lasts_no_longer_than_the_centre_allows(world):
    api.portal.set_registry_record("farde.signin.token_days", 30)
    with freeze_time(DAY), world.as_user("privacy1"):
        account = operations.open_account("Logiciel social", ["capture:write"])
        operations.issue_token(account.user_id, date(2026, 4, 1))
        for day in (date(2026, 4, 2), date(2026, 3, 1), None):
            with pytest.raises(operations.ExpiryOutOfRange):
                operations.issue_token(account.user_id, day)


def test_an_account_names_itself_and_what_it_may_do(world):
    with world.as_user("privacy1"), pytest.raises(Refusals) as told:
        operations.open_account("  ", [])
    assert [one.field for one in told.value.each()] == ["title", "scopes"]
    with world.as_user("privacy1"), pytest.raises(Refusals):
        operations.open_account("Logiciel social", ["everything:write"])


def test_where_tokens_are_wanted_a_password_of_an_external_system_is_refused(served_world):
    own, person = ("external1", PASSWORD), ("scan1", PASSWORD)
    ask = url(served_world, "@capture")
    assert requests.get(ask, auth=own, headers=JSON, timeout=30).status_code == 200
    api.portal.set_registry_record("farde.signin.tokens_only", True)
    served_world.commit()
    answer = requests.get(ask, auth=own, headers=JSON, timeout=30)
    assert (answer.status_code, answer.json()["type"]) == (403, "TokenWanted")
    body = {"login": "external1", "password": PASSWORD}
    login = requests.post(url(served_world, "@login"), json=body, headers=JSON, timeout=30)
    assert login.status_code == 403
    assert requests.get(ask, auth=person, headers=JSON, timeout=30).status_code == 200


def test_where_tokens_are_wanted_a_token_is_enough(served_world, machine):
    api.portal.set_registry_record("farde.signin.tokens_only", True)
    answer = machine("capture:write").get(url(served_world, "@capture"), timeout=30)
    assert answer.status_code == 200
