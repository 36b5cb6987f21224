"""The pages of checks, new scans and figures, and their services."""

import pytest
import requests
from plone import api

from farde.capture import operations, preparing, work
from farde.capture.about import About
from farde.capture.plan import Leaf
from farde.capture.quality import operations as quality
from farde.demo.content import create_users
from world import PASSWORD, small_scan

TYPE = "attestations-emploi"


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("FARDE_VAR", str(tmp_path))


@pytest.fixture
def dossier(served_world):
    create_users([{"utilisateur": "scan2", "groupe": "scan", "nom": "Deuxième agent"}], PASSWORD)
    api.portal.set_registry_record("farde.capture.quality.sample_percent", 100)
    return served_world.dossier()


@pytest.fixture
def batch(served_world, dossier):
    with served_world.as_user("scan1"):
        made = operations.deposit(small_scan(), "scan.png")
    state = work.begin(made)
    state.plan = work.planned(made)
    operations.to_state(made, "prepare")
    served_world.commit()
    return made


@pytest.fixture
def submitted(served_world, batch, dossier):
    values = {"dossier": dossier.getId(), "document_type": TYPE, "received_on": "2026-03-02"}
    with served_world.as_user("scan1"):
        quality.submit(batch, "p1", values)
    served_world.commit()
    return batch


@pytest.fixture
def awaiting(served_world, batch):
    with served_world.as_user("scan1"):
        quality.ask_rescan(batch, [Leaf("s1", 1)], "Bord coupé")
    served_world.commit()
    return batch


def act(batch, user: str, **body: object) -> requests.Response:
    return requests.post(
        f"{batch.absolute_url()}/@quality",
        json=body,
        auth=(user, PASSWORD),
        headers={"Accept": "application/json", "Accept-Language": "fr"},
        timeout=30,
    )


def test_a_colleague_reads_the_profile_beside_the_page_and_confirms(browse, words, submitted):
    page = browse("scan2", "@@capture-quality")
    page.getLink("ATTESTATIONS EMPLOI").click()
    assert "02/03/2026" in words(page) and "@@capture-page/s1-1/normal" in page.contents
    page.getControl("Confirmer et classer").click()
    assert "Le document est classé dans le dossier" in words(page)
    assert "Rien n'attend de contrôle." in words(page)


def test_the_author_reads_that_a_colleague_is_awaited(browse, words, submitted):
    page = browse("scan1", "@@capture-quality")
    assert "(vous : un collègue contrôle)" in words(page)
    page.getLink("ATTESTATIONS EMPLOI").click()
    assert "Confirmer et classer" not in page.contents


def test_sending_back_without_a_reason_is_refused_on_the_page(browse, words, submitted):
    page = browse("scan2", "@@capture-quality")
    page.getLink("ATTESTATIONS EMPLOI").click()
    page.getControl("Renvoyer").click()
    assert "Le motif manque." in words(page)
    page.getControl(name="reason").value = "Mauvais type"
    page.getControl("Renvoyer").click()
    assert "C'est renvoyé" in words(page)


def test_a_new_deposit_takes_the_place_of_pages(browse, words, served_world, awaiting):
    with served_world.as_user("scan1"):
        fresh = operations.deposit(small_scan("Mieux"), "scan.png")
    page = browse("scan1", "@@capture-quality")
    assert "Bord coupé" in words(page)
    page.getControl(name="deposit").value = fresh.getId()
    page.getControl("Remplacer les pages").click()
    assert "ont pris la place" in words(page)
    assert "Aucune page n'est attendue." in words(page)


def test_an_unknown_deposit_is_refused_and_nothing_changes(browse, words, awaiting):
    page = browse("scan1", "@@capture-quality")
    page.getControl(name="deposit").value = "b-nothing"
    page.getControl("Remplacer les pages").click()
    assert "n'a pas de pages à reprendre" in words(page)
    assert "Bord coupé" in words(page)


def test_a_scan_that_names_what_it_replaces_is_joined_by_the_worker(served_world, awaiting):
    with served_world.as_user("scan1"):
        about = About(replaces=awaiting.getId())
        fresh = operations.deposit(small_scan("Mieux"), "scan.png", about=about)
    served_world.commit()
    preparing.PrepareDeposit()(fresh.UID())
    preparing.PrepareDeposit()(awaiting.UID())
    assert api.content.get_state(fresh) == "discarded"
    assert api.content.get_state(awaiting) == "prepared"
    state = work.of(awaiting)
    assert [str(leaf) for leaf in state.plan.part("p1").leaves] == ["s2-1"]
    assert state.read["s2-1"].text.strip() == "Mieux"


@pytest.mark.parametrize("user", ["caseworker1", "frontdesk1", "records1", "privacy1"])
def test_checks_and_new_scans_are_for_the_capture_team(browse, submitted, user):
    assert "quality-checks" not in browse(user, "@@capture-quality").contents


@pytest.mark.parametrize("user", ["scan1", "records1", "supervisor1"])
def test_figures_are_read_by_who_keeps_watch_over_the_queue(browse, words, batch, user):
    text = words(browse(user, "@@capture-figures?days=30"))
    assert "Dépôts en attente" in text and "Délais par canal" in text


@pytest.mark.parametrize("user", ["caseworker1", "frontdesk1", "it1"])
def test_figures_are_not_for_everybody(browse, batch, user):
    assert "figures-ages" not in browse(user, "@@capture-figures").contents


def test_programs_are_told_the_same_figures(ask, batch):
    status, answer = ask("records1", "@capture-figures?days=7")
    assert status == 200 and '"waiting": 1' in answer


def test_programs_check_and_ask_for_new_scans(batch, dossier):
    values = {"dossier": dossier.getId(), "document_type": TYPE, "received_on": "2026-03-02"}
    assert act(batch, "scan1", do="submit", part="p1", values=values).json()["checks"]
    assert act(batch, "scan1", do="confirm", part="p1").status_code == 403
    answer = act(batch, "scan1", do="ask_rescan", leaves=["s1-1"], reason="Flou").json()
    assert answer["rescans"][0]["reason"] == "Flou"
    assert act(batch, "scan1", do="withdraw").status_code == 200
    assert len(act(batch, "scan2", do="confirm", part="p1").json()["documents"]) == 1


@pytest.mark.parametrize(
    "body, field",
    [
        ({"do": "dance"}, "do"),
        ({"do": "ask_rescan", "leaves": [], "reason": "Flou"}, "leaves"),
        ({"do": "ask_rescan", "leaves": ["s1-1"]}, "reason"),
        ({"do": "submit", "part": "p1", "values": 7}, "dossier"),
        ({"do": "replace", "deposit": "b-x"}, "deposit"),
    ],
)
def test_bad_input_names_its_field(batch, body, field):
    assert act(batch, "scan1", **body).json()["errors"][0]["field"] == field
