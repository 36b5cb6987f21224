"""What the desk shows of a deposit: nothing of a dossier that its reader may not know of."""

import pytest
import requests
from plone import api

from farde.access import protection
from farde.capture import operations, work
from farde.capture.about import About
from farde.capture.desk import verbs
from farde.capture.quality import operations as quality
from farde.demo.content import create_users
from farde.document.misfiled import reporting
from reviewing import call, deposited, profile
from world import PASSWORD


@pytest.fixture
def dossier(served_world):
    create_users([{"utilisateur": "scan2", "groupe": "scan", "nom": "Deuxième agent"}], PASSWORD)
    dossier = served_world.dossier()
    protection.protect(dossier.UID(), ["supervisor1", "scan1"])
    return dossier


@pytest.fixture
def typed(served_world, dossier):
    """A deposit for which an agent who may know of the dossier chose it, and began the form."""
    batch = deposited(served_world, 1)
    number = f"{dossier.getId()} · Amina Exemple"
    work.begin(batch).plan = work.planned(batch)
    with served_world.as_user("scan1"):
        work.keep_draft(batch, "p1", {"dossier": number, "also": [number], "sender": "ONEM"})
    served_world.commit()
    return batch


def form(batch, user: str) -> dict:
    return call("GET", batch, "@parts", user).json()["forms"]["p1"]


def test_what_was_typed_is_there_for_who_may_know(typed, dossier):
    assert form(typed, "scan1")["values"]["dossier"].startswith(dossier.getId())


def test_a_colleague_who_may_not_know_finds_the_rest_of_what_was_typed(typed, dossier):
    told = form(typed, "scan2")
    assert dossier.getId() not in str(told) and "Amina" not in str(told)
    assert (told["values"]["sender"], told["values"]["also"]) == ("ONEM", [])


def test_what_is_typed_before_a_dossier_is_chosen_is_kept(served_world, typed):
    with served_world.as_user("scan1"):
        work.keep_draft(typed, "p1", {"dossier": "Exemple", "also": ["2001-000001"]})
    served_world.commit()
    values = form(typed, "scan2")["values"]
    assert (values["dossier"], values["also"]) == ("Exemple", ["2001-000001"])


def test_what_is_to_be_confirmed_names_no_dossier_to_who_may_not_know(served_world, dossier):
    api.portal.set_registry_record("farde.capture.quality.sample_percent", 100)
    batch = deposited(served_world, 1)
    work.begin(batch).plan = work.planned(batch)
    with served_world.as_user("scan1"):
        quality.submit(batch, "p1", profile(dossier.getId()))
    served_world.commit()
    address = f"{served_world.portal.absolute_url()}/@@capture-quality"
    asked = {"batch": batch.getId(), "part": "p1"}
    pages = {
        user: requests.get(address, asked, auth=(user, PASSWORD), timeout=30).text
        for user in ("scan1", "scan2")
    }
    assert dossier.getId() in pages["scan1"]
    assert "@@capture-page/s1-1" in pages["scan2"] and dossier.getId() not in pages["scan2"]


def test_a_filed_deposit_tells_no_longer_who_sent_it_and_for_which_dossier(served_world, dossier):
    about = About(dossier_uid=dossier.UID(), sender="amina@example.org", station="accueil")
    batch = deposited(served_world, 1, about=about)
    batch.source_title = "Amina Exemple"
    with served_world.as_user("scan1"):
        filing = operations.parse_filing(profile(dossier.getId()))
        operations.file_in_all(batch, *filing)
    assert (batch.about.dossier_uid, batch.about.sender, batch.source_title) == ("", "", "")
    assert batch.about.station == "accueil"


def test_the_page_of_a_document_in_the_wrong_dossier_is_hidden_at_the_desk_too(served_world):
    number = served_world.dossier().getId()
    batch = deposited(served_world, 2)
    with served_world.as_user("scan1"):
        verbs.do(batch, 0, [{"verb": "cut", "leaf": "s1-2"}])
        [document] = operations.file_part(batch, "p1", *operations.parse_filing(profile(number)))
        reporting.report_misfiled(document, "Une autre personne")
    served_world.commit()
    address = f"{batch.absolute_url()}/@@capture-page"
    answers = [
        requests.get(f"{address}/{leaf}/small", auth=("scan1", PASSWORD), timeout=30)
        for leaf in ("s1-1", "s1-2")
    ]
    assert [one.status_code for one in answers] == [404, 200]
