"""Why somebody sees a dossier or a document, told to whoever may ask."""

import re
from datetime import timedelta

import pytest
import requests
from freezegun import freeze_time
from plone import api

from farde.access import operations as access
from farde.access import protection
from farde.access.why import views
from farde.core import clock
from farde.document import bundles
from farde.tickets import operations as tickets
from reading import Reader
from world import PASSWORD

PAID = "attestations-ressources"  # a type that the payments read


class Desk(Reader):
    """A persona who asks by form, or an application that asks by REST."""

    def why(self, path: str, user: str = "") -> requests.Response:
        address = f"{self.portal}/{path}".rstrip("/")
        return self.session.get(
            f"{address}/@why-access",
            params={"user": user} if user else {},
            headers={"Accept": "application/json", "Accept-Language": "fr"},
            timeout=30,
        )

    def page(self, path: str, user: str = "") -> requests.Response:
        address = f"{self.portal}/{path}".rstrip("/")
        return self.session.post(f"{address}/@@why-access", data={"user": user}, timeout=30)


@pytest.fixture
def desk(served_world):
    return lambda name: Desk(served_world, name)


@pytest.fixture
def dossier(served_world):
    dossier = served_world.dossier()
    served_world.commit()
    return dossier


@pytest.fixture
def document(served_world, dossier):
    with served_world.as_user("scan1"):
        document = served_world.document(dossier, PAID)
    served_world.commit()
    return document


def at(content) -> str:
    return "/".join(content.getPhysicalPath()[2:])


def titles(answer: dict, key: str = "causes") -> list[str]:
    return [cause["title"] for cause in answer[key]]


def test_the_caseworker_holds_the_dossier(desk, dossier):
    told = desk("caseworker1").why(at(dossier)).json()
    assert told["sees"] is True
    assert titles(told) == ["Titulaire du dossier"]
    assert {tuple(part["classes"]): part["which"] for part in told["documents"]} == {
        ("c0", "c1", "c2"): "all",
        ("c3",): "own",
    }


def test_everybody_who_sees_the_dossier_is_told_with_their_cause(desk, served_world, dossier):
    access.note_absence(
        "caseworker1", "caseworker2", clock.now() - timedelta(days=1), clock.now() + timedelta(3)
    )
    served_world.commit()
    readers = {one["id"]: one for one in desk("caseworker1").why(at(dossier)).json()["readers"]}
    assert titles(readers["caseworker1"]) == ["Titulaire du dossier"]
    assert titles(readers["caseworker2"]) == ["Remplace Claire Demoulin (AS)"]
    assert readers["caseworker2"]["causes"][0]["until"]
    assert readers["supervisors"]["members"] == 1
    assert "caseworker2" not in {r for r in readers if readers[r]["members"] is not None}


def test_a_service_sees_for_a_ticket_and_reads_for_some_days_after_it(desk, served_world, document):
    ticket = tickets.raise_ticket(document, "service:payments", "why")
    served_world.commit()
    dossier = at(document.__parent__)
    told = desk("caseworker1").why(dossier, "payments1").json()
    assert "Ticket confié à Paiements, encore ouvert" in titles(told)
    assert "attestations" in " ".join(told["types"]).lower()
    with served_world.as_user("payments1"):
        for waiting in document.__parent__.objectValues():
            if getattr(waiting, "assignee_role", "") == "service:payments":
                tickets.finish(waiting, "Fait")
    assert api.content.get_state(ticket) == "done"
    served_world.commit()
    told = desk("caseworker1").why(dossier, "payments1").json()
    assert set(titles(told)) == {"Ticket confié à Paiements, clos"}
    assert all(cause["until"] for cause in told["causes"])
    page = desk("caseworker1").page(dossier, "payments1").text
    assert "Els Vandamme (Paiements)" in page and "jusqu'au" in page


def test_why_not_names_the_type_the_class_and_the_missing_cause(desk, served_world, document):
    dossier = document.__parent__
    with served_world.as_user("scan1"):
        other = served_world.document(dossier, "attestations-emploi")
        sensitive = served_world.document(dossier, PAID, confidentiality="c2")
    tickets.raise_ticket(document, "service:payments", "why")
    served_world.commit()
    desk = desk("caseworker1")
    assert desk.why(at(document), "payments1").json()["sees"] is True
    unread = desk.why(at(other), "payments1").json()
    assert (unread["sees"], [o["id"] for o in unread["obstacles"]]) == (False, ["type"])
    assert [o["id"] for o in desk.why(at(sensitive), "payments1").json()["obstacles"]] == ["class"]
    stranger = desk.why(at(document), "caseworker2").json()
    assert titles(stranger, "obstacles") == ["Rien n'ouvre ce dossier à cette personne"]


def test_a_personal_note_is_explained_to_its_author_alone(desk, served_world, dossier):
    with served_world.as_user("caseworker1"):
        note = served_world.document(dossier, PAID, confidentiality="c3")
    served_world.commit()
    assert titles(desk("caseworker1").why(at(note)).json()) == ["Auteur de la note"]
    assert desk("caseworker1").why(at(note), "supervisor1").status_code == 403
    assert desk("supervisor1").why(at(note)).status_code in (401, 404)
    told = desk("privacy1").why(at(note), "supervisor1").json()
    assert [o["id"] for o in told["obstacles"]] == ["note"]


def test_a_committee_is_told_of_the_pieces_it_reads(desk, served_world, document):
    dossier = document.__parent__
    bundles.open_bundle(dossier, "seance-1", [document], clock.now() + timedelta(days=2))
    served_world.commit()
    assert titles(desk("committee1").why(at(document)).json()) == ["Pièce présentée au comité"]
    assert desk("committee1").why(at(dossier)).status_code in (401, 404)
    told = desk("caseworker1").why(at(dossier), "committee1").json()
    assert [o["id"] for o in told["obstacles"]] == ["pieces"]


def test_who_may_not_know_of_the_dossier_learns_nothing(desk, dossier, document):
    for content in (dossier, document):
        for user in ("caseworker2", "records1", "payments1", "scan1"):
            assert desk(user).why(at(content)).status_code in (401, 404), user
            assert desk(user).page(at(content)).status_code == 404, user


def test_a_service_does_not_learn_of_a_document_it_does_not_read(desk, served_world, document):
    with served_world.as_user("scan1"):
        other = served_world.document(document.__parent__, "attestations-emploi")
    tickets.raise_ticket(document, "service:payments", "why")
    served_world.commit()
    assert desk("payments1").why(at(document)).json()["sees"] is True
    assert desk("payments1").why(at(other)).status_code in (401, 404)
    assert desk("payments1").page(at(other)).status_code == 404


def test_about_others_only_the_people_of_the_dossier_and_the_privacy_officer_ask(
    desk, served_world, document
):
    tickets.raise_ticket(document, "service:payments", "why")
    served_world.commit()
    dossier = at(document.__parent__)
    refused = desk("payments1").why(dossier, "caseworker1")
    assert refused.status_code == 403 and refused.json()["type"] == "NotYoursToAsk"
    assert desk("payments1").why(dossier).json()["readers"] is None
    for user in ("caseworker1", "supervisor1", "privacy1"):
        assert desk(user).why(dossier, "payments1").json()["sees"] is True


def test_the_privacy_officer_is_told_without_a_name_of_the_person(desk, served_world):
    dossier = served_world.dossier(first_name="Ursule", last_name="Vandenbroucke")
    served_world.commit()
    for answer in (
        desk("privacy1").page(at(dossier), "supervisor1"),
        desk("privacy1").why(at(dossier), "supervisor1"),
        desk("privacy1").page("", "caseworker1"),
    ):
        assert answer.status_code == 200
        assert dossier.getId() in answer.text
        assert "Vandenbroucke" not in answer.text and "Ursule" not in answer.text


def test_who_is_kept_out_is_told_to_the_privacy_officer_and_hidden_from_colleagues(
    desk, served_world, dossier
):
    access.join(dossier.UID(), "caseworker", "caseworker2", "holder")
    protection.deny(dossier.UID(), "caseworker2")
    served_world.commit()
    told = desk("privacy1").why(at(dossier), "caseworker2").json()
    assert [o["id"] for o in told["obstacles"]] == ["denied"]
    assert "Karim Bensaïf" in desk("privacy1").page(at(dossier)).text
    for answer in (
        desk("caseworker1").why(at(dossier), "caseworker2"),
        desk("caseworker1").page(at(dossier), "caseworker2"),
    ):
        assert "Rien n'ouvre ce dossier" in answer.text
        assert "carté" not in answer.text
    assert "Karim" not in desk("caseworker1").page(at(dossier)).text
    assert desk("caseworker2").why(at(dossier)).status_code in (401, 404)


def test_of_a_protected_dossier_only_its_named_readers_and_the_privacy_officer_learn(
    desk, served_world, dossier
):
    other = served_world.dossier()
    protection.protect(dossier.UID(), ["caseworker1"])
    served_world.commit()
    assert desk("supervisor1").why(at(dossier)).status_code in (401, 404)
    seen = desk("supervisor1").why("", "caseworker1").json()["items"]
    assert [one["id"] for one in seen] == [other.getId()]
    for user in ("caseworker1", "privacy1"):
        told = desk(user).why(at(dossier), "supervisor1").json()
        assert [o["id"] for o in told["obstacles"]] == ["protected"]
        assert [one["id"] for one in told["readers"]] == ["caseworker1"]


@pytest.mark.parametrize(("transition", "words"), [("freeze", "gelé"), ("close", "clos")])
def test_a_frozen_or_closed_dossier_says_so(desk, served_world, document, transition, words):
    dossier = document.__parent__
    tickets.raise_ticket(document, "service:payments", "why")
    with api.env.adopt_roles(["Case Supervisor"]):
        api.content.transition(dossier, transition)
    served_world.commit()
    told = desk("supervisor1").why(at(dossier), "payments1").json()
    assert told["sees"] is False
    assert f"Dossier {words} : fermé à ce titre" in titles(told, "obstacles")


def test_everybody_may_ask_what_they_see_themselves(desk, served_world, dossier):
    served_world.dossier("caseworker2")
    served_world.commit()
    told = desk("caseworker1").why("").json()
    assert [one["id"] for one in told["items"]] == [dossier.getId()]
    assert told["items"][0]["@id"] == dossier.absolute_url()
    assert desk("records1").why("").json()["items"] == []
    assert desk("records1").why("", "caseworker1").status_code == 403


def test_what_a_colleague_sees_is_told_as_far_as_one_explains_it(desk, served_world, dossier):
    other = served_world.dossier("caseworker2")
    served_world.commit()
    numbers = {dossier.getId(), other.getId()}

    def seen(asker: str) -> set[str]:
        answer = desk(asker).why("", "supervisor1").json()
        return {one["id"] for one in answer["items"]}

    assert seen("privacy1") == numbers
    assert seen("caseworker1") == {dossier.getId()}
    page = desk("privacy1").page("", "Verhaegen").text
    assert "Monique Verhaegen (AS en chef)" in page and dossier.getId() in page


def test_what_somebody_sees_comes_in_batches(desk, served_world):
    numbers = sorted(served_world.dossier(niss="").getId() for _ in range(3))
    served_world.commit()
    first = (
        desk("caseworker1")
        .session.get(
            f"{served_world.portal.absolute_url()}/@why-access?b_size=2",
            headers={"Accept": "application/json"},
            timeout=30,
        )
        .json()
    )
    assert first["items_total"] == 3
    assert [one["id"] for one in first["items"]] == numbers[:2]
    assert "b_start=2" in first["batching"]["next"]


def test_a_name_that_several_people_have_is_asked_back_and_one_that_nobody_has_refused(
    desk, dossier
):
    page = desk("caseworker1").page(at(dossier), "(AS")
    assert "Plusieurs agents" in page.text and "Karim Bensaïf (AS)" in page.text
    unknown = desk("caseworker1").why(at(dossier), "Zzz")
    assert unknown.json()["type"] == "UnknownColleague"


def test_what_is_planned_and_what_has_ended_is_told(desk, served_world, dossier):
    with freeze_time(clock.now() - timedelta(days=1)):
        later = clock.now() + timedelta(days=5)
        access.join(dossier.UID(), "caseworker", "caseworker2", "holder", since=later)
    served_world.commit()
    told = desk("caseworker1").why(at(dossier), "caseworker2").json()
    assert [o["id"] for o in told["obstacles"]] == ["planned"]
    assert told["obstacles"][0]["since"]
    assert PASSWORD not in desk("caseworker1").page(at(dossier), "caseworker2").text


def test_a_page_shows_some_dossiers_and_leads_to_the_next(desk, served_world, monkeypatch):
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    numbers = sorted(served_world.dossier(niss="").getId() for _ in range(5))
    served_world.commit()
    seen, start = [], "0"
    while start:
        url = f"{served_world.portal.absolute_url()}/@@why-access"
        page = desk("caseworker1").session.post(url, data={"b_start": start}, timeout=30).text
        seen += re.findall(r"dossiers/(20[0-9]{2}-[0-9]{6})\"", page)
        following = re.search(r'value="([0-9]+)"[^>]*>Suivants', page)
        start = following.group(1) if following else ""
    assert seen == numbers
    assert re.search(r'value="2"[^>]*>Précédents', page)
