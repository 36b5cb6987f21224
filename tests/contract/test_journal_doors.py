"""No view and no service of ours on dossier content can forget the access journal."""

import re
from pathlib import Path

import pytest
from zope.component import getGlobalSiteManager, queryAdapter
from zope.dottedname.resolve import resolve
from zope.interface import implementedBy
from zope.publisher.interfaces import IRequest
from zope.publisher.interfaces.browser import IDefaultBrowserLayer

import farde
from farde.access.journal import actions, doors
from farde.access.journal.interfaces import IAccessSubject

HOUSE = Path(farde.__file__).parent
#: Types whose content says nothing of anybody, and why.
NO_SUBJECT = {
    "PersonRegistry": "leads to the list of dossiers",
    "DossierRegistry": "leads to the list of dossiers",
    "CaptureQueue": "leads to the capture page, which shows deposits and nobody's name",
    "Thesaurus": "the centre's words",
    "ThesaurusProfile": "the centre's words",
    "DocumentType": "the centre's words",
    "DocumentKind": "the centre's words",
}


def classes(portal) -> dict[str, type]:
    """Return the content classes of ours by the name of their type."""
    types = portal.portal_types
    named = {name: getattr(types[name], "klass", "") for name in types.objectIds()}
    return {name: resolve(klass) for name, klass in named.items() if klass.startswith("farde.")}


def doors_of(content_class: type) -> set[str]:
    """Return the doors that our rooms register for a class of content."""
    found = set()
    for one in getGlobalSiteManager().registeredAdapters():
        ours = Path(getattr(one.info, "file", "")).is_relative_to(HOUSE)
        if ours and _publishes(one.required, content_class):
            found.add(re.sub(r"^[A-Z]+_application_json_", "", one.name))
    return found


def _publishes(required, content_class: type) -> bool:
    """Tell whether an adapter is a view, and for this class: one of content and request."""
    if len(required) != 2 or not implementedBy(content_class).isOrExtends(required[0]):
        return False
    return required[1].isOrExtends(IRequest) or required[1].isOrExtends(IDefaultBrowserLayer)


@pytest.fixture
def subjects(world) -> dict[str, type]:
    found = classes(world.portal)
    assert found.keys() >= {"Dossier", "Person", "CaseDocument", "Signal", "Ticket", "CaptureBatch"}
    return {name: one for name, one in found.items() if name not in NO_SUBJECT}


def test_every_type_of_ours_is_a_subject_or_has_a_reason(world, subjects):
    adapters = getGlobalSiteManager().adapters
    for name, content_class in classes(world.portal).items():
        adapter = adapters.lookup((implementedBy(content_class),), IAccessSubject)
        assert (adapter is None) == (name in NO_SUBJECT), name


def test_every_door_on_dossier_content_is_in_the_table(subjects):
    for name, content_class in subjects.items():
        known = doors.READINGS.keys() | doors.NOT_A_READING.keys()
        assert doors_of(content_class) - known == set(), f"{name}: name it in journal/doors.py"


def test_the_doors_are_seen(subjects):
    assert {"view", "download", "dv-search.json", "recognition"} <= doors_of(
        subjects["CaseDocument"]
    )
    assert "@file" in doors_of(subjects["CaptureBatch"])


def test_a_door_is_a_reading_or_it_is_none():
    assert doors.READINGS.keys().isdisjoint(doors.NOT_A_READING)


def test_every_door_leads_to_an_action_with_a_name():
    assert set(doors.READINGS.values()) <= actions.TITLES.keys()


@pytest.mark.parametrize("rest", [True, False])
@pytest.mark.parametrize("writes", [True, False])
def test_a_door_that_nobody_named_is_noted_all_the_same(rest, writes):
    assert doors.action_of("a-view-of-tomorrow", rest, writes) in {"view", "edit", "rest"}


def test_content_of_a_subject_says_whose_it_is(world):
    dossier = world.dossier()
    document = world.document(dossier)
    subject = queryAdapter(document, IAccessSubject)
    assert (subject.kind, subject.uid) == ("document", document.UID())
    assert (subject.dossier_uid, subject.person_id) == (dossier.UID(), dossier.beneficiary)
    followups = [one for one in dossier.objectValues() if one.portal_type in ("Signal", "Ticket")]
    for followup in followups:
        assert queryAdapter(followup, IAccessSubject).dossier_uid == dossier.UID()
    person = world.portal.persons[dossier.beneficiary]
    subject = queryAdapter(person, IAccessSubject)
    assert (subject.kind, subject.dossier_uid) == ("person", dossier.UID())
