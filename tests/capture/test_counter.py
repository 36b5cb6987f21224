"""At the counter: whom the words mean, what becomes of the pieces, and who sees the receipt."""

import pytest
from freezegun import freeze_time
from plone import api

from farde.access import protection
from farde.capture import work
from farde.capture.counter import arrivals, citizens, operations, receipts, visits
from farde.capture.counter.errors import (
    NobodyFound,
    NotYourVisit,
    SeveralFound,
    UnknownReceipt,
)
from farde.capture.counter.operations import HandIn
from farde.capture.counter.pieces import Piece
from farde.capture.operations import Given
from farde.dossier.errors import InvalidNiss
from world import small_scan

PAYSLIP = "attestations-emploi"
BANK = "attestations-donnees-bancaires"


@pytest.fixture(autouse=True)
def at_ten(world):
    with freeze_time("2026-03-02 09:00:00"):
        yield


@pytest.fixture
def dossier(world):
    return world.dossier()


def photo(text: str) -> Given:
    return Given(small_scan(text), "photo.png", "image/png")


def hand_in(key: str, *pieces: Piece, **about) -> HandIn:
    return HandIn(key, tuple(enumerate(pieces)), about.pop("language", "fr"), **about)


def received(*pieces: Piece, photos=(), **about):
    """Hand pieces in, with photos by the line they show; return the receipt."""
    key = visits.new_key()
    for row, text in photos:
        visits.keep(key, row, photo(text))
    return operations.receive(hand_in(key, *pieces, **about))[0]


def batch(batch_id: str):
    return api.portal.get()["capture"][batch_id]


@pytest.mark.parametrize("typed", ["85073003328", "85.07.30-033.28", " 85 07 30 033 28 "])
def test_a_citizen_is_found_by_the_national_number_in_any_spelling(world, dossier, typed):
    with world.as_user("frontdesk1"):
        assert citizens.meant(typed).number == dossier.getId()


def test_a_number_that_fails_its_check_is_told_apart_from_one_that_is_unknown(world, dossier):
    with world.as_user("frontdesk1"):
        with pytest.raises(InvalidNiss):
            citizens.meant("85.07.30-033.29")
        with pytest.raises(NobodyFound):
            citizens.meant("17.07.30-033.84")


def test_a_citizen_is_found_by_the_number_of_the_dossier(world, dossier):
    with world.as_user("frontdesk1"):
        assert citizens.meant(f"{dossier.getId()} · Amina Exemple").uid == dossier.UID()


def test_a_name_alone_never_decides_not_even_when_one_bears_it(world, dossier):
    with world.as_user("frontdesk1"):
        with pytest.raises(SeveralFound):
            citizens.meant("exemple")
        (hit,) = citizens.candidates("exemple")
        assert (hit.number, hit.birth_year) == (dossier.getId(), "1985")


def test_a_protected_dossier_is_not_found_at_the_counter(world, dossier):
    protection.protect(dossier.UID(), ["caseworker1"])
    with world.as_user("frontdesk1"):
        for typed in ("85073003328", dossier.getId()):
            with pytest.raises(NobodyFound):
                citizens.meant(typed)
        assert citizens.candidates("exemple") == []


def test_photos_wait_as_a_deposit_and_paper_is_announced(world, dossier):
    with world.as_user("frontdesk1"):
        receipt = received(
            Piece(PAYSLIP, 1, 2), Piece(BANK), photos=[(0, "un"), (0, "deux")], **about(dossier)
        )
        scanned, announced = batch(receipt.scanned), batch(receipt.announced)
    assert (scanned.page_count, api.content.get_state(scanned)) == (2, "received")
    assert api.content.get_state(announced) == "awaiting"
    assert {one.about.receipt for one in (scanned, announced)} == {receipt.reference}
    assert {one.about.dossier_uid for one in (scanned, announced)} == {dossier.UID()}


def test_sent_twice_a_form_has_one_receipt_and_one_deposit(world, dossier):
    with world.as_user("frontdesk1"):
        asked = hand_in(visits.new_key(), Piece(PAYSLIP), **about(dossier))
        first, new = operations.receive(asked)
        second, again = operations.receive(asked)
    assert (first is second, new, again) == (True, True, False)
    assert len(api.portal.get()["capture"]) == 1


def test_a_form_that_somebody_else_began_is_not_theirs_to_end(world, dossier):
    key = visits.new_key()
    with world.as_user("frontdesk1"):
        visits.keep(key, 0, photo("un"))
    with world.as_user("caseworker1"):
        for attempt in (
            lambda: visits.files(key),
            lambda: visits.drop(key, "001"),
            lambda: visits.keep(key, 0, photo("deux")),
            lambda: operations.receive(hand_in(key, Piece(PAYSLIP, 1, 1))),
        ):
            with pytest.raises(NotYourVisit):
                attempt()


def test_the_same_photo_of_a_piece_is_kept_once(world):
    key = visits.new_key()
    with world.as_user("frontdesk1"):
        for _ in range(2):
            visits.keep(key, 0, photo("un"))
        visits.keep(key, 1, photo("un"))
        assert [handed.row for _, handed in visits.files(key)] == [0, 1]


def test_what_nobody_sends_off_goes_to_the_capture_team(world, dossier):
    key = visits.new_key()
    with world.as_user("frontdesk1"):
        visits.keep(key, 0, photo("un"), visits.Visit("counter", dossier.UID()))
    assert operations.hand_over_unfinished(12) == 0
    with freeze_time("2026-03-02 22:00:00"):
        assert operations.hand_over_unfinished(12) == 1
        assert operations.hand_over_unfinished(12) == 0
    (made,) = api.portal.get()["capture"].objectValues()
    assert made.about.dossier_uid == dossier.UID()
    assert receipts.get(key) is None


def test_a_receipt_is_seen_by_its_giver_the_capture_team_and_the_readers_of_the_dossier(
    world, dossier
):
    with world.as_user("frontdesk1"):
        reference = received(Piece(PAYSLIP), **about(dossier)).reference
    for user in ("frontdesk1", "scan1", "caseworker1", "supervisor1"):
        with world.as_user(user):
            assert receipts.shown(reference).reference == reference, user
    for user in ("caseworker2", "payments1", "it1", "records1", "privacy1"):
        with world.as_user(user), pytest.raises(UnknownReceipt):
            receipts.shown(reference)


def test_the_photos_of_one_piece_are_one_document_with_its_type_and_dossier(world, dossier):
    with world.as_user("frontdesk1"):
        receipt = received(
            Piece(PAYSLIP, 1, 2),
            Piece(BANK, 1, 1),
            photos=[(1, "trois"), (0, "un"), (0, "deux")],
            **about(dossier),
        )
    deposit = prepared(batch(receipt.scanned))
    first, second = work.of(deposit).plan.parts
    drafts = work.of(deposit).drafts
    assert [len(first.pages), len(second.pages)] == [2, 1]
    assert [drafts[one.id]["document_type"] for one in (first, second)] == [PAYSLIP, BANK]
    assert drafts[first.id] | {"document_type": ""} == {
        "dossier": dossier.getId(),
        "received_on": "2026-03-02",
        "channel": "counter",
        "direction": "incoming",
        "receipt": receipt.reference,
        "document_type": "",
    }


def test_several_copies_of_a_piece_stay_documents_of_their_own(world, dossier):
    with world.as_user("frontdesk1"):
        receipt = received(Piece(PAYSLIP, 2, 2), photos=[(0, "un"), (0, "deux")], **about(dossier))
    assert len(prepared(batch(receipt.scanned)).plan_parts) == 2


def about(dossier) -> dict[str, str]:
    return {"dossier_uid": dossier.UID()}


def prepared(deposit):
    """Propose a plan as the worker does: each file a document, then what the counter knows."""
    state = work.begin(deposit)
    state.plan = work.planned(deposit)
    arrivals.join(deposit)
    deposit.plan_parts = state.plan.parts
    return deposit
