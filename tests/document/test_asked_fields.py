"""What a type asks for when a document is filed, and the class it gives."""

from datetime import date
from decimal import Decimal

import pytest

from farde.consultation import viewer
from farde.core.errors import Refusals
from farde.document.profile import default_class, parse_profile
from farde.setuphandlers import table
from farde.thesaurus import operations as thesaurus

INVOICE = {
    "document_type": "factures-charges-divers",
    "received_on": "2026-03-02",
    "amount": "1.234,56",
    "creditor": "Énergie Exemple SA",
    "payment_due": "2026-03-31",
}


def test_an_invoice_is_filed_with_amount_creditor_and_due_date(world):
    profile = parse_profile(INVOICE)
    assert profile.amount == Decimal("1234.56")
    assert (profile.creditor, profile.payment_due) == ("Énergie Exemple SA", date(2026, 3, 31))


def test_what_the_type_does_not_ask_for_is_not_kept(world):
    profile = parse_profile(INVOICE | {"document_type": "attestations-emploi", "amount": "rien"})
    assert (profile.amount, profile.creditor, profile.payment_due) == (None, None, None)


def test_the_payment_may_be_filled_in_no_further_than_is_known(world):
    profile = parse_profile(INVOICE | {"amount": "", "creditor": " ", "payment_due": ""})
    assert (profile.amount, profile.creditor, profile.payment_due) == (None, None, None)


def test_amount_and_due_date_that_are_not_understood_are_named(world):
    with pytest.raises(Refusals) as refused:
        parse_profile(INVOICE | {"amount": "douze", "payment_due": "31/03"})
    assert {one.field for one in refused.value.each()} == {"amount", "payment_due"}


def test_a_program_may_send_the_amount_as_a_number(world):
    assert parse_profile(INVOICE | {"amount": 12.5}).amount == Decimal("12.50")


@pytest.mark.parametrize("value", [True, ["c1"], {"token": "c1"}])
def test_what_is_no_text_is_taken_as_not_given(world, value):
    assert parse_profile(INVOICE | {"confidentiality": value}).confidentiality == "c1"


@pytest.mark.parametrize(
    "type_id", ["attestations-amu", "attestations-medicales", "factures-charges-medicales"]
)
def test_medical_documents_are_sensitive_unless_somebody_says_otherwise(world, type_id):
    said = INVOICE | {"document_type": type_id}
    assert parse_profile(said).confidentiality == "c2"
    assert parse_profile(said | {"confidentiality": "c1"}).confidentiality == "c1"
    assert "à confirmer par le centre" in thesaurus.document_type(type_id).remark


def test_without_a_type_there_is_still_a_class(world):
    assert default_class("rien", "") == "c1"


def test_a_document_that_plone_adds_gets_the_class_of_its_type(world):
    from plone.dexterity.utils import createContentInContainer
    from plone.namedfile.file import NamedBlobFile

    from world import small_scan

    document = createContentInContainer(
        world.dossier(),
        "CaseDocument",
        checkConstraints=False,
        document_type="attestations-medicales",
        received_on=date(2026, 3, 2),
        file=NamedBlobFile(small_scan(), "image/png", "scan.png"),
    )
    assert document.confidentiality == "c2"


def test_the_page_of_the_document_shows_what_was_asked(world):
    document = world.document(
        world.dossier(),
        "factures-charges-divers",
        amount=Decimal("1234.56"),
        creditor="Énergie Exemple SA",
        payment_due=date(2026, 3, 31),
    )
    shown = [value for _label, value in viewer.facts(document)]
    assert {"1.234,56\u00a0€", "Énergie Exemple SA", "31/03/2026"} <= set(shown)


def test_the_types_ask_for_what_the_policy_says(world):
    for row in table("cpas", "profiling.csv"):
        term = thesaurus.document_type(row["type_id"])
        assert term.asked_fields == tuple(row["donnees_demandees"].split())
        assert term.confidentiality == row["confidentialite"]
        assert term.remark == row["remarque"]
