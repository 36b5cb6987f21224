"""Who guesses passwords meets a closed door; who forgot theirs finds it open again."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import requests
from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plone import api

from farde.access.signin import database, failures
from world import PASSWORD

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
WRONG = "wrong-password"
JSON = {"Accept": "application/json", "Accept-Language": "fr"}


@pytest.fixture(autouse=True)
def counters(tmp_path, monkeypatch):
    """Counters of this test alone."""
    monkeypatch.setenv("FARDE_SIGNIN_URL", f"sqlite:///{tmp_path}/signin.sqlite")


@pytest.fixture
def rules(served_world):
    """Three failures close the door for ten minutes; twelve close it everywhere."""
    values = {
        "lock_failures": 3,
        "lock_failures_anywhere": 12,
        "lock_period_minutes": 15,
        "lock_minutes": 10,
    }
    for name, value in values.items():
        api.portal.set_registry_record(f"farde.signin.{name}", value)
    served_world.commit()
    return values


class Visitor:
    """Somebody before the doors of the site; each method returns the status of the answer."""

    def __init__(self, world) -> None:
        self.base = world.portal.absolute_url()

    def basic(self, login: str, password: str) -> requests.Response:
        """HTTP Basic, to a page of the staff."""
        return requests.get(
            f"{self.base}/@@inbox", auth=(login, password), allow_redirects=False, timeout=30
        )

    def rest_basic(self, login: str, password: str) -> requests.Response:
        """HTTP Basic, to a REST service."""
        return requests.get(
            f"{self.base}/dossiers", auth=(login, password), headers=JSON, timeout=30
        )

    def rest_login(self, login: str, password: str) -> requests.Response:
        """plone.restapi's sign-in."""
        body = {"login": login, "password": password}
        return requests.post(f"{self.base}/@login", json=body, headers=JSON, timeout=30)

    def form(self, login: str, password: str) -> requests.Response:
        """The page."""
        fields = {"__ac_name": login, "__ac_password": password, "buttons.login": "Log in"}
        return requests.post(
            f"{self.base}/login",
            data=fields,
            headers={"Accept-Language": "fr"},
            allow_redirects=False,
            timeout=30,
        )

    def smuggled(self, login: str, password: str) -> requests.Response:
        """A JSON body on another service, which plone.restapi takes credentials from as well."""
        body = {"login": login, "password": password}
        return requests.post(f"{self.base}/@tickets", json=body, headers=JSON, timeout=30)


DOORS = ("basic", "rest_basic", "rest_login", "form", "smuggled")


@pytest.fixture
def visitor(served_world, rules) -> Visitor:
    return Visitor(served_world)


def got_in(answer: requests.Response, door: str) -> bool:
    if door == "form":
        return answer.status_code == 302 and "__ac" in answer.cookies
    if door == "smuggled":
        return answer.status_code not in {401, 429}
    return answer.status_code == 200


@pytest.mark.parametrize("door", DOORS)
def test_whoever_knows_the_password_gets_in(visitor, door):
    assert got_in(getattr(visitor, door)("caseworker1", PASSWORD), door)


@pytest.mark.parametrize("door", DOORS)
def test_after_too_many_failures_the_right_password_does_not_help_at_any_door(visitor, door):
    for _ in range(3):
        assert not got_in(getattr(visitor, door)("caseworker1", WRONG), door)
    for other in DOORS:
        assert not got_in(getattr(visitor, other)("caseworker1", PASSWORD), other), other


@pytest.mark.parametrize("door", DOORS)
def test_fewer_failures_close_nothing(visitor, door):
    for _ in range(2):
        getattr(visitor, door)("caseworker1", WRONG)
    assert got_in(getattr(visitor, door)("caseworker1", PASSWORD), door)


def test_getting_in_wipes_the_slate(visitor):
    for _ in range(3):
        visitor.rest_login("caseworker1", WRONG)
        visitor.rest_login("caseworker1", WRONG)
        assert visitor.rest_login("caseworker1", PASSWORD).status_code == 200


@pytest.mark.parametrize("login", [5, ["caseworker1"], {"a": 1}, True])
def test_a_login_that_is_no_text_gets_nobody_in(visitor, login):
    assert visitor.rest_login(login, PASSWORD).status_code in {400, 401}


def test_one_locked_name_leaves_the_others_alone(visitor):
    for _ in range(3):
        visitor.rest_login("caseworker1", WRONG)
    assert visitor.rest_login("caseworker2", PASSWORD).status_code == 200


def test_the_lock_ends_by_itself(visitor):
    with freeze_time(START) as clock:
        for _ in range(3):
            visitor.rest_login("caseworker1", WRONG)
        clock.tick(timedelta(minutes=9, seconds=59))
        assert visitor.rest_login("caseworker1", PASSWORD).status_code == 429
        clock.tick(timedelta(seconds=1))
        assert visitor.rest_login("caseworker1", PASSWORD).status_code == 200


def test_failures_spread_over_more_than_the_period_do_not_add_up(visitor):
    with freeze_time(START) as clock:
        for _ in range(6):
            assert visitor.rest_login("caseworker1", WRONG).status_code == 401
            clock.tick(timedelta(minutes=8))


def test_trying_on_does_not_prolong_the_lock(visitor):
    with freeze_time(START) as clock:
        for _ in range(3):
            visitor.rest_login("caseworker1", WRONG)
        clock.tick(timedelta(minutes=9))
        assert visitor.rest_login("caseworker1", WRONG).status_code == 429
        clock.tick(timedelta(minutes=1))
        assert visitor.rest_login("caseworker1", PASSWORD).status_code == 200


def test_the_answer_is_the_same_for_a_name_that_nobody_has(visitor):
    with freeze_time(START):
        known = [visitor.rest_login("caseworker1", WRONG) for _ in range(4)]
        unknown = [visitor.rest_login("nobody-at-all", WRONG) for _ in range(4)]
    assert [a.status_code for a in known] == [401, 401, 401, 429]
    assert [(a.status_code, a.text) for a in known] == [(a.status_code, a.text) for a in unknown]


def test_the_answer_says_when_and_whom_to_ask(visitor):
    with freeze_time(START):
        for _ in range(3):
            visitor.rest_login("caseworker1", WRONG)
        answer = visitor.rest_login("caseworker1", PASSWORD)
    assert answer.headers["Retry-After"] == "600"
    assert "dans 10 minute(s)" in answer.json()["errors"][0]["remedy"]
    assert "caseworker1" not in answer.text


def test_failures_from_elsewhere_do_not_close_the_door_of_the_person(world):
    mine, theirs = caller(), caller(address="192.0.2.66")
    for _ in range(5):
        failures.note(theirs)
    assert failures.standing(theirs).locked_minutes > 0
    assert failures.standing(mine).locked_minutes == 0


def test_many_failures_from_many_places_close_the_account(world):
    api.portal.set_registry_record("farde.signin.lock_failures_anywhere", 12)
    for number in range(12):
        assert failures.standing(caller()).locked_minutes == 0
        failures.note(caller(address=f"192.0.2.{number}"))
    assert failures.standing(caller()).locked_minutes > 0


def test_a_keeper_of_zope_locks_nobody_out_by_passing_through_the_site(visitor, served_world):
    from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

    for _ in range(5):
        assert visitor.rest_basic(SITE_OWNER_NAME, SITE_OWNER_PASSWORD).status_code == 200


def test_a_keeper_of_zope_is_locked_like_anybody(visitor):
    from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

    for _ in range(3):
        visitor.rest_basic(SITE_OWNER_NAME, WRONG)
    for door in DOORS:
        assert not got_in(getattr(visitor, door)(SITE_OWNER_NAME, SITE_OWNER_PASSWORD), door), door


def test_whoever_is_signed_in_already_goes_on_working(visitor):
    session = requests.Session()
    token = visitor.rest_login("caseworker1", PASSWORD).json()["token"]
    for _ in range(4):
        visitor.rest_login("caseworker1", WRONG)
    session.headers = JSON | {"Authorization": f"Bearer {token}"}
    assert session.get(f"{visitor.base}/@tickets", timeout=30).status_code == 200


def test_the_counters_hold_no_name_and_no_address(visitor):
    visitor.rest_login("caseworker1", WRONG)
    with database.engine().connect() as sql:
        rows = sql.execute(database.failures.select()).all()
    assert len(rows) == 1
    assert "caseworker1" not in str(rows) and "127.0.0.1" not in str(rows)


def test_a_failure_writes_nothing_to_the_object_database(visitor, served_world):
    before = served_world.app._p_jar.db().lastTransaction()
    for door in DOORS:
        getattr(visitor, door)("caseworker2", WRONG)
    assert served_world.app._p_jar.db().lastTransaction() == before


def test_failures_of_several_processes_add_up(world, tmp_path):
    script = (
        "import sys\n"
        "from farde.access.signin import failures\n"
        "for _ in range(10):\n"
        "    failures.note(failures.Caller.of('/plone', sys.argv[1], '192.0.2.1'))\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, "somebody"]) for _ in range(3)]
    assert [one.wait(120) for one in running] == [0, 0, 0]
    with database.engine().connect() as sql:
        assert len(sql.execute(database.failures.select()).all()) == 30


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(["fail", "succeed", "wait"]), max_size=30))
def test_the_door_is_closed_exactly_after_enough_failures_in_a_row_and_in_time(world, deeds):
    api.portal.set_registry_record("farde.signin.lock_failures", 3)
    who = caller(login=str(deeds))
    failures.unlock(who.login)
    with freeze_time(START) as clock:
        recent: list[datetime] = []
        closed_until = START
        for deed in deeds:
            now = clock().replace(tzinfo=UTC)
            is_closed = failures.standing(who).locked_minutes > 0
            assert is_closed == (now < closed_until)
            if deed == "wait":
                clock.tick(timedelta(minutes=6))
            elif not is_closed and deed == "succeed":
                failures.forgive(who)
                recent = []
            elif not is_closed:
                failures.note(who)
                recent = [at for at in recent if now - at <= timedelta(minutes=15)] + [now]
                if len(recent) >= 3:
                    closed_until = now + timedelta(minutes=15)


def caller(login: str = "caseworker1", address: str = "192.0.2.1") -> failures.Caller:
    return failures.Caller.of("/plone", login, address)
