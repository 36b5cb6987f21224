"""The examples of correcting a filing, and of filing for several persons."""

import base64

import pytest

from world import small_scan

TYPE, ANOTHER = "attestations-emploi", "factures-charges-medicales"


@pytest.fixture
def numbers(served_world) -> list[str]:
    """Two dossiers of caseworker1."""
    found = [served_world.dossier(), served_world.dossier(niss="")]
    served_world.commit()
    return [one.getId() for one in found]


@pytest.fixture
def filed(served_world, numbers) -> str:
    """The path of a document that the capture team has just filed in the first of them."""
    with served_world.as_user("scan1"):
        document = served_world.document(served_world.portal.dossiers[numbers[0]], TYPE)
    served_world.commit()
    return f"dossiers/{numbers[0]}/{document.getId()}"


def test_a_document_is_reclassified_after_it_was_told_what_follows(example, filed):
    body = {"document_type": ANOTHER, "reason": "Mauvais type choisi au scan"}
    asked = f"{filed}/@reclassify"
    example("reclassify-dry-run", "caseworker1", "POST", asked, body | {"dry_run": True})
    example("reclassify-refused", "caseworker1", "POST", asked, {"document_type": ANOTHER})
    example("reclassify", "caseworker1", "POST", asked, body)


def test_a_document_is_filed_in_one_more_dossier(example, filed, numbers):
    asked, body = f"{filed}/@file-also", {"dossier": numbers[1]}
    example("file-also", "caseworker1", "POST", asked, body)
    example("file-also-again", "caseworker1", "POST", asked, body)
    example("file-also-refused", "caseworker1", "POST", asked, {"dossier": "2001-000001"})


def test_a_document_in_the_wrong_dossier_is_reported(example, filed):
    asked = f"{filed}/@misfiled"
    example("misfiled-refused", "caseworker1", "POST", asked, {"reason": ""})
    example("misfiled", "caseworker1", "POST", asked, {"reason": "Une autre personne"})
    example("misfiled-again", "caseworker1", "POST", asked, {"reason": "Une autre personne"})


def test_a_file_is_filed_for_two_persons_at_once(example, numbers):
    body = {
        "file": {
            "data": base64.b64encode(small_scan()).decode(),
            "encoding": "base64",
            "filename": "scan.png",
        },
        "dossiers": numbers,
        "document_type": "attestations-etat-civil",
        "received_on": "2026-03-02",
    }
    example("capture-several", "external1", "POST", "@capture", body)
