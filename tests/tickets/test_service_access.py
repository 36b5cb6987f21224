"""A ticket for a service opens to it what it needs, for as long as it needs it."""

import pytest
from freezegun import freeze_time
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest

from farde.access import protection
from farde.tickets import operations


def may_view(content) -> bool:
    # Plone remembers local roles for the length of a request; each look is one of its own.
    IAnnotations(getRequest()).clear()
    return api.user.has_permission("View", obj=content)


@pytest.fixture
def ri(world):
    """A dossier with an active RI, a statement of resources, and another document."""
    dossier = world.dossier(active_ri=True)
    other = world.document(dossier, "attestations-emploi")
    statement = world.document(dossier, "attestations-ressources")
    [brain] = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="Ticket", document_uid=statement.UID()
    )
    return dossier, statement, other, brain._unrestrictedGetObject()


def test_payments_sees_the_statement_and_nothing_else_while_the_ticket_is_open(world, ri):
    dossier, statement, other, ticket = ri
    with world.as_user("payments1"):
        assert may_view(dossier) and may_view(statement) and may_view(ticket)
        assert not may_view(other)
        assert set(world.visible(portal_type=["Dossier", "CaseDocument"])) == {
            dossier.UID(),
            statement.UID(),
        }
        operations.finish(ticket, "Visa donné")


def test_after_its_last_ticket_a_service_reads_on_for_thirty_days(world, ri):
    dossier, statement, other, ticket = ri
    with freeze_time("2026-03-02 12:00"), world.as_user("payments1"):
        operations.finish(ticket, "Visa donné")
    with freeze_time("2026-04-01 10:59"), world.as_user("payments1"):
        assert may_view(dossier) and may_view(statement) and not may_view(other)
    with freeze_time("2026-04-01 11:00"), world.as_user("payments1"):
        assert not may_view(dossier) and not may_view(statement)
        assert not world.visible(portal_type=["Dossier", "CaseDocument"])


def test_the_days_of_grace_are_a_setting(world, ri):
    dossier, statement, _other, ticket = ri
    api.portal.set_registry_record("farde.access.grace_days", 0)
    with world.as_user("payments1"):
        operations.finish(ticket, "Visa donné")
    with world.as_user("payments1"):
        assert not may_view(dossier) and not may_view(statement)


def test_someone_of_the_service_on_the_deny_list_neither_sees_dossier_nor_ticket(world, ri):
    dossier, statement, _other, ticket = ri
    protection.deny(dossier.UID(), "payments1")
    with world.as_user("payments1"):
        assert not may_view(dossier) and not may_view(statement) and not may_view(ticket)
        assert operations.inbox() == [] and operations.counts().total == 0


def test_a_cancelled_ticket_closes_the_dossier_too(world, ri):
    dossier, statement, _other, _ticket = ri
    with world.as_user("scan1"):
        operations.cancel_for(statement)
    with world.as_user("payments1"):
        assert not may_view(dossier) and not may_view(statement)


def test_a_second_open_ticket_keeps_the_dossier_open(world, ri):
    dossier, _statement, _other, ticket = ri
    second = world.document(dossier, "attestations-ressources")
    with world.as_user("payments1"):
        operations.finish(ticket, "Visa donné")
    with world.as_user("payments1"):
        assert may_view(dossier) and may_view(second)


def test_other_services_see_nothing_of_it(world, ri):
    dossier, statement, _other, ticket = ri
    for user in ("notification1", "legal1", "recovery1", "bcss1"):
        with world.as_user(user):
            assert not may_view(dossier) and not may_view(statement) and not may_view(ticket)


def test_without_an_active_ri_payments_sees_nothing(world):
    dossier = world.dossier(active_ri=False)
    statement = world.document(dossier, "attestations-ressources")
    with world.as_user("payments1"):
        assert not may_view(dossier) and not may_view(statement)
        assert operations.inbox() == []
