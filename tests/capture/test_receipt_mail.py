"""A receipt by mail: in the citizen's language, with no name, and the address forgotten."""

from io import BytesIO

import pypdfium2
import pytest
import transaction
from plone import api

from farde.capture.counter import mailing, operations, receipts, visits
from farde.capture.counter.errors import NoMailHere
from farde.capture.counter.operations import HandIn
from farde.capture.counter.pieces import Piece
from farde.core import background

BANK = "attestations-donnees-bancaires"
ADDRESS = "citoyenne@courriel.example"


def receive(world, language: str = "nl"):
    with world.as_user("frontdesk1"):
        asked = HandIn(visits.new_key(), ((0, Piece(BANK, 2)),), language, address=ADDRESS)
        receipt = operations.receive(asked)[0]
    transaction.commit()
    return receipt


def work(receipt) -> None:
    background.run(f"{mailing.TASK}:{receipt.reference}")


def text_of(message) -> str:
    (attached,) = message.iter_attachments()
    pages = pypdfium2.PdfDocument(BytesIO(attached.get_content()))
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def test_it_leaves_in_the_language_of_the_citizen_with_the_receipt_attached(office, post):
    receipt = receive(office)
    work(receipt)
    ((recipients, message),) = post.received
    assert recipients == [ADDRESS]
    assert message["Subject"] == "Uw afgiftebewijs"
    assert "Goedendag" in message.get_body().get_content()
    assert "Afgiftebewijs" in text_of(message)


def test_the_mail_tells_how_many_pieces_but_not_which(office, post):
    receipt = receive(office, "fr")
    work(receipt)
    ((_, message),) = post.received
    told = message.get_body().get_content() + text_of(message)
    assert "BANCAIRES" not in told
    assert "Nombre de pièces remises : 2" in told


def test_a_centre_may_want_the_list_in_the_mail(office, post):
    api.portal.set_registry_record("farde.capture.counter.mail_pieces", True)
    receipt = receive(office, "fr")
    work(receipt)
    ((_, message),) = post.received
    assert "BANCAIRES" in text_of(message)
    assert "BANCAIRES" not in message.get_body().get_content()


def test_the_address_is_forgotten_once_the_mail_has_left(office, post):
    receipt = receive(office)
    assert receipt.address == ADDRESS
    work(receipt)
    receipt = receipts.get(receipt.reference)
    assert (receipt.address, receipt.mail) == ("", "sent")
    work(receipt)
    assert len(post.received) == 1


def test_a_mail_that_cannot_leave_is_told_on_the_receipt_and_its_address_forgotten(office, post):
    post.refuses = True
    receipt = receive(office)
    for _ in range(background.MAX_ATTEMPTS):
        work(receipt)
    receipt = receipts.get(receipt.reference)
    assert (receipt.address, receipt.mail) == ("", "failed")


def test_where_no_mail_can_leave_nothing_is_recorded_as_sent(served_world):
    with served_world.as_user("frontdesk1"), pytest.raises(NoMailHere):
        asked = HandIn(visits.new_key(), ((0, Piece(BANK)),), "fr", address=ADDRESS)
        operations.receive(asked)
