"""Killed, repeated or done by two at once: no page, no word typed and no original goes away."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from plone import api

from farde.capture import operations, preparing, sources, work
from farde.capture.conversion import Converted
from farde.capture.operations import Given
from farde.capture.plan import Leaf, begin, cut, discard, move
from farde.capture.quality import operations as quality
from farde.capture.quality.errors import NoFreshPages
from farde.capture.recognition_task import RecogniseDocument
from farde.capture.searchable_task import WriteSearchable
from farde.demo.formats import as_pdf
from farde.document import text
from farde.document.profile import Profile
from world import DAY, small_scan

TYPE = "attestations-emploi"


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("FARDE_VAR", str(tmp_path))


def stack(*words: str) -> bytes:
    return as_pdf([Image.open(BytesIO(small_scan(word))) for word in words], 150)


def planned(data: bytes, name: str = "lot.pdf"):
    """A deposit at the desk, its pages not read."""
    made = operations.deposit(data, name)
    state = work.begin(made)
    state.plan, state.stage = work.planned(made), "suggested"
    operations.to_state(made, "prepare")
    return made


def test_a_searchable_copy_written_twice_keeps_its_words(served_world):
    with served_world.as_user("scan1"):
        made = operations.deposit(stack("Attestation"), "lot.pdf")
    served_world.commit()
    preparing.PrepareDeposit()(made.UID())
    [document] = operations.file_in_all(made, [served_world.dossier()], Profile(TYPE, DAY))
    served_world.commit()
    # The worker is killed after it kept the copy, and before its task is struck off.
    for _ in range(2):
        WriteSearchable()(document.UID())
        with pikepdf.open(BytesIO(text.recognition(document).searchable.data)) as pdf:
            assert "/FardeText" in pdf.pages[0].Resources.get("/XObject", {})


def test_nothing_that_was_read_stays_in_the_folder_of_a_killed_worker(world, tmp_path):
    with world.as_user("scan1"):
        document = world.document(world.dossier())
    text.recognition(document).state = "done"
    uid = document.UID()
    for left in (uid, f"{uid}-searchable"):
        (tmp_path / "work" / left).mkdir(parents=True)
        (tmp_path / "work" / left / "page.txt").write_text("Attestation")
    RecogniseDocument()(uid)
    WriteSearchable()(uid)
    assert not list((tmp_path / "work").iterdir())


def test_what_was_typed_before_the_pages_were_known_outlives_the_proposal(served_world):
    with served_world.as_user("scan1"):
        made = operations.deposit(stack("Attestation"), "lot.pdf")
        work.keep_draft(made, "p1", {"sender": "Onem", "document_type": ""})
    served_world.commit()
    preparing.PrepareDeposit()(made.UID())
    assert work.of(made).drafts["p1"]["sender"] == "Onem"


def test_new_pages_are_not_lost_by_taking_back_what_was_done_before_them(world):
    batch, fresh = planned(stack("Un", "Deux")), planned(small_scan("Deux, mieux"), "scan.png")
    with world.as_user("scan1"):
        work.change(batch, None, lambda plan: cut(plan, "p1", 1))
        quality.ask_rescan(batch, [Leaf("s1", 2)], "Bord coupé")
        quality.replace(batch, fresh)
        for verb in (work.undo, work.undo, work.redo):
            assert Leaf("s2", 1) in verb(batch, None).plan.leaves()


def test_pages_that_are_filed_already_do_not_come_in_the_place_of_others(world):
    batch, fresh = planned(stack("Un", "Deux")), planned(stack("Trois", "Quatre"))
    with world.as_user("scan1"):
        work.change(fresh, None, lambda plan: cut(plan, "p1", 1))
        operations.file_part(fresh, "p1", [world.dossier()], Profile(TYPE, DAY))
        quality.ask_rescan(batch, [Leaf("s1", 2)], "Bord coupé")
        with pytest.raises(NoFreshPages):
            quality.replace(batch, fresh)


def test_a_file_made_into_pages_by_two_workers_gives_its_pages_once(served_world, tmp_path):
    made = operations.deposit(small_scan())
    made.source_kind = "office"
    served_world.commit()
    [source] = sources.of(made)
    path = Path(tmp_path) / "made.pdf"
    path.write_bytes(stack("Un", "Deux"))
    for _ in range(2):
        preparing._keep_converted(made, source, [Converted(path, "pdf", "")])
    assert [one.pages for one in sources.of(made)] == [0, 2]


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: move(plan, [Leaf("s2", 2)], "p1", 0),
        lambda plan: discard(plan, [Leaf("s2", 2)], "blank"),
    ],
)
def test_a_letter_keeps_the_file_it_came_as_however_its_pages_lie(world, change):
    made = operations.deposit(small_scan())
    made.source_kind = "office"
    given = Given(stack("Un", "Deux"))
    inspection = operations.inspected(given)
    sources.add(made, operations.stored(given.data, inspection), inspection, "", "s1")
    work.begin(made).plan = begin(work.leaves(sources.get(made, "s2")))
    work.change(made, None, change)
    operations.to_state(made, "prepare")
    [document] = operations.file_in_all(made, [world.dossier()], Profile(TYPE, DAY))
    assert api.content.get_state(made) == "filed"
    assert document.original.data == small_scan()
