"""A site from before the capture line: what waited is prepared, what was filed is found."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from plone import api
from test_profile import configuration, differences
from zope.annotation.interfaces import IAnnotations

from farde.capture import operations, work
from farde.core import outbox
from world import small_scan

PROFILE = "farde:default"
BEFORE = "20261121180000"
MATRIX = (Path(__file__).parents[2] / "profiles/cpas/access.csv").read_text(encoding="utf-8")
OLD_MATRIX = "".join(
    line
    for line in MATRIX.replace("received prepared blocked awaiting", "received")
    .replace("filed discarded", "filed")
    .splitlines(keepends=True)
    if ",misfiled," not in line
)
#: What new columns tell of a deposit that waits and of a document that nobody read yet.
COLUMNS = {
    "CaptureBatch": {
        "open_parts": 0,
        "capture_station": "",
        "capture_checks": (),
        "capture_rescans": (),
        "capture_facts": ("", "", ()),
    },
    "CaseDocument": {"parallel": False, "seen_at": ""},
}


@pytest.fixture
def site(world) -> SimpleNamespace:
    """A site as the version before left it: a deposit that waits, and a filed document."""
    new = configuration(world.portal)
    with world.as_user("scan1"):
        waiting = operations.deposit(small_scan())
        document = world.document(world.dossier())
    outbox.discard(f"farde.prepare:{waiting.UID()}")
    for name in ("farde.capture.keys", "farde.capture.work"):
        IAnnotations(world.portal["capture"]).pop(name, None)
        IAnnotations(waiting).pop(name, None)
    for name in ("digests", "capture_marks", "parallel"):
        world.portal.portal_catalog.delIndex(name)
    for name in [name for told in COLUMNS.values() for name in told]:
        world.portal.portal_catalog.delColumn(name)
    world.portal.portal_registry["farde.access.matrix"] = OLD_MATRIX
    world.portal.portal_setup.setLastVersionForProfile(PROFILE, BEFORE)
    return SimpleNamespace(
        world=world, portal=world.portal, new=new, waiting=waiting, document=document
    )


def upgrade(site) -> None:
    site.portal.portal_setup.upgradeProfile(PROFILE)


def test_a_deposit_that_waited_is_prepared_for_the_desk(site):
    upgrade(site)
    assert outbox.get(f"farde.prepare:{site.waiting.UID()}") is not None
    assert work.planned(site.waiting).pages_in == 1


def test_a_document_filed_before_is_found_by_its_bytes(site):
    upgrade(site)
    found = site.portal.portal_catalog.unrestrictedSearchResults(digests=site.document.sha256)
    assert site.document.UID() in [brain.UID for brain in found]


def test_the_lists_tell_of_what_was_there(site):
    upgrade(site)
    for content in (site.waiting, site.document):
        [brain] = site.portal.portal_catalog.unrestrictedSearchResults(UID=content.UID())
        told = COLUMNS[brain.portal_type]
        assert {name: getattr(brain, name) for name in told} == told


def test_channels_know_what_they_deposited(site):
    upgrade(site)
    given = [operations.Given(small_scan("Facture"), "a.png")]
    first, _new = operations.deposit_once("station-1", given)
    again, new = operations.deposit_once("station-1", given)
    assert first.getId() == again.getId() and not new


def test_the_matrix_speaks_of_the_new_states(site):
    upgrade(site)
    text = api.portal.get_registry_record("farde.access.matrix")
    assert sorted(text.splitlines()) == sorted(MATRIX.splitlines())


def test_the_configuration_becomes_that_of_a_new_site(site):
    upgrade(site)
    found = differences(site.new, configuration(site.portal))
    found.pop("settings", None)
    found.get("registry", {}).pop("farde.access.matrix", None)  # its new row comes last
    assert not any(found.values())


def test_upgrading_again_changes_nothing(site):
    upgrade(site)
    matrix = api.portal.get_registry_record("farde.access.matrix")
    site.portal.portal_setup.setLastVersionForProfile(PROFILE, BEFORE)
    upgrade(site)
    assert api.portal.get_registry_record("farde.access.matrix") == matrix
    assert len([key for key in outbox.waiting() if key.startswith("farde.prepare:")]) >= 1
