"""The settings of access: for privacy officers and who keeps the site, each with a remark."""

import re

import pytest
import requests
from plone import api

from farde.access.settings import IAccessSettings
from world import PASSWORD

FIELDS = [name for name in IAccessSettings if name != "matrix"]


def ask(world, user: str, fields: dict | None = None) -> requests.Response:
    return requests.request(
        "POST" if fields else "GET",
        f"{world.portal.absolute_url()}/@@access-settings",
        data=fields,
        auth=(user, PASSWORD),
        headers={"Accept-Language": "fr", "Accept": "text/html"},
        allow_redirects=False,
        timeout=30,
    )


@pytest.fixture
def filled(served_world) -> dict:
    """The form as the privacy officer finds it."""
    text = ask(served_world, "privacy1").text
    asked = {"_authenticator": re.search(r'name="_authenticator"[^>]*value="(\w+)"', text)[1]}
    for name in ("grace_days", "closed_months", "break_glass_minutes"):
        field = f"form.widgets.{name}"
        asked[field] = re.search(rf'name="{field}"[^>]*value="(\d+)"', text)[1]
    return asked | {
        "form.widgets.break_glass_roles-empty-marker": "1",
        "form.widgets.break_glass_roles": ["Manager", "Site Administrator"],
        "form.buttons.save": "1",
    }


def record(world, name: str):
    world.portal._p_jar.sync()
    return api.portal.get_registry_record(f"farde.access.{name}")


@pytest.mark.parametrize("user", ["caseworker1", "supervisor1", "records1", "scan1", "external1"])
def test_the_page_is_not_for_everybody(served_world, user):
    assert ask(served_world, "privacy1").status_code == 200
    assert ask(served_world, user).status_code != 200


def test_every_setting_but_the_matrix_stands_there_with_a_remark(served_world):
    text = ask(served_world, "privacy1").text
    for name in FIELDS:
        assert f'id="formfield-form-widgets-{name}"' in text, name
        assert len(IAccessSettings[name].description.default) > 40, name
    assert "widgets-matrix" not in text


def test_a_setting_is_changed_and_the_matrix_stays(served_world, filled):
    matrix = record(served_world, "matrix")
    assert matrix
    answer = ask(served_world, "privacy1", filled | {"form.widgets.grace_days": "45"})
    assert answer.status_code == 302
    assert record(served_world, "grace_days") == 45
    assert record(served_world, "matrix") == matrix


def test_who_may_break_the_glass_is_chosen_among_the_jobs_of_the_centre(served_world, filled):
    text = ask(served_world, "privacy1").text
    assert "AS en chef" in text and "Case Handler" not in text and ">Owner<" not in text
    chosen = {"form.widgets.break_glass_roles": ["Supervisor"]}
    assert ask(served_world, "privacy1", filled | chosen).status_code == 302
    assert record(served_world, "break_glass_roles") == ["Supervisor"]


def test_a_value_that_makes_no_sense_is_refused_and_the_rest_is_kept(served_world, filled):
    wrong = {"form.widgets.break_glass_minutes": "0", "form.widgets.grace_days": "12"}
    answer = ask(served_world, "privacy1", filled | wrong)
    assert answer.status_code == 200
    assert re.search(r'name="form.widgets.grace_days"[^>]*value="12"', answer.text)
    assert record(served_world, "grace_days") == 30


def test_the_site_setup_and_the_header_lead_to_the_page(served_world):
    [entry] = [
        action
        for action in served_world.portal.portal_controlpanel.listActions()
        if action.id == "farde-access"
    ]
    assert entry.getActionExpression().endswith("/@@access-settings")
    assert "@@access-settings" in ask(served_world, "privacy1").text
