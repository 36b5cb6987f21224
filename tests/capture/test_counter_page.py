"""The counter in a browser: nothing given is lost, and the receipt is in the citizen's language."""

import json
import re

import pypdfium2
import pytest
import requests
import zxingcpp

from farde.capture.cutting import separators
from world import PASSWORD, small_scan

PAYSLIP = "attestations-emploi"
BANK = "attestations-donnees-bancaires"


@pytest.fixture
def number(served_world) -> str:
    dossier = served_world.dossier(language="nl")
    served_world.commit()
    return dossier.getId()


def get(world, path: str, user: str, method: str = "GET", **form) -> requests.Response:
    address = f"{world.portal.absolute_url()}/{path}"
    headers = {"Accept": "text/html", "Accept-Language": "fr"}
    return requests.request(
        method, address, data=form, auth=(user, PASSWORD), headers=headers, timeout=60
    )


class Desk:
    """The form as a browser holds it: filled in, sent, and read again."""

    def __init__(self, world, user: str = "frontdesk1", path: str = "@@counter") -> None:
        self.world, self.user, self.path = world, user, path
        self.given: dict[str, object] = {}
        self.photos: list[tuple] = []
        self.read(get(world, path, user))

    def read(self, answer: requests.Response) -> None:
        self.url, self.text = answer.url, answer.text
        for name in ("_authenticator", "key", "rows"):
            found = re.search(rf'name="{name}"[^>]*?value="([^"]*)"', self.text, re.S)
            self.given[name] = found[1] if found else self.given.get(name, "")

    def photograph(self, row: int = 0, data: bytes | None = None) -> None:
        self.photos.append((f"photo.{row}", ("foto.png", data or small_scan(), "image/png")))

    def send(self, step: str = "receive", **more: str) -> None:
        address = f"{self.world.portal.absolute_url()}/{self.path}"
        self.read(
            requests.post(
                address,
                data=self.given | {"step": step} | more,
                files=self.photos or None,
                auth=(self.user, PASSWORD),
                headers={"Accept": "text/html", "Accept-Language": "fr"},
                timeout=60,
            )
        )
        self.photos = []
        self.world.portal._p_jar.sync()

    def shows(self, name: str, value: str) -> bool:
        """Whether a field still holds what was given."""
        field = re.search(rf'name="{re.escape(name)}"[^>]*?value="([^"]*)"', self.text, re.S)
        return field is not None and field[1] == value

    @property
    def reference(self) -> str:
        return self.url.partition("ref=")[2]

    @property
    def paper(self) -> str:
        return self.text.partition('class="farde-paper"')[2].partition("</article>")[0]


@pytest.fixture
def desk(served_world) -> Desk:
    return Desk(served_world)


def batches(world) -> list:
    return list(world.portal["capture"].objectValues())


def test_two_pieces_become_a_dutch_receipt_for_a_citizen_who_speaks_dutch(
    served_world, number, desk
):
    desk.given |= {"citizen": "85.07.30-033.28", "type.0": PAYSLIP, "type.1": BANK, "rows": "2"}
    desk.photograph()
    desk.send()
    assert "Afgiftebewijs" in desk.paper and "Reçu de dépôt" not in desk.paper
    assert "Jeanne Wauters" in desk.paper and "<svg" in desk.paper
    assert len(re.findall("<tr", desk.paper)) == 2
    assert "Amina" not in desk.text and number not in desk.text
    assert [len(one.about.pieces) for one in batches(served_world)] == [1, 1]


def test_a_citizen_without_dossier_gets_a_receipt_in_both_languages(served_world, desk):
    desk.given |= {"without": "1", "name": "Fatima  Zahra", "type.0": PAYSLIP}
    desk.send()
    assert "Afgiftebewijs" in desk.paper and "Reçu de dépôt" in desk.paper
    assert "Fatima" not in desk.text
    (announced,) = batches(served_world)
    assert announced.about.sender == "Fatima Zahra"


def test_a_mistake_keeps_the_photo_and_all_that_was_typed(served_world, number, desk):
    desk.given |= {"citizen": "85073003329", "type.0": PAYSLIP, "count.0": "3"}
    desk.photograph()
    desk.send()
    assert "Ce numéro NISS" in desk.text and "Fichier gardé, 1" in desk.text
    assert desk.shows("citizen", "85073003329") and desk.shows("count.0", "3")
    assert f'value="{PAYSLIP}" selected="selected"' in desk.text
    assert not batches(served_world)
    desk.send(citizen=number)
    (scanned,) = batches(served_world)
    assert (scanned.page_count, scanned.about.pieces[0].count) == (1, 3)


def test_a_name_is_answered_with_those_who_bear_it(served_world, number, desk):
    desk.given |= {"citizen": "exemple", "type.0": PAYSLIP}
    desk.send()
    assert "Un nom ne suffit pas" in desk.text and "(1985)" in desk.text
    desk.send(chosen=number)
    assert len(batches(served_world)) == 1


def test_who_was_chosen_before_another_was_typed_is_chosen_no_more(served_world, number, desk):
    other = served_world.dossier(niss="93051822361", last_name="Autre", language="fr")
    served_world.commit()
    desk.given |= {"citizen": "exemple", "type.0": PAYSLIP}
    desk.send()
    desk.send(chosen=number, citizen="93.05.18-223.61")
    (announced,) = batches(served_world)
    assert announced.about.dossier_uid == other.UID()


def test_a_photo_of_a_line_that_got_lost_on_the_way_is_still_in_the_form(
    served_world, number, desk
):
    desk.photograph(1)
    desk.send("keep")
    desk.send("", rows="1")
    assert "Fichier gardé, 1" in desk.text and desk.given["rows"] == "2"


def test_all_that_is_wrong_is_said_at_once_each_beside_its_field(served_world, number, desk):
    desk.given |= {"citizen": "", "type.0": PAYSLIP, "count.0": "douze", "email": "chez moi"}
    desk.photograph(data=b"\x89PNG\r\n\x1a\nnothing")
    desk.send()
    for field in ("citizen", "type.0", "count.0", "email"):
        assert f'href="#field-{field}"' in desk.text or field == "email", field
    assert desk.shows("citizen", "") and desk.shows("count.0", "douze")
    assert not batches(served_world)


def test_a_file_sent_by_mistake_is_taken_back(served_world, number, desk):
    desk.given |= {"citizen": number, "type.0": PAYSLIP}
    desk.photograph()
    desk.send("more")
    assert "Fichier gardé, 1" in desk.text and desk.given["rows"] == "2"
    kept = re.search(r'name="drop"[^>]*?value="([^"]+)"', desk.text, re.S)[1]
    desk.send("", drop=kept)
    assert "Fichier gardé, 1" not in desk.text and desk.shows("citizen", number)


def test_the_back_button_leads_to_the_receipt_there_is(served_world, number, desk):
    desk.given |= {"citizen": number, "type.0": PAYSLIP}
    form = dict(desk.given)
    desk.send()
    first = desk.url
    desk.given = form
    desk.send()
    assert desk.url == first and form["key"] == desk.reference
    assert "Ce dépôt était déjà enregistré" in desk.text
    assert len(batches(served_world)) == 1


def test_the_script_sends_a_photo_at_once_and_is_told_what_is_kept(served_world, desk):
    desk.photograph(2)
    desk.send("keep")
    told = json.loads(desk.text)
    assert [(one["row"], one["pages"]) for one in told["files"]] == [(2, 1)]
    assert told["refused"] == []


def test_only_the_front_desk_has_the_counter_and_its_list_of_citizens(served_world, number):
    for user in ("scan1", "caseworker1", "external1", "it1", "records1"):
        assert "field-citizen" not in get(served_world, "@@counter", user).text, user
        asked = get(served_world, "@@counter-citizens", user, "POST", q="exemple")
        assert number not in asked.text, user
    hits = get(served_world, "@@counter-citizens", "frontdesk1", "POST", q="exemple").json()
    assert hits == [{"number": number, "name": "Amina Exemple", "born": "1985"}]


def test_what_is_typed_at_the_counter_stands_in_no_address(served_world, number):
    assert get(served_world, "@@counter-citizens?q=exemple", "frontdesk1").json() == []


def test_a_receipt_that_is_not_yours_to_see_does_not_exist(served_world, number, desk):
    desk.given |= {"citizen": number, "type.0": PAYSLIP}
    desk.send()
    for path in (f"@@receipt?ref={desk.reference}", f"@@receipt-pdf?ref={desk.reference}"):
        refused = get(served_world, path, "payments1")
        assert refused.status_code == 404 and "Afgiftebewijs" not in refused.text
        assert get(served_world, path, "caseworker1").status_code == 200
    assert get(served_world, "@@receipt?ref=r-rien", "frontdesk1").status_code == 404


def test_the_printed_receipt_brings_the_cover_sheet_that_the_scan_is_known_by(
    served_world, number, desk
):
    desk.given |= {"citizen": number, "type.0": PAYSLIP}
    desk.send()
    path = f"@@receipt-pdf?ref={desk.reference}&parts=receipt+cover"
    answer = get(served_world, path, "frontdesk1")
    assert answer.headers["Content-Type"] == "application/pdf"
    receipt, cover = [codes(page) for page in pypdfium2.PdfDocument(answer.content)]
    assert receipt == [f"{served_world.portal.absolute_url()}/@@receipt?ref={desk.reference}"]
    (sheet,) = [separators.parse(text) for text in cover]
    assert sheet.receipt == desk.reference


def test_who_took_pieces_in_today_finds_the_receipts_again_without_any_name(
    served_world, number, desk
):
    desk.given |= {"citizen": number, "type.0": PAYSLIP, "count.0": "3"}
    desk.send()
    mine = get(served_world, "@@counter", "frontdesk1").text.partition('id="counter-today"')[2]
    assert f"@@receipt?ref={desk.reference}" in mine and "3" in mine
    assert "Exemple" not in mine and number not in mine


def test_the_front_desk_lands_at_the_counter(served_world):
    assert get(served_world, "@@home", "frontdesk1").url.endswith("/@@counter")


def codes(page) -> list[str]:
    """Return what the codes on a printed page say."""
    image = page.render(scale=200 / 72, grayscale=True).to_numpy()
    return [code.text for code in zxingcpp.read_barcodes(image.squeeze())]
