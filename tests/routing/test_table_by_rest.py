"""``@routing``: programs read, try and change the same table as the page."""

from datetime import timedelta

import pytest
import requests
import transaction
from plone import api

from farde.access.signin import operations as accounts
from farde.core import clock
from farde.routing import trials, versions
from farde.routing.rulestates import photograph
from world import PASSWORD

TICKET = {"kind": "ticket", "role": "caseworker"}
ROW = {"rule": "signal-row-03", "effects": [TICKET]}
PERIOD = {"since": "2026-03-01", "until": "2026-03-31"}


@pytest.fixture
def call(served_world):
    """Return a function that makes a request as a records manager, or with a token."""

    def call(method: str, query: str = "", body=None, token: str = ""):
        answer = requests.request(
            method,
            f"{served_world.portal.absolute_url()}/@routing{query}",
            json=body,
            auth=None if token else ("records1", PASSWORD),
            headers={"Accept": "application/json", "Accept-Language": "fr"}
            | ({"Authorization": f"Bearer {token}"} if token else {}),
            timeout=30,
        )
        transaction.begin()
        return answer

    return call


def test_what_was_read_can_be_sent_back_and_changes_nothing(call):
    items = call("GET").json()["items"]
    rows = [{"rule": one["rule"]} | one["definition"] for one in items]
    answer = call("POST", body={"rows": rows, "why": "Essai"})
    assert (answer.status_code, answer.json()["type"]) == (400, "NothingChanged")


def test_several_rows_are_changed_at_once_or_not_at_all(call):
    before = photograph()
    rows = [ROW, {"rule": "signal-row-04", "effects": []}, {"rule": "nowhere"}, "row"]
    answer = call("POST", body={"rows": rows, "why": "Essai"})
    assert answer.status_code == 400
    fields = [one["field"] for one in answer.json()["errors"]]
    assert fields == ["rows.1.effects", "rows.2.rule", "rows.3.rule"]
    assert photograph() == before
    rows = [ROW, {"rule": "signal-row-04", "enabled": False}]
    told = call("POST", body={"rows": rows, "why": "Essai"}).json()
    assert [row["number"] for row in told["changes"]] == [3, 4]
    assert told["by"] == "records1"


def test_a_row_is_added_and_removed(call):
    new = {"number": 27, "types": ["attestations-amu"], "effects": [TICKET]}
    call("POST", body={"rows": [new], "why": "Une de plus"})
    added = call("GET").json()["items"][-1]
    assert (added["number"], added["effects"]) == (27, ["Ticket → AS titulaire"])
    call("POST", body={"remove": [added["rule"]], "why": "En trop"})
    assert added["rule"] not in photograph()


def test_a_row_of_the_clients_table_is_not_removed(call):
    answer = call("POST", body={"remove": ["signal-row-05"], "why": "En trop"})
    assert (answer.status_code, answer.json()["type"]) == (400, "RowOfTheCentre")
    assert "signal-row-05" in photograph()


@pytest.mark.parametrize("body", ["{", '["rows"]'])
def test_what_is_no_json_object_is_refused(served_world, body):
    answer = requests.post(
        f"{served_world.portal.absolute_url()}/@routing",
        data=body,
        auth=("records1", PASSWORD),
        headers={"Accept": "application/json", "Accept-Language": "fr"},
        timeout=30,
    )
    assert (answer.status_code, answer.json()["type"]) == (400, "UnreadableBody")


def test_a_dry_run_names_nobody_it_should_not_and_writes_nothing(call, served_world):
    dossier = served_world.dossier()
    document = served_world.document(dossier, "attestations-emploi")
    served_world.commit()
    before = photograph(), versions.ids()
    body = {"rows": [ROW], "dry_run": True, "documents": PERIOD}
    answer = call("POST", body=body)
    told = answer.json()
    assert (told["looked_at"], len(told["differences"])) == (1, 2)
    for secret in (dossier.getId(), dossier.UID(), document.getId(), document.UID(), "Exemple"):
        assert secret not in answer.text
    assert (photograph(), versions.ids()) == before


def test_a_dry_run_without_documents_is_refused(call):
    answer = call("POST", body={"rows": [ROW], "dry_run": True})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "since")


def test_a_large_dry_run_is_followed(call, served_world, monkeypatch):
    monkeypatch.setattr(trials, "AT_ONCE", 0)
    monkeypatch.setattr(trials, "committing", lambda step: (step(), transaction.commit()))
    served_world.document(served_world.dossier(), "attestations-emploi")
    served_world.commit()
    answer = call("POST", body={"rows": [ROW], "dry_run": True, "documents": PERIOD})
    assert (answer.status_code, answer.json()["state"]) == (202, "waiting")
    trials.TrySignalTable()(answer.json()["trial"])
    told = call("GET", f"?trial={answer.json()['trial']}").json()
    assert (told["state"], told["looked_at"], len(told["differences"])) == ("done", 1, 2)


def test_who_read_an_older_version_is_refused(call):
    read = call("GET").json()["version"]
    assert call("POST", body={"rows": [ROW], "why": "Un", "version": read}).status_code == 200
    rows = [{"rule": "signal-row-04", "remark": "Vu"}]
    answer = call("POST", body={"rows": rows, "why": "Deux", "version": read})
    assert (answer.status_code, answer.json()["type"]) == (409, "TableChangedMeanwhile")


def test_the_history_is_told_on_request_and_leads_back(call):
    first = call("GET").json()["version"]
    call("POST", body={"rows": [ROW], "why": "Essai"})
    told = call("GET", "?versions=1").json()["versions"]
    assert [one["kind"] for one in told] == ["change", "first"]
    restored = call("POST", body={"restore": first}).json()
    assert (restored["kind"], restored["of"]) == ("restore", first)
    assert photograph() == versions.version(first).table


@pytest.mark.parametrize("body", [[], "rows", {"rows": "all", "why": "x"}, {"rows": [7]}])
def test_nonsense_is_refused(call, body):
    answer = call("POST", body=body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["remedy"]


@pytest.mark.parametrize(("scope", "status"), [("thesaurus:read", 403), ("thesaurus:write", 200)])
def test_a_token_changes_the_table_with_the_scope_and_the_role_for_it(
    call, served_world, scope, status
):
    account = accounts.open_account("Logiciel social", ["thesaurus:read", scope])
    token = accounts.issue_token(account.user_id, clock.today() + timedelta(days=30))
    served_world.commit()
    change = {"rows": [ROW], "why": "Essai"}
    assert call("POST", body=change, token=token).status_code in (401, 403)
    api.group.add_user(groupname="records-managers", username=account.user_id)
    served_world.commit()
    assert call("GET", token=token).status_code == 200
    assert call("POST", body=change, token=token).status_code == status
