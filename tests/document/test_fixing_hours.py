"""Who filed a document mends it for some hours, unless its dossier has taken it in hand."""

import pytest

from farde.document import reclassification
from farde.document.correction_errors import CorrectedInDossier

SIGNAL_TYPE, TICKET_TYPE = "attestations-emploi", "factures-charges-medicales"
WHY = "Mauvais type choisi au scan"


@pytest.fixture
def filed(world):
    """A document that the capture team has just filed."""
    with world.as_user("scan1"):
        return world.document(world.dossier(), SIGNAL_TYPE)


def correct(world, document, user: str, **fields: str) -> None:
    with world.as_user(user):
        reclassification.reclassify(document, fields, WHY)


def test_the_capture_team_does_not_undo_what_the_caseworker_corrected(world, filed):
    correct(world, filed, "caseworker1", document_type=TICKET_TYPE)
    with pytest.raises(CorrectedInDossier):
        correct(world, filed, "scan1", document_type=SIGNAL_TYPE)
    assert filed.document_type == TICKET_TYPE


def test_what_the_caseworker_made_a_personal_note_stays_one(world, filed):
    correct(world, filed, "caseworker1", confidentiality="c3")
    with pytest.raises(CorrectedInDossier):
        correct(world, filed, "scan1", confidentiality="c1")
    assert filed.confidentiality == "c3"


def test_the_capture_team_corrects_its_own_correction(world, filed):
    correct(world, filed, "scan1", document_type=TICKET_TYPE)
    correct(world, filed, "scan1", document_type=SIGNAL_TYPE)
    assert filed.document_type == SIGNAL_TYPE


def test_the_dossier_corrects_what_the_dossier_corrected(world, filed):
    correct(world, filed, "caseworker1", document_type=TICKET_TYPE)
    correct(world, filed, "supervisor1", document_type=SIGNAL_TYPE)
    assert filed.document_type == SIGNAL_TYPE
