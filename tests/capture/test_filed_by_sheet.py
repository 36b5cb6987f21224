"""What lies behind a sheet that names dossier and type is filed without a person, if so decided."""

from dataclasses import replace

import pytest
from plone import api

import stacks
from farde.access import protection
from farde.capture import history, operations, preparing, work
from farde.capture.cutting.automatic import was_filed_by_sheet
from farde.capture.cutting.seals import sealed
from farde.capture.cutting.separators import Separator
from farde.capture.desk.telling import told

TYPE = "attestations-emploi"


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("FARDE_VAR", str(tmp_path))
    monkeypatch.setattr("farde.capture.preparing.STEPS", preparing.STEPS[:3])


@pytest.fixture
def decided(served_world):
    api.portal.set_registry_record("farde.capture_file_by_separator", True)


@pytest.fixture
def dossier(served_world):
    return served_world.dossier("caseworker1")


def prepared(world, *pages, user="scan1", channel="mail"):
    with world.as_user(user):
        batch = operations.deposit(stacks.stack(*pages, dpi=150), "pile.pdf", channel=channel)
    world.commit()
    preparing.PrepareDeposit()(batch.UID())
    return batch


def documents(world, dossier):
    world.portal._p_jar.sync()
    return [one for one in dossier.objectValues() if one.portal_type == "CaseDocument"]


def sheet(number, type_id=TYPE):
    return stacks.sheet(sealed(Separator(number, type_id)), dpi=150)


def test_nothing_is_filed_without_a_person_unless_the_centre_decided_so(served_world, dossier):
    batch = prepared(served_world, sheet(dossier.getId()), stacks.letter(1, 150))
    assert not documents(served_world, dossier)
    assert api.content.get_state(batch) == "prepared"
    assert work.of(batch).drafts["p1"]["dossier"] == dossier.getId()


def test_a_sheet_that_names_dossier_and_type_is_enough(served_world, decided, dossier):
    batch = prepared(served_world, sheet(dossier.getId()), stacks.letter(1, 150))
    (document,) = documents(served_world, dossier)
    assert (document.document_type, document.page_count) == (TYPE, 1)
    assert api.content.get_state(batch) == "filed"


def test_it_is_told_that_nobody_looked_at_it(served_world, decided, dossier, browse, words):
    batch = prepared(served_world, sheet(dossier.getId()), stacks.letter(1, 150))
    (document,) = documents(served_world, dossier)
    assert was_filed_by_sheet(document)
    assert "filed-by-sheet" in [note.what for note in history.of(batch)]
    page = browse("caseworker1", f"{document.absolute_url()}/view")
    assert "sans relecture" in words(page)


def test_what_a_person_files_says_nothing_of_sheets(served_world, browse, words):
    document = served_world.document(served_world.dossier("caseworker1"))
    assert "sans relecture" not in words(browse("caseworker1", f"{document.absolute_url()}/view"))


def test_of_a_stack_only_what_its_sheets_name_in_full_is_filed(served_world, decided, dossier):
    batch = prepared(
        served_world,
        sheet(dossier.getId()),
        stacks.letter(1, 150),
        sheet("", TYPE),
        stacks.letter(2, 150),
        sheet(dossier.getId(), ""),
        stacks.letter(3, 150),
    )
    assert len(documents(served_world, dossier)) == 1
    assert [part.id for part in work.planned(batch).open_parts] == ["p2", "p3"]


def test_nothing_goes_into_a_protected_dossier_without_a_person(served_world, decided, dossier):
    protection.protect(dossier.UID(), ["supervisor1"])
    batch = prepared(served_world, sheet(dossier.getId()), stacks.letter(1, 150))
    assert not documents(served_world, dossier)
    assert api.content.get_state(batch) == "prepared"


def test_nor_where_the_depositor_is_kept_out(served_world, decided, dossier):
    protection.deny(dossier.UID(), "scan1")
    prepared(served_world, sheet(dossier.getId()), stacks.letter(1, 150))
    assert not documents(served_world, dossier)


def test_an_invoice_waits_for_its_amount(served_world, decided, dossier):
    batch = prepared(
        served_world, sheet(dossier.getId(), "factures-charges-divers"), stacks.letter(1, 150)
    )
    assert not documents(served_world, dossier)
    assert api.content.get_state(batch) == "prepared"


def test_a_page_that_came_before_waits_for_a_person(served_world, decided, dossier):
    prepared(
        served_world,
        stacks.letter(2, 150),
        sheet(dossier.getId()),
        stacks.worn(stacks.letter(2, 150), skew=1),
    )
    assert not documents(served_world, dossier)


@pytest.mark.parametrize("wrong", [("2026-999999", TYPE), (None, "type-retire")])
def test_a_sheet_that_names_nothing_known_waits_for_a_person(served_world, decided, dossier, wrong):
    number, type_id = wrong
    batch = prepared(served_world, sheet(number or dossier.getId(), type_id), stacks.letter(1, 150))
    assert not documents(served_world, dossier)
    assert api.content.get_state(batch) == "prepared"


def test_a_sheet_that_somebody_drew_themselves_is_no_more_than_a_proposal(
    served_world, decided, dossier
):
    drawn = stacks.separator(dossier.getId(), TYPE, dpi=150)
    batch = prepared(served_world, drawn, stacks.letter(1, 150))
    assert not documents(served_world, dossier)
    assert work.of(batch).drafts["p1"]["dossier"] == dossier.getId()
    assert work.of(batch).marks == {"s1-2": "unsealed"}
    with served_world.as_user("scan1"):
        (said,) = told(batch)["pages"]["s1-2"]["marks"]
    assert said == "feuille non imprimée ici : à vérifier"


def test_the_seal_of_one_sheet_is_worth_nothing_on_another(served_world, decided, dossier):
    other = sealed(Separator("2026-999999", TYPE))
    moved = stacks.sheet(replace(other, dossier=dossier.getId()), dpi=150)
    prepared(served_world, moved, stacks.letter(1, 150))
    assert not documents(served_world, dossier)


def test_a_sheet_files_once_whoever_copies_it(served_world, decided, dossier):
    copied = sheet(dossier.getId())
    pile = prepared(served_world, copied, stacks.letter(1, 150), copied, stacks.letter(2, 150))
    again = prepared(served_world, copied, stacks.letter(3, 150))
    assert len(documents(served_world, dossier)) == 1
    assert [part.id for part in work.planned(pile).open_parts] == ["p2"]
    assert api.content.get_state(again) == "prepared"


@pytest.mark.parametrize("channel", ["email", "online", "api"])
def test_what_strangers_send_by_themselves_waits_for_a_person(
    served_world, decided, dossier, channel
):
    seen = sheet(dossier.getId())
    prepared(served_world, seen, stacks.letter(1, 150), channel=channel)
    assert not documents(served_world, dossier)


def test_a_part_of_the_sample_is_left_to_colleagues(served_world, decided, dossier):
    api.portal.set_registry_record("farde.capture.quality.sample_percent", 100)
    prepared(served_world, sheet(dossier.getId()), stacks.letter(1, 150))
    assert not documents(served_world, dossier)


def test_preparing_again_files_nothing_twice(served_world, decided, dossier):
    batch = prepared(served_world, sheet(dossier.getId()), stacks.letter(1, 150))
    preparing.PrepareDeposit()(batch.UID())
    assert len(documents(served_world, dossier)) == 1
