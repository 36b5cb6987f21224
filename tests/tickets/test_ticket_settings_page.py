"""What a centre decides about deadlines and mails, each with a remark; nothing is invented."""

import re

import pytest
import requests
from plone import api

from farde.tickets.settings import ITicketSettings
from world import PASSWORD


def ask(world, user: str, fields: dict | None = None) -> requests.Response:
    return requests.request(
        "POST" if fields else "GET",
        f"{world.portal.absolute_url()}/@@ticket-settings",
        data=fields,
        auth=(user, PASSWORD),
        headers={"Accept-Language": "fr", "Accept": "text/html"},
        allow_redirects=False,
        timeout=30,
    )


@pytest.fixture
def filled(served_world) -> dict:
    """The form as the records manager finds it."""
    text = ask(served_world, "records1").text
    token = re.search(r'name="_authenticator"[^>]*value="(\w+)"', text)[1]
    return {
        "_authenticator": token,
        "form.widgets.closed_days": "",
        "form.widgets.escalation_days": "",
        "form.widgets.signal_archive_days": "90",
        "form.widgets.mail_time": "07:30",
        "form.widgets.digest_by_default-empty-marker": "1",
        "form.widgets.overdue_by_default-empty-marker": "1",
        "form.buttons.save": "1",
    }


def record(world, name: str):
    world.portal._p_jar.sync()
    return api.portal.get_registry_record(f"farde.tickets.{name}")


@pytest.mark.parametrize("user", ["caseworker1", "supervisor1", "privacy1", "scan1", "external1"])
def test_the_page_is_for_records_managers(served_world, user):
    assert ask(served_world, "records1").status_code == 200
    assert ask(served_world, user).status_code != 200


def test_every_setting_stands_there_with_a_remark(served_world):
    text = ask(served_world, "records1").text
    for name in ITicketSettings:
        assert f'id="formfield-form-widgets-{name}"' in text, name
        assert len(ITicketSettings[name].description.default) > 40, name


def test_no_delay_is_given_where_the_centre_gave_none(served_world):
    assert record(served_world, "escalation_days") is None
    assert record(served_world, "closed_days") == []


def test_settings_are_changed(served_world, filled):
    chosen = {
        "form.widgets.closed_days": "24/12/2026\n31/12/2026",
        "form.widgets.escalation_days": "5",
        "form.widgets.mail_time": "09:00",
    }
    assert ask(served_world, "records1", filled | chosen).status_code == 302
    assert record(served_world, "closed_days") == ["24/12/2026", "31/12/2026"]
    assert record(served_world, "escalation_days") == 5
    assert record(served_world, "mail_time") == "09:00"


def test_a_line_that_is_no_day_is_explained_and_what_was_typed_stays(served_world, filled):
    wrong = {
        "form.widgets.closed_days": "24/12/2026\nNoël",
        "form.widgets.signal_archive_days": "60",
    }
    answer = ask(served_world, "records1", filled | wrong)
    assert answer.status_code == 200
    assert "Écrivez un jour par ligne" in answer.text and "Noël" in answer.text
    assert re.search(r'name="form.widgets.signal_archive_days"[^>]*value="60"', answer.text)
    assert record(served_world, "signal_archive_days") == 90
