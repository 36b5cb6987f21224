"""A document in the wrong dossier is hidden at once, and who had seen it is known."""

from datetime import timedelta

import pytest
from freezegun import freeze_time
from plone import api
from zExceptions import NotFound

from farde.access import operations as access
from farde.access.journal import operations as journal
from farde.access.journal.chain import Entry
from farde.capture import deposits
from farde.core import clock, mail
from farde.document import operations as documents
from farde.document import reclassification
from farde.document.misfiled import operations, reporting, seen
from farde.document.misfiled.errors import (
    AlreadyClosed,
    EmptyNote,
    ReasonlessReport,
    UnknownIncident,
    UnreadableClosing,
)
from farde.tickets import operations as tickets
from misfiling import WHY, look_at, report, reported
from world import DAY

TICKET_TYPE = "factures-charges-medicales"


@pytest.fixture
def dossier(world):
    return world.dossier()


@pytest.fixture
def document(world, dossier):
    return world.document(dossier, TICKET_TYPE, sender="Commune", received_on=DAY)


@pytest.mark.parametrize("who", ["caseworker1", "supervisor1", "scan1", "privacy1"])
def test_who_follows_the_dossier_filed_it_just_now_or_watches_over_all_reports(world, who, dossier):
    with world.as_user("scan1"):
        document = world.document(dossier)
    report(world, document, who)
    assert documents.is_misfiled(document)


@pytest.mark.parametrize("who", ["caseworker2", "frontdesk1", "records1", "legal1", "it1"])
def test_for_anybody_else_there_is_no_such_document(world, document, who):
    with world.as_user(who), pytest.raises(NotFound):
        reporting.report_misfiled(document, WHY)
    assert not documents.is_misfiled(document)


def test_the_capture_team_reports_within_its_hours_alone(world, dossier):
    with freeze_time("2026-03-02 10:00"), world.as_user("scan1"):
        document = world.document(dossier)
    with freeze_time("2026-03-03 10:01"), world.as_user("scan1"), pytest.raises(NotFound):
        reporting.report_misfiled(document, WHY)


def test_a_report_says_why(world, document):
    with world.as_user("caseworker1"), pytest.raises(ReasonlessReport):
        reporting.report_misfiled(document, "  ")
    assert not documents.is_misfiled(document)


def test_the_workflow_itself_wants_a_reason(world, document):
    workflow = api.portal.get_tool("portal_workflow")
    with world.as_user("caseworker1"), pytest.raises(ReasonlessReport):
        workflow.doActionFor(document, "misfile")


@pytest.mark.parametrize(
    "who", ["caseworker1", "supervisor1", "scan1", "privacy1", "payments1", "records1", "it1"]
)
def test_a_reported_document_is_hidden_from_everybody(world, document, who):
    report(world, document)
    with world.as_user(who):
        assert not api.user.has_permission("View", obj=document)
        assert document.UID() not in world.visible(portal_type="CaseDocument")
        assert world.visible(SearchableText="Commune") == []


def test_it_is_reported_once_and_corrected_no_longer(world, document):
    report(world, document)
    with world.as_user("caseworker1"):
        assert not reclassification.may_reclassify(document)
        with pytest.raises(NotFound):
            reporting.report_misfiled(document, WHY)
    with world.as_user("privacy1"), pytest.raises(NotFound):
        reporting.report_misfiled(document, WHY)


def test_its_signals_and_tickets_are_taken_back_also_those_in_hand(world, document):
    with world.as_user("caseworker1"):
        [brain] = tickets.followups(document, review_state="created")
        tickets.take(brain.getObject())
    report(world, document)
    assert {one.review_state for one in tickets.followups(document)} == {"cancelled"}
    assert {one.note for one in tickets.followups(document)} == {"misfiled"}


def test_the_privacy_officer_is_told_by_a_mail_that_names_nobody(world, document):
    before = len(mail.letters())
    report(world, document)
    [letter] = mail.letters()[before:]
    assert letter.user_id == "privacy1"
    assert letter.url.endswith("/@@privacy-incidents")
    assert "Exemple" not in "".join(map(str, (letter.subject, *letter.lines, letter.url)))


def test_an_officer_who_is_kept_out_of_the_dossier_is_told_of_nothing(world, document, dossier):
    access.limits().deny(dossier.UID(), "privacy1")
    before = len(mail.letters())
    incident_id = report(world, document)
    assert len(mail.letters()) == before
    with world.as_user("privacy1"):
        assert operations.register() == []
        with pytest.raises(UnknownIncident):
            operations.incident(incident_id)


def test_the_incident_says_when_by_whom_and_why(world, document, dossier):
    with freeze_time("2026-03-02 10:00"):
        incident = reported(world, document)
    assert (incident.by, incident.reason, incident.number) == ("caseworker1", WHY, dossier.getId())
    assert incident.at.isoformat().startswith("2026-03-02T11:00")
    assert document.getId() not in incident.id and dossier.getId() not in incident.id
    with world.as_user("privacy1"):
        assert operations.register() == [incident] and operations.count_open() == 1


def test_who_opened_the_document_is_listed_with_when_and_how(world, document):
    look_at(document, "caseworker1")
    look_at(document, "payments1", "download")
    look_at(document, "payments1", "preview")
    look_at(document, "legal1", "denied")
    incident = reported(world, document)
    found = {one.who: [line.action for line in one.lines] for one in seen.seen_by(incident)}
    assert found == {"payments1": ["preview", "download"], "caseworker1": ["view"]}


def test_reporting_it_and_looking_into_it_are_no_readings_of_the_dossiers_people(world, document):
    incident = reported(world, document, "supervisor1")
    look_at(document, "privacy1", "download")
    with freeze_time(clock.now() + timedelta(minutes=5)):
        look_at(document, "privacy1", "download")
    assert "supervisor1" not in {one.who for one in seen.seen_by(incident)}


def test_who_saw_but_the_lists_of_the_dossier_is_told_apart(world, document, dossier):
    look_at(document, "caseworker1")
    for who in ("caseworker1", "supervisor1"):
        uid = dossier.UID()
        journal.record(Entry(action="view", who=who, kind="dossier", uid=uid, dossier_uid=uid))
    incident = reported(world, document)
    others = seen.in_lists(incident, seen.seen_by(incident))
    assert [one.who for one in others] == ["supervisor1"]


def test_what_was_done_is_noted_and_the_incident_closed_on_a_day(world, document):
    with freeze_time("2026-03-02 10:00"):
        incident = reported(world, document)
    with freeze_time("2026-03-05 10:00"), world.as_user("privacy1"):
        operations.note(incident, "Deux personnes informées ")
        with pytest.raises(EmptyNote):
            operations.note(incident, " ")
        for wrong in ("2026-03-01", "2026-03-06", "hier"):
            with pytest.raises(UnreadableClosing):
                operations.close(incident, wrong)
        operations.close(incident, "2026-03-04")
        with pytest.raises(AlreadyClosed):
            operations.close(incident, "2026-03-05")
        assert operations.count_open() == 0
    assert [(one.by, one.text) for one in incident.notes] == [
        ("privacy1", "Deux personnes informées")
    ]


def test_the_capture_team_is_not_told_where_it_was_filed(world, dossier):
    with world.as_user("scan1"):
        document = world.document(dossier)
        assert deposits.latest()[0].filings[0].number == dossier.getId()
    report(world, document)
    with world.as_user("scan1"):
        assert deposits.latest()[0].filings == ()
