"""Records managers edit the rules in Plone's own pages; nobody else does."""

import pytest
import requests
import transaction
from plone.contentrules.engine.interfaces import IRuleStorage
from plone.testing.zope import Browser
from zope.component import getUtility

from world import PASSWORD


@pytest.fixture
def browser(served_world) -> Browser:
    browser = Browser(served_world.app)
    browser.handleErrors = False
    browser.addHeader("Authorization", f"Basic records1:{PASSWORD}")
    browser.addHeader("Accept-Language", "fr")
    return browser


@pytest.fixture
def base(served_world) -> str:
    return served_world.portal.absolute_url()


def rule(name: str):
    transaction.begin()
    return getUtility(IRuleStorage)[name]


def test_the_rule_of_a_row_is_opened_and_leads_back_to_the_table(browser, base):
    browser.open(f"{base}/@@signal-table")
    assert "Juste signal*" in browser.contents
    assert "CORRESPONDANCE_AVIS_ITS" in browser.contents
    browser.open(f"{base}/++rule++signal-row-07/@@manage-elements")
    assert "ATTESTATIONS IDENTITE &amp; REGISTRE NATIONAL" in browser.contents
    assert "Signal → AS titulaire" in browser.contents
    browser.open(f"{base}/++rule++signal-row-07/edit")
    assert "Nouveau document dans un dossier" in browser.contents
    browser.open(f"{base}/++rule++signal-row-07/@@manage-elements")
    browser.getLink("Ouvrir cette ligne").click()
    assert browser.url == f"{base}/@@signal-row?row=signal-row-07"


def test_the_list_of_all_rules_leads_to_the_table(browser, base):
    browser.open(f"{base}/@@rules-controlpanel")
    browser.getLink("Ouvrir la table").click()
    assert browser.url == f"{base}/@@signal-table"
    assert "farde-rule-notice" not in browser.contents


def test_a_rule_is_renamed_and_switched_off(browser, base):
    browser.open(f"{base}/++rule++signal-row-07/edit")
    browser.getControl(name="form.widgets.description").value = "Le centre a répondu."
    browser.getControl(name="form.widgets.enabled:list").value = []
    browser.getControl(name="form.buttons.save").click()
    assert (rule("signal-row-07").enabled, rule("signal-row-07").description) == (
        False,
        "Le centre a répondu.",
    )


def test_the_recipient_of_a_branch_is_changed(browser, base):
    browser.open(f"{base}/++rule++signal-row-10/@@manage-elements")
    browser.getLink(url="++action++0/edit").click()
    assert browser.getControl(name="form.widgets.assignee_role:list").value == ["service:payments"]
    browser.getControl(name="form.widgets.assignee_role:list").value = ["service:notification"]
    browser.getControl(name="form.widgets.due_working_days").value = "5"
    browser.getControl(name="form.buttons.save").click()
    action = rule("signal-row-10").actions[0]
    assert (action.assignee_role, action.due_working_days) == ("service:notification", 5)
    assert (action.when, action.text) == ("active_ri", None)


@pytest.mark.parametrize(
    ("kind", "name", "control", "value", "expected"),
    [
        ("condition", "DocumentType", "types", "attestations-emploi", ["attestations-emploi"]),
        ("condition", "Direction", "directions", "internal", ["internal"]),
        ("condition", "Channel", "channels", "counter", ["counter"]),
        ("condition", "ActiveRi", "active_ri", "selected", True),
        ("action", "RaiseSignal", "recipient_role", "referent", "referent"),
        ("action", "RaiseTicket", "assignee_role", "supervisor", "supervisor"),
    ],
)
def test_every_element_is_added_by_its_form(browser, base, kind, name, control, value, expected):  # noqa: PLR0917
    browser.open(f"{base}/++rule++signal-row-01/@@manage-elements")
    form = browser.getForm(id=f"add-{kind}")
    form.getControl(name=":action").value = [f"farde.{kind}s.{name}"]
    form.submit()
    field = browser.getControl(name=f"form.widgets.{control}:list")
    field.value = [value]
    browser.getControl(name="form.buttons.save").click()
    element = getattr(rule("signal-row-01"), f"{kind}s")[-1]
    assert getattr(element, control) == expected


@pytest.mark.parametrize("user", ["caseworker1", "supervisor1", "scan1", "external1"])
@pytest.mark.parametrize("path", ["@@signal-table", "++rule++signal-row-07/@@manage-elements"])
def test_nobody_else_sees_or_edits_the_rules(served_world, base, user, path):
    answer = requests.get(
        f"{base}/{path}", auth=(user, PASSWORD), allow_redirects=False, timeout=30
    )
    assert answer.status_code in (302, 401, 403, 404)
    assert "ATTESTATIONS" not in answer.text


def test_programs_read_the_same_table(served_world, base):
    answer = requests.get(
        f"{base}/@routing",
        auth=("records1", PASSWORD),
        headers={"Accept": "application/json"},
        timeout=30,
    )
    items = answer.json()["items"]
    assert len(items) == 26
    assert items[9]["logic"] == "TIKS aux Paiements Visa admin RI OU AS TIT"
    assert len(items[9]["effects"]) == 2
