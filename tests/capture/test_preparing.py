"""A deposit is prepared in steps: each is done once, and what was filed meanwhile is left alone."""

from io import BytesIO

import pytest
from PIL import Image
from plone import api

from farde.capture import history, operations, preparing, sources, work
from farde.capture.about import About
from farde.capture.errors import AlreadyFiled
from farde.capture.plan import Leaf, cut, discard, restore
from farde.capture.plan_errors import NotPrepared, SeveralParts, SignedWhole, StalePlan, UnknownPart
from farde.capture.searchable_task import WriteSearchable
from farde.capture.wording import fault_words
from farde.core import outbox
from farde.demo.formats import as_pdf
from farde.document import pages, text
from farde.document.errors import EncryptedFile
from farde.document.profile import Profile
from world import DAY, small_scan

TYPE = "attestations-emploi"


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("FARDE_VAR", str(tmp_path))


def two_pages() -> bytes:
    words = ("Attestation de travail", "Composition de ménage")
    return as_pdf([Image.open(BytesIO(small_scan(one))) for one in words], 150)


@pytest.fixture
def batch(served_world):
    """Two small pages in one file, deposited by the capture team and made ready for the desk."""
    with served_world.as_user("scan1"):
        made = operations.deposit(two_pages(), "lot.pdf")
    served_world.commit()
    preparing.PrepareDeposit()(made.UID())
    return made


def test_a_prepared_deposit_waits_at_the_desk_with_what_was_read(batch):
    state = work.of(batch)
    assert api.content.get_state(batch) == "prepared"
    assert state.stage == "suggested"
    assert sorted(state.read) == ["s1-1", "s1-2"]
    assert [page.text.split()[0] for page in state.read.values()] == ["Attestation", "Composition"]
    assert [note.what for note in history.of(batch)] == ["deposited", "prepared"]


def test_a_page_put_aside_as_blank_is_read_once_it_is_filed_after_all(served_world, batch):
    blank, state = [Leaf("s1", 1)], work.begin(batch)
    state.stage, state.plan = "proposed", discard(state.plan, blank, "blank")
    state.read.clear()
    served_world.commit()
    preparing.PrepareDeposit()(batch.UID())
    assert sorted(state.read) == ["s1-2"]
    work.change(batch, None, lambda plan: restore(plan, blank, "p1"))
    [document] = operations.file_in_all(batch, [served_world.dossier()], Profile(TYPE, DAY))
    assert document.page_count == 2
    assert outbox.get(f"farde.recognise:{document.UID()}") is not None


def test_preparing_again_changes_nothing(batch):
    version = work.of(batch).version
    preparing.PrepareDeposit()(batch.UID())
    assert work.of(batch).version == version


@pytest.mark.parametrize("stage", [name for name, _ in preparing.STEPS])
def test_a_preparation_stopped_after_any_step_goes_on_from_there(served_world, batch, stage):
    work.begin(batch).stage = stage
    served_world.commit()
    preparing.PrepareDeposit()(batch.UID())
    state = work.of(batch)
    assert state.stage == "suggested"
    assert state.plan.pages_in == 2 and len(state.read) == 2


def test_two_parts_go_to_two_dossiers_and_take_what_was_read_along(served_world, batch):
    first, second = served_world.dossier(), served_world.dossier(niss="17073003384")
    with served_world.as_user("scan1"):
        work.change(batch, None, lambda plan: cut(plan, "p1", 1))
        [one] = operations.file_part(batch, "p1", [first], Profile(TYPE, DAY))
        assert api.content.get_state(batch) == "prepared"
        [two] = operations.file_part(batch, "p2", [second], Profile(TYPE, DAY))
    assert api.content.get_state(batch) == "filed"
    assert (one.page_count, two.page_count) == (1, 1)
    assert text.recognition(one).state == text.recognition(two).state == "done"
    assert text.recognition(one).texts != text.recognition(two).texts
    assert pages.page_count(two) == 1
    assert sources.of(batch) == () and not work.of(batch).read


def test_what_was_read_before_is_not_read_again_but_becomes_searchable(served_world, batch):
    dossier = served_world.dossier()
    [document] = operations.file_in_all(batch, [dossier], Profile(TYPE, DAY))
    served_world.commit()
    assert outbox.get(f"farde.recognise:{document.UID()}") is None
    WriteSearchable()(document.UID())
    assert text.recognition(document).searchable.data.startswith(b"%PDF")


def test_a_whole_file_is_filed_as_the_bytes_that_came(served_world, batch):
    digest = batch.sha256
    [document] = operations.file_in_all(batch, [served_world.dossier()], Profile(TYPE, DAY))
    assert document.sha256 == digest


def test_a_page_put_aside_is_not_in_what_is_filed(served_world, batch):
    work.change(batch, None, lambda plan: discard(plan, [Leaf("s1", 1)], "blank"))
    [document] = operations.file_in_all(batch, [served_world.dossier()], Profile(TYPE, DAY))
    assert document.page_count == 1 and document.file.contentType == "application/pdf"


def test_a_part_is_filed_once(served_world, batch):
    dossier = served_world.dossier()
    work.change(batch, None, lambda plan: cut(plan, "p1", 1))
    operations.file_part(batch, "p1", [dossier], Profile(TYPE, DAY))
    with pytest.raises(AlreadyFiled):
        operations.file_part(batch, "p1", [dossier], Profile(TYPE, DAY))
    with pytest.raises(UnknownPart):
        operations.file_part(batch, "p9", [dossier], Profile(TYPE, DAY))


def test_of_several_documents_one_has_to_be_named(served_world, batch):
    work.change(batch, None, lambda plan: cut(plan, "p1", 1))
    with pytest.raises(SeveralParts):
        operations.file_in_all(batch, [served_world.dossier()], Profile(TYPE, DAY))


def test_who_saw_another_plan_neither_changes_nor_files(served_world, batch):
    seen = work.of(batch).version
    work.change(batch, seen, lambda plan: cut(plan, "p1", 1))
    with pytest.raises(StalePlan):
        work.change(batch, seen, lambda plan: cut(plan, "p1", 1))
    with pytest.raises(StalePlan):
        dossier = served_world.dossier()
        operations.file_part(batch, "p1", [dossier], Profile(TYPE, DAY), seen)


def test_a_change_is_taken_back_and_done_again(batch):
    before = work.of(batch).plan
    after = work.change(batch, None, lambda plan: cut(plan, "p1", 1)).plan
    assert work.undo(batch, None).plan == before
    assert work.redo(batch, None).plan == after
    assert work.redo(batch, None).plan == after


def test_what_is_filed_cannot_be_taken_back(served_world, batch):
    work.change(batch, None, lambda plan: cut(plan, "p1", 1))
    operations.file_part(batch, "p1", [served_world.dossier()], Profile(TYPE, DAY))
    assert work.undo(batch, None).plan.part("p1").closed


def test_a_signed_file_stays_whole(served_world, batch):
    batch.signed = True
    with pytest.raises(SignedWhole):
        work.change(batch, None, lambda plan: cut(plan, "p1", 1))


def test_a_deposit_filed_at_once_is_not_prepared(served_world):
    with served_world.as_user("scan1"):
        made = operations.deposit(small_scan())
        operations.file_in_all(made, [served_world.dossier()], Profile(TYPE, DAY))
    served_world.commit()
    preparing.PrepareDeposit()(made.UID())
    assert work.of(made).stage == "" and api.content.get_state(made) == "filed"


def test_giving_up_leaves_the_deposit_to_a_person(served_world):
    made = operations.deposit(small_scan())
    served_world.commit()
    preparing.PrepareDeposit().give_up(made.UID(), RuntimeError())
    assert api.content.get_state(made) == "blocked"
    assert work.of(made).reason == "RuntimeError"
    assert "trois fois" in fault_words(made).default
    assert sources.of(made)[0].file.data == small_scan()


def test_a_deposit_left_to_a_person_is_prepared_once_more(served_world):
    made = operations.deposit(small_scan())
    served_world.commit()
    preparing.PrepareDeposit().give_up(made.UID(), OSError())
    with served_world.as_user("scan1"):
        operations.retry(made)
    served_world.commit()
    preparing.PrepareDeposit()(made.UID())
    assert api.content.get_state(made) == "prepared" and not work.of(made).reason


def test_a_deposit_whose_pages_are_known_stays_at_the_desk_though_nobody_could_read_it(batch):
    preparing.PrepareDeposit().give_up(batch.UID(), RuntimeError())
    assert api.content.get_state(batch) == "prepared"
    assert work.of(batch).reason == "RuntimeError"
    assert "tout lire" in fault_words(batch).default


def test_a_file_that_cannot_be_made_into_pages_says_why(served_world, monkeypatch):
    def refuse(*_order):
        raise EncryptedFile

    monkeypatch.setattr(preparing.conversion, "convert", refuse)
    made = operations.deposit(b"From: a@b.be\nSubject: x\n\nBonjour\n", "x.eml")
    served_world.commit()
    preparing.PrepareDeposit()(made.UID())
    assert api.content.get_state(made) == "blocked"
    assert fault_words(made) == EncryptedFile.message


def test_one_key_of_a_channel_makes_one_deposit(served_world):
    given = [operations.Given(small_scan(), "a.png")]
    first, new = operations.deposit_once("station-1 a.png", given)
    again, anew = operations.deposit_once("station-1 a.png", given)
    assert (new, anew) == (True, False) and first.getId() == again.getId()


def test_an_announced_deposit_waits_for_its_pages(served_world):
    with served_world.as_user("frontdesk1"):
        made = operations.deposit_all([], "counter")
    assert api.content.get_state(made) == "awaiting"


def test_the_pages_of_a_message_are_not_known_before_it_is_converted(served_world):
    made = operations.deposit(small_scan())
    made.source_kind = "eml"
    with pytest.raises(NotPrepared):
        work.planned(made)


def test_two_sides_of_a_stack_become_one_document_sheet_by_sheet(served_world):
    given = [operations.Given(two_pages(), f"{side}.pdf") for side in ("recto", "verso")]
    with served_world.as_user("scan1"):
        made = operations.deposit_all(given, "mail", About(marks={"backs": "reversed"}))
    served_world.commit()
    preparing.PrepareDeposit()(made.UID())
    [part] = work.of(made).plan.parts
    assert [str(leaf) for leaf in part.leaves] == ["s1-1", "s2-2", "s1-2", "s2-1"]
