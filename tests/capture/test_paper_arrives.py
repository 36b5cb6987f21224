"""Paper that was announced comes from any scanner: its cover sheet says whose it is."""

import pytest
from freezegun import freeze_time
from plone import api

from farde.capture import operations as capture
from farde.capture import work
from farde.capture.counter import arrivals, operations, receipts, visits
from farde.capture.counter.operations import HandIn
from farde.capture.counter.pieces import Piece
from farde.capture.operations import Given
from world import small_scan

PAYSLIP = "attestations-emploi"
BANK = "attestations-donnees-bancaires"


@pytest.fixture
def dossier(world):
    return world.dossier()


@freeze_time("2026-03-02 09:00:00")
def announce(world, dossier, *types: str):
    with world.as_user("frontdesk1"):
        pieces = tuple(enumerate(Piece(one) for one in types))
        asked = HandIn(visits.new_key(), pieces, "fr", dossier_uid=dossier.UID())
        return operations.receive(asked)[0]


def scan(world, *given: dict[str, str]):
    """Scan a stack of documents; each has what the sheet before it says."""
    with world.as_user("scan1"):
        files = [Given(small_scan(f"page {n}"), "scan.png") for n, _ in enumerate(given)]
        deposit = capture.deposit_all(files, "mail")
    state = work.begin(deposit)
    state.plan = work.planned(deposit)
    state.drafts = {
        part.id: said for part, said in zip(state.plan.parts, given, strict=True) if said
    }
    arrivals.join(deposit)
    return deposit


def drafts(deposit) -> list[dict]:
    state = work.of(deposit)
    return [dict(state.drafts.get(part.id, {})) for part in state.plan.parts]


def test_it_has_the_dossier_the_day_and_the_circuit_of_the_counter(world, dossier):
    receipt = announce(world, dossier, PAYSLIP)
    (draft,) = drafts(scan(world, {"receipt": receipt.reference}))
    assert draft == {
        "dossier": dossier.getId(),
        "received_on": "2026-03-02",
        "channel": "counter",
        "direction": "incoming",
        "document_type": PAYSLIP,
        "receipt": receipt.reference,
    }


def test_what_was_announced_is_closed_and_the_receipt_leads_to_what_came(world, dossier):
    receipt = announce(world, dossier, PAYSLIP)
    announced = api.portal.get()["capture"][receipt.announced]
    deposit = scan(world, {"receipt": receipt.reference})
    assert api.content.get_state(announced) == "discarded"
    assert receipts.get(receipt.reference).batch_ids == [deposit.getId()]


def test_a_cover_sheet_speaks_for_all_that_lies_under_it(world, dossier):
    receipt = announce(world, dossier, PAYSLIP, BANK)
    first, second, other = drafts(
        scan(world, {"receipt": receipt.reference}, {}, {"dossier": "2026-000009"})
    )
    assert first["dossier"] == second["dossier"] == dossier.getId()
    # Which of the two pieces is which, a person says.
    assert "document_type" not in first and "document_type" not in second
    assert other == {"dossier": "2026-000009"}


def test_two_covers_in_one_stack_each_bring_their_own(world, dossier):
    neighbour = world.dossier(niss="17073003384")
    one, two = announce(world, dossier, PAYSLIP), announce(world, neighbour, BANK)
    found = drafts(scan(world, {"receipt": one.reference}, {"receipt": two.reference}))
    assert [draft["dossier"] for draft in found] == [dossier.getId(), neighbour.getId()]
    assert [draft["document_type"] for draft in found] == [PAYSLIP, BANK]


def test_a_cover_that_is_scanned_again_still_knows_whose_paper_it_is(world, dossier):
    receipt = announce(world, dossier, PAYSLIP)
    for _ in range(2):
        (draft,) = drafts(scan(world, {"receipt": receipt.reference}))
        assert draft["dossier"] == dossier.getId()
    assert len(receipts.get(receipt.reference).arrived) == 2


def test_what_was_closed_by_hand_does_not_stand_in_the_way_of_the_paper(world, dossier):
    receipt = announce(world, dossier, PAYSLIP)
    capture.to_state(api.portal.get()["capture"][receipt.announced], "discard")
    (draft,) = drafts(scan(world, {"receipt": receipt.reference}))
    assert draft["dossier"] == dossier.getId()


def test_a_reference_that_no_counter_gave_changes_nothing(world, dossier):
    (draft,) = drafts(scan(world, {"receipt": "r-222222222222"}))
    assert draft == {"receipt": "r-222222222222"}


def test_a_part_keeps_its_receipt_however_it_is_cut(world, dossier):
    receipt = announce(world, dossier, PAYSLIP)
    deposit = scan(world, {"receipt": receipt.reference})
    (part,) = work.of(deposit).plan.parts
    assert arrivals.receipt_of(deposit, part).reference == receipt.reference
