"""The pages of the signal table: edit a row, try it, save it, look back."""

import re

import pytest
import requests
import transaction
from plone.contentrules.engine.interfaces import IRuleStorage
from plone.testing.zope import Browser
from zope.component import getUtility

from farde.routing import trials, versions
from farde.routing.rulestates import photograph
from farde.routing.signal_table import signal_table
from world import PASSWORD

PERIOD = {"since": "2026-03-01", "until": "2026-03-31"}


@pytest.fixture
def base(served_world) -> str:
    return served_world.portal.absolute_url()


@pytest.fixture
def browser(served_world) -> Browser:
    browser = Browser(served_world.app)
    browser.handleErrors = False
    browser.addHeader("Authorization", f"Basic records1:{PASSWORD}")
    browser.addHeader("Accept-Language", "fr")
    return browser


def open_row(browser, base, rule: str = "signal-row-03"):
    browser.open(f"{base}/@@signal-row?row={rule}" if rule else f"{base}/@@signal-row")
    return browser.getForm(id="signal-row")


def fill(browser, **fields) -> None:
    for name, value in fields.items():
        control = browser.getControl(name=name.replace("__", "."))
        control.value = [value] if control.type == "select" else value


def send(browser, step: str) -> str:
    browser.getForm(id="signal-row").getControl(name="step", index=STEPS.index(step)).click()
    transaction.begin()
    return text(browser)


STEPS = ["try", "save", "remove"]


def text(browser) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", browser.contents))


def row(number: int):
    return next(one for one in signal_table() if one.number == number)


def test_a_row_is_opened_from_the_table_and_made_a_ticket(browser, base):
    browser.open(f"{base}/@@signal-table")
    browser.getLink(url="@@signal-row?row=signal-row-03").click()
    fill(browser, effects__0__kind="ticket", effects__0__due="5", why="Chaque emploi compte")
    told = send(browser, "save")
    assert browser.url == f"{base}/@@signal-table#signal-row-03"
    assert "La ligne est enregistrée" in told
    assert "Ticket → AS titulaire · 5 j. ouvrables" in told
    assert "modifié par le centre le" in told
    assert "Chaque emploi compte" in told and "Juste signal" in told


def test_a_second_effect_is_added_and_taken_away(browser, base):
    open_row(browser, base)
    fill(browser, effects__1__kind="ticket", effects__1__role="supervisor", why="Deux regards")
    send(browser, "save")
    assert row(3).effects == ("Signal → AS titulaire", "Ticket → AS en chef")
    open_row(browser, base)
    fill(browser, effects__0__kind="", why="Un seul suffit")
    send(browser, "save")
    assert row(3).effects == ("Ticket → AS en chef",)


def test_a_refused_row_comes_back_as_it_was_filled_with_the_remedy_at_the_field(browser, base):
    open_row(browser, base)
    fill(browser, effects__0__kind="ticket", effects__0__due="bientôt", remark="À revoir")
    told = send(browser, "save")
    assert "Indiquez un nombre de 1 à 999" in told
    assert browser.getControl(name="effects.0.due").value == "bientôt"
    assert browser.getControl(name="effects.0.kind").value == ["ticket"]
    assert browser.getControl(name="remark").value == "À revoir"
    assert row(3).effects == ("Signal → AS titulaire",)


def test_a_change_without_a_reason_is_not_saved(browser, base):
    open_row(browser, base)
    fill(browser, remark="À revoir")
    assert "Le motif du changement manque" in send(browser, "save")
    assert row(3).remark == ""


def test_a_row_is_tried_before_it_is_saved_and_nobody_is_named(browser, base, served_world):
    dossier = served_world.dossier()
    document = served_world.document(dossier, "attestations-emploi")
    served_world.commit()
    before = photograph()
    open_row(browser, base)
    fill(browser, effects__0__kind="ticket", **PERIOD)
    told = send(browser, "try")
    assert "Documents examinés : 1" in told
    assert "Claire Demoulin" in told.partition("Résultat de l'essai")[2]
    for secret in (dossier.getId(), document.getId(), document.UID(), "Exemple", "Amina"):
        assert secret not in browser.contents
    assert browser.getControl(name="effects.0.kind").value == ["ticket"]
    assert photograph() == before


def test_a_trial_without_a_period_is_refused_and_the_row_is_kept(browser, base):
    open_row(browser, base)
    fill(browser, effects__0__kind="ticket")
    assert "La période de l'essai n'est pas complète" in send(browser, "try")
    assert browser.getControl(name="effects.0.kind").value == ["ticket"]


def test_a_large_trial_is_followed_on_the_page(browser, base, served_world, monkeypatch):
    monkeypatch.setattr(trials, "AT_ONCE", 0)
    monkeypatch.setattr(trials, "committing", lambda step: (step(), transaction.commit()))
    served_world.document(served_world.dossier(), "attestations-emploi")
    served_world.commit()
    open_row(browser, base)
    fill(browser, effects__0__kind="ticket", **PERIOD)
    assert "se fait en arrière-plan" in send(browser, "try")
    [trial] = trials._register().values()
    assert trial.by == "records1"
    trials.TrySignalTable()(trial.uid)
    browser.getLink("Actualiser").click()
    assert "Documents examinés : 1" in text(browser)
    assert browser.getControl(name="effects.0.kind").value == ["ticket"]


def test_a_row_that_a_colleague_changed_meanwhile_is_refused_once(browser, base, served_world):
    open_row(browser, base)
    fill(browser, remark="Ma remarque", why="Essai")
    from farde.routing import drafts, editing

    editing.save([drafts.read_row({"remark": "Leur"}, "signal-row-03", photograph())], (), "Eux")
    transaction.commit()
    assert "Un collègue a modifié cette ligne" in send(browser, "save")
    assert browser.getControl(name="remark").value == "Ma remarque"
    send(browser, "save")
    assert row(3).remark == "Ma remarque"


def test_a_row_is_added_and_removed_after_it_was_read_back(browser, base):
    open_row(browser, base, "")
    assert browser.getControl(name="number").value == "27"
    browser.getControl(name="types").value = ["attestations-emploi"]
    fill(browser, effects__0__kind="ticket", why="Une ligne de plus")
    send(browser, "save")
    added = row(27)
    assert added.effects == ("Ticket → AS titulaire",)
    open_row(browser, base, added.rule)
    assert "Retirer cette ligne ?" in send(browser, "remove")
    fill(browser, why="En trop")
    browser.getControl("Oui, retirer la ligne").click()
    transaction.begin()
    assert 27 not in [one.number for one in signal_table()]


def test_a_recipient_that_has_gone_is_not_taken_for_another_one(browser, base):
    getUtility(IRuleStorage)["signal-row-03"].actions[0].recipient_role = "service:gone"
    transaction.commit()
    open_row(browser, base)
    assert browser.getControl(name="effects.0.role").value == ["service:gone"]
    fill(browser, remark="Ma remarque", why="Une remarque")
    assert "Choisissez dans la liste" in send(browser, "save")
    assert browser.getControl(name="effects.0.role").value == ["service:gone"]


def test_a_row_of_the_clients_table_cannot_be_removed(browser, base):
    open_row(browser, base)
    assert "Retirer la ligne" not in browser.contents


def test_a_row_that_is_not_there_is_told(base, served_world):
    answer = requests.get(
        f"{base}/@@signal-row?row=signal-row-99",
        auth=("records1", PASSWORD),
        headers={"Accept-Language": "fr"},
        timeout=30,
    )
    assert answer.status_code == 404
    assert "Cette ligne n'est pas, ou plus, dans la table" in answer.text


def test_the_last_change_is_taken_back_from_the_table(browser, base):
    open_row(browser, base)
    fill(browser, effects__0__kind="ticket", why="Essai")
    send(browser, "save")
    browser.getControl("Annuler ce changement").click()
    assert "Le dernier changement est annulé" in text(browser)
    transaction.begin()
    assert row(3).effects == ("Signal → AS titulaire",)


def test_the_history_leads_back_to_a_version_after_it_was_read_back(browser, base):
    for remark in ("Une", "Deux"):
        open_row(browser, base)
        fill(browser, remark=remark, why=f"Remarque {remark}")
        send(browser, "save")
    browser.open(f"{base}/@@signal-table-history")
    told = text(browser)
    assert told.index("Remarque Deux") < told.index("Remarque Une") < told.index("Table de départ")
    browser.getControl("Revenir à cette version", index=0).click()
    assert "Voici ce qui change" in text(browser) and "Deux" in text(browser)
    assert row(3).remark == "Deux"
    browser.getForm(id="history-check").getControl("Revenir à cette version").click()
    transaction.begin()
    assert row(3).remark == "Une"
    assert versions.latest().kind == versions.RESTORE


def test_a_change_in_plones_own_pages_is_kept_as_one(browser, base):
    browser.open(f"{base}/++rule++signal-row-10/@@manage-elements")
    browser.getLink(url="++action++0/edit").click()
    browser.getControl(name="form.widgets.assignee_role:list").value = ["service:notification"]
    browser.getControl(name="form.buttons.save").click()
    transaction.begin()
    last = versions.latest()
    assert (last.kind, last.by) == (versions.OUTSIDE, "records1")
    browser.open(f"{base}/@@signal-table-history")
    assert "Fait hors du tableau" in text(browser)
    assert "Ticket → Notification" in text(browser)


def test_looking_at_plones_own_pages_makes_no_version(browser, base):
    before = versions.ids()
    browser.open(f"{base}/++rule++signal-row-10/@@manage-elements")
    browser.open(f"{base}/@@rules-controlpanel")
    transaction.begin()
    assert versions.ids() == before


@pytest.mark.parametrize("user", ["caseworker1", "supervisor1", "scan1", "external1", "privacy1"])
@pytest.mark.parametrize("page", ["@@signal-row?row=signal-row-03", "@@signal-table-history"])
def test_nobody_else_sees_the_pages(served_world, base, user, page):
    answer = requests.get(
        f"{base}/{page}", auth=(user, PASSWORD), allow_redirects=False, timeout=30
    )
    assert answer.status_code in (302, 401, 403, 404)
    assert "ATTESTATIONS" not in answer.text
