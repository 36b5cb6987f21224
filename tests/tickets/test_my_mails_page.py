"""Everybody chooses the mails they get."""

import re

import pytest
import requests

from farde.tickets import mails
from world import PASSWORD


def ask(world, user: str, fields: dict | None = None) -> requests.Response:
    return requests.request(
        "GET" if fields is None else "POST",
        f"{world.portal.absolute_url()}/@@my-mails",
        data=fields,
        auth=(user, PASSWORD),
        headers={"Accept-Language": "fr", "Accept": "text/html"},
        allow_redirects=False,
        timeout=30,
    )


def token(page: str) -> str:
    return re.search(r'name="_authenticator"[^>]*value="(\w+)"', page)[1]


def ticked(page: str) -> set[str]:
    boxes = re.findall(r'<input[^>]*type="checkbox"[^>]*>', page)
    return {re.search(r'name="(\w+)"', box)[1] for box in boxes if "checked" in box}


def chosen(world, user: str) -> mails.Wishes:
    world.portal._p_jar.sync()
    return mails.wishes(user)


def test_who_never_chose_sees_what_the_centre_decided(served_world):
    page = ask(served_world, "caseworker1").text
    assert ticked(page) == {"digest", "overdue"} and "07:30" in page


def test_a_choice_is_kept_for_the_one_who_made_it(served_world):
    form = {"_authenticator": token(ask(served_world, "caseworker1").text), "step": "keep"}
    assert ask(served_world, "caseworker1", form | {"overdue": "1"}).status_code == 302
    page = ask(served_world, "caseworker1").text
    assert ticked(page) == {"overdue"}
    assert chosen(served_world, "caseworker1") == mails.Wishes(digest=False, overdue=True)
    assert chosen(served_world, "caseworker2") == mails.Wishes(digest=True, overdue=True)


def test_without_its_token_nothing_is_kept(served_world):
    assert ask(served_world, "caseworker1", {"step": "keep"}).status_code == 403
    assert chosen(served_world, "caseworker1").digest


def test_looking_at_the_page_writes_nothing(served_world):
    ask(served_world, "caseworker1")
    served_world.portal._p_jar.sync()
    assert mails.of("caseworker1").digest is None


@pytest.mark.parametrize("user", ["scan1", "records1", "external1"])
def test_the_page_is_for_who_has_an_inbox(served_world, user):
    assert ask(served_world, user).status_code != 200


@pytest.mark.parametrize(("user", "led"), [("caseworker1", True), ("records1", False)])
def test_the_menu_of_who_has_an_inbox_leads_there(served_world, user, led):
    answer = requests.get(
        f"{served_world.portal.absolute_url()}/@@why-access", auth=(user, PASSWORD), timeout=30
    )
    assert answer.status_code == 200
    assert ("/@@my-mails" in answer.text) == led
