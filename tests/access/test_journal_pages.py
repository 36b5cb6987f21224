"""Who may look into the journal, what they find there, and what they cannot do."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
import requests

from farde.access.journal import operations, sheet
from farde.access.journal.chain import Row
from reading import Reader, rows
from world import PASSWORD


class Desk(Reader):
    """A persona who also sends forms."""

    def post(self, address: str, **form: str) -> requests.Response:
        return self.session.post(f"{self.portal}/{address}", data=form, timeout=30)


@pytest.fixture
def desk(served_world):
    return lambda name: Desk(served_world, name)


@pytest.fixture
def dossier(served_world):
    dossier = served_world.dossier()
    served_world.commit()
    return dossier


@pytest.fixture
def read(served_world, dossier):
    """A dossier its holder and their supervisor have read, and a colleague tried to."""
    for name in ("caseworker1", "supervisor1", "caseworker2"):
        Reader(served_world, name).get(dossier.absolute_url())
    return dossier


def journal_of(dossier):
    return f"dossiers/{dossier.getId()}/@@access-journal"


@pytest.mark.parametrize("user", ["caseworker1", "supervisor1", "privacy1"])
def test_the_people_of_a_dossier_and_the_privacy_officer_see_who_read_it(desk, read, user):
    page = desk(user).get(journal_of(read))
    assert page.status_code == 200
    for words in ("Claire Demoulin (AS)", "Monique Verhaegen (AS en chef)", "Karim Bensaïf"):
        assert words in page.text
    assert "Accès refusé" in page.text and "Titulaire du dossier" in page.text
    assert "Amina" not in page.text


@pytest.mark.parametrize("user", ["caseworker2", "records1", "scan1", "legal1", "frontdesk1"])
def test_nobody_else_does(desk, read, user):
    assert desk(user).get(journal_of(read)).status_code == 404
    answer = Reader.get(
        desk(user), f"dossiers/{read.getId()}/@access-journal", Accept="application/json"
    )
    assert answer.status_code in (401, 404)


@pytest.mark.parametrize("user", ["caseworker1", "supervisor1", "records1", "payments1"])
def test_the_whole_journal_is_the_privacy_officers(desk, read, user):
    assert desk(user).get("@@access-journal").status_code != 200
    assert desk("privacy1").get("@@access-journal").status_code == 200


def test_looking_into_the_journal_is_noted(desk, read):
    before = len(rows(action="journal"))
    desk("caseworker1").get(journal_of(read))
    desk("privacy1").get("@@access-journal")
    desk("privacy1").post("@@access-journal", dossier=read.getId())
    found = [(row.who, row.kind, row.dossier_uid) for row in rows(action="journal")[before:]]
    assert found == [
        ("caseworker1", "dossier", read.UID()),
        ("privacy1", "journal", ""),
        ("privacy1", "journal", read.UID()),
    ]


def test_rows_are_narrowed_down_by_person_action_and_period(desk, read):
    colleague = desk("caseworker1").post(journal_of(read), agent="caseworker2")
    table = colleague.text.partition('id="journal"')[2].partition("</table>")[0]
    assert "Karim Bensaïf" in table and "Monique" not in table
    denied = desk("caseworker1").post(journal_of(read), action="denied").text
    assert denied.partition('id="journal"')[2].count("farde-journal-denied") == 1
    nothing = desk("caseworker1").post(journal_of(read), until="2001-01-01")
    assert "Rien dans le journal pour ce choix." in nothing.text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"since": "31 mars"}, "Cette date"),
        ({"action": "erase"}, "ne connaît pas cette action"),
        ({"before": "x"}, "page du journal"),
    ],
)
def test_a_mistake_is_told_with_its_remedy_and_loses_nothing(desk, read, form, words):
    answer = desk("caseworker1").post(journal_of(read), agent="caseworker2", **form)
    assert answer.status_code == 200 and words in answer.text
    assert re.search("<option[^>]*selected[^>]*>Karim Bensaïf", answer.text)


@pytest.mark.parametrize(
    "asked", ["since=0001-01-01", "until=9999-12-31", "before=" + "9" * 30, "before=x"]
)
def test_an_application_that_asks_beyond_the_calendar_or_the_journal_is_told(served_world, asked):
    answer = Reader(served_world, "privacy1", "application/json").get(f"@access-journal?{asked}")
    told = answer.json()["errors"][0]["field"]
    assert (answer.status_code, told) == (400, asked.partition("=")[0])


def test_the_privacy_officer_finds_a_dossier_by_a_name_that_is_kept_nowhere(desk, served_world):
    dossier = served_world.dossier(last_name="Vandenbroucke")
    served_world.commit()
    Reader(served_world, "caseworker1").get(dossier.absolute_url())
    before = len(rows())
    answer = desk("privacy1").post("@@access-journal", words="Vandenbroucke")
    assert dossier.getId() in answer.text and "Vandenbroucke" not in answer.text
    assert "Claire Demoulin (AS)" in answer.text
    new = rows()[before:]
    assert {row.action for row in new} == {"lookup", "journal"}
    assert "vandenbroucke" not in str(new).lower()


def test_a_name_in_an_address_is_not_looked_for(desk, served_world):
    dossier = served_world.dossier(last_name="Vandenbroucke")
    served_world.commit()
    before = len(rows(action="lookup"))
    page = desk("privacy1").get("@@access-journal?words=Vandenbroucke").text
    assert f'value="{dossier.getId()}"' not in page and "Vandenbroucke" not in page
    assert len(rows(action="lookup")) == before


def test_several_dossiers_are_offered_by_their_numbers(desk, served_world):
    several = [served_world.dossier(last_name="Dezutterwaal") for _ in range(2)]
    served_world.commit()
    answer = desk("privacy1").post("@@access-journal", words="Dezutterwaal")
    for dossier in several:
        assert f'value="{dossier.getId()}"' in answer.text


def test_the_privacy_officer_finds_an_agent_by_name(desk, read):
    answer = desk("privacy1").post("@@access-journal", agent="Bensaïf", dossier=read.getId())
    table = answer.text.partition('id="journal"')[2].partition("</table>")[0]
    assert "Karim Bensaïf" in table and "Claire" not in table


def test_an_unknown_dossier_is_told(desk, read):
    answer = desk("privacy1").post("@@access-journal", dossier="2001-999999")
    assert "Aucun dossier ne porte ce numéro." in answer.text
    assert 'value="2001-999999"' in answer.text


def test_the_export_is_a_sheet_of_ids_and_is_noted(desk, read):
    answer = desk("privacy1").post("@@access-journal", dossier=read.getId(), export="csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert {line["who"] for line in lines} >= {"caseworker1", "supervisor1", "caseworker2"}
    assert "Amina" not in answer.text and "Demoulin" not in answer.text
    row = rows(action="export")[-1]
    assert (row.who, row.dossier_uid, row.detail) == ("privacy1", read.UID(), f"rows={len(lines)}")


def test_no_cell_is_taken_for_a_formula():
    values = dict.fromkeys(Row.__dataclass_fields__, "x") | {"number": 1}
    for start in ("=", "+", "-", "@", "\t"):
        row = Row(**values | {"who": f"{start}cmd|'/c calc'!A1"})
        assert f"'{start}cmd" in sheet.as_csv([row])


def test_the_state_of_the_chain_is_shown(desk, read, served_world):
    assert "pas encore été vérifiée" in desk("privacy1").get("@@access-journal").text
    operations.verify_and_anchor()
    served_world.commit()
    page = desk("privacy1").get("@@access-journal").text
    assert "aucune rupture" in page


def test_what_concerns_another_dossier_of_the_same_person_is_not_told(served_world, desk):
    from farde.dossier import operations as dossiers

    first = served_world.dossier(caseworker="caseworker1")
    person = served_world.portal.persons[first.beneficiary]
    second = dossiers.open_dossier(person, caseworker="caseworker2")
    served_world.commit()
    Reader(served_world, "caseworker2").get(second.absolute_url())
    Reader(served_world, "caseworker2").get(person.absolute_url())
    page = desk("caseworker1").get(journal_of(first)).text
    table = page.partition('id="journal"')[2].partition("</table>")[0]
    assert "Fiche de la personne" in table
    assert second.getId() not in table and table.count("Karim Bensaïf") == 1


def test_a_long_journal_goes_on_page_by_page(desk, dossier):
    entries = [
        operations.Entry(
            action="view",
            who="supervisor1",
            kind="dossier",
            dossier_uid=dossier.UID(),
            at=datetime(2026, 3, 2, 8, number % 60, number // 60, tzinfo=UTC),
        )
        for number in range(120)
    ]
    operations.record_many(entries)
    page = desk("caseworker1").get(journal_of(dossier)).text
    assert "Plus anciens" in page
    before = (
        page.partition('name="before" type="submit" value="')[2] or page.rpartition('value="')[2]
    )
    older = str(rows(dossier_uid=dossier.UID())[-50].number)
    assert before
    second = desk("caseworker1").post(journal_of(dossier), before=older).text
    assert "Les plus récents" in second and "Plus anciens" in second


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_there_is_no_way_to_change_the_journal(served_world, read, method):
    for address in ("@access-journal", f"dossiers/{read.getId()}/@access-journal"):
        answer = requests.request(
            method,
            f"{served_world.portal.absolute_url()}/{address}",
            auth=("privacy1", PASSWORD),
            headers={"Accept": "application/json"},
            json={},
            timeout=30,
        )
        assert answer.status_code in (401, 404, 405)


def test_rest_tells_the_same_and_who_may_ask(served_world, read):
    address = f"{read.absolute_url()}/@access-journal"
    reader = Reader(served_world, "caseworker1", "application/json")
    items = reader.get(address).json()["items"]
    told = [(one["who"]["id"], one["action"]["id"]) for one in items]
    assert told[0] == ("caseworker1", "journal")
    assert ("caseworker2", "denied") in told and ("supervisor1", "view") in told
    narrowed = reader.get(f"{address}?agent=supervisor1&action=view").json()["items"]
    assert [one["who"]["fullname"] for one in narrowed] == ["Monique Verhaegen (AS en chef)"]
    assert reader.get(f"{address}?since=hier").json()["errors"][0]["field"] == "since"
    site = Reader(served_world, "privacy1", "application/json")
    found = site.get(f"@access-journal?dossier={read.getId()}&agent=caseworker2").json()
    assert [one["action"]["id"] for one in found["items"]] == ["denied"]
    assert Reader(served_world, "caseworker1", "application/json").get(
        "@access-journal"
    ).status_code in (401, 404)


def test_the_cause_of_a_stand_in_names_the_colleague(served_world, desk, dossier):
    entry = operations.Entry(
        action="view",
        who="caseworker2",
        dossier_uid=dossier.UID(),
        cause="stand-in:caseworker1",
    )
    operations.record(entry)
    page = desk("caseworker1").get(journal_of(dossier)).text
    assert "Remplacement d'un collègue absent" in page.replace("&#x27;", "'").replace("&#39;", "'")
    assert "(Claire Demoulin (AS))" in page


def test_the_header_leads_the_privacy_officer_there_and_the_dossier_its_people(desk, dossier):
    assert 'id="farde-nav-access-journal"' in desk("privacy1").get("@@access-journal").text
    assert 'id="farde-nav-access-journal"' not in desk("caseworker1").get("@@dossiers").text
    assert 'id="dossier-journal"' in desk("caseworker1").get(dossier.absolute_url()).text


def test_who_was_refused_is_told_apart_from_who_read(desk, read):
    page = " ".join(desk("caseworker1").get(journal_of(read)).text.split())
    readers = page.partition('class="farde-journal-readers"')[2].partition("</section>")[0]
    assert "Monique Verhaegen" in readers and "Karim" not in readers
    away = page.partition('id="journal-away"')[2].partition("</p>")[0]
    assert "Karim Bensaïf" in away and "Monique" not in away


def test_who_opened_the_dossier_has_not_read_it_by_that(desk, dossier):
    page = desk("caseworker1").get(journal_of(dossier)).text
    readers = page.partition('class="farde-journal-readers"')[2].partition("</section>")[0]
    assert readers.count("<li") == 1 and "Claire Demoulin" in readers
    assert "Accès donné" in page


def test_what_the_centre_decides_about_the_journal_stands_on_a_page_of_its_own(desk, read):
    page = desk("privacy1").get("@@access-journal-settings").text
    assert "Pas de lecture sans trace" in page and "Lignes d&#x27;un export" in page.replace(
        "d'un", "d&#x27;un"
    ).replace("&#39;", "&#x27;")
    assert "@@access-journal-settings" in desk("privacy1").get("@@access-journal").text
    for user in ("caseworker1", "supervisor1", "records1"):
        assert desk(user).get("@@access-journal-settings").status_code != 200
