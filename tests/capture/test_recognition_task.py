"""What the worker leaves on a document, and how lists tell of it."""

import pytest

from farde.capture import deposits, recognition_task
from farde.document import text


@pytest.fixture
def document(world):
    filed = world.document(world.dossier())
    world.visible()  # what waits to be indexed is, as after a commit
    return filed


def test_the_capture_team_is_told_that_reading_has_begun(world, document):
    recognition_task._note(document, "running")
    text.recognition(document).done = 1
    with world.as_user("scan1"):
        deposit = deposits.latest()[0]
    assert (deposit.recognition, deposit.done, deposit.total) == ("running", 1, 1)


def test_beginning_to_read_writes_no_index(world, document):
    catalog = world.portal.portal_catalog
    waiting = {"recognition_state": "waiting", "UID": document.UID()}
    recognition_task._note(document, "running")
    assert len(catalog.unrestrictedSearchResults(**waiting)) == 1


def test_giving_up_leaves_a_mark_and_the_original(world, document):
    recognition_task.RecogniseDocument().give_up(document.UID(), RuntimeError())
    assert text.recognition(document).state == "unreadable"
    assert text.recognition(document).reason == "RuntimeError"
    assert document.file.data
    assert [one.document_uid for one in deposits.unreadable()] == [document.UID()]
