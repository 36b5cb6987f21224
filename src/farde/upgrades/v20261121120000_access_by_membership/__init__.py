"""From the walking house to access by membership.

The configuration is brought up to date from the profile; the memberships move into the new
registers; content gets the circles it did not have. Each piece of content is written once.
"""

from collections.abc import Iterator
from itertools import batched

import transaction
from Acquisition import aq_base
from plone import api

from farde.access import operations as access
from farde.access import roles, settings
from farde.access.absences import Absences
from farde.access.circles import Membership, Memberships, dossier_of, function_of, is_circle
from farde.access.limits import Limits
from farde.access.need_to_know import disown
from farde.access.teams import SUPERVISORS
from farde.capture import operations as capture
from farde.document import operations as documents
from farde.dossier import holders
from farde.dossier import operations as dossiers
from farde.setuphandlers import load_matrix, post_install
from farde.tickets import operations as tickets
from farde.tickets import states
from farde.upgrades import follow_profile, follow_workflow

#: Content between two savepoints: an upgrade of thousands of dossiers must fit in memory.
_BATCH = 500


def upgrade(tool) -> None:
    """Bring a site of version 1000 up to date; running it again changes nothing."""
    move_memberships(access.plugin())
    follow_profile(tool)
    post_install(tool)
    _drop_column("caseworker")
    if api.group.get(groupname=SUPERVISORS) is not None and not settings.setting("matrix"):
        load_matrix("cpas")
        api.group.grant_roles(groupname=SUPERVISORS, roles=["Supervisor"])
    for brains in batched(_dossier_content(), _BATCH):
        for brain in brains:
            give_circles(brain._unrestrictedGetObject())
        transaction.savepoint(optimistic=True)


def _drop_column(name: str) -> None:
    """Take away what the memberships now tell; the profile only ever adds to the catalogue."""
    catalog = api.portal.get_tool("portal_catalog")
    if name in catalog.schema():
        catalog.delColumn(name)


def move_memberships(plugin) -> None:
    """Take the memberships out of the plugin's old trees into the registers."""
    plugin._p_activate()
    if "absences" in aq_base(plugin).__dict__:
        return
    old, plugin.memberships = plugin.memberships, Memberships()
    plugin.absences, plugin.limits = Absences(), Limits()
    for branch in old._by_circle.values():
        for member in branch.values():
            _keep(plugin.memberships, member)


def give_circles(content) -> None:
    """Give one piece of content the circles of the matrix, and index what that changed."""
    follow_workflow(content)
    disowned = disown(content)
    if _GIVE[content.portal_type](content) or disowned:
        content.reindexObjectSecurity()


def _keep(lookups: Memberships, member) -> None:
    if function_of(member.circle) == holders.REFERENT and member.principal == dossiers.REFERENTS:
        return  # without a referent, a ticket lets the service in from now on
    lookups.grant(Membership(member.circle, member.principal, member.cause, member.until))


def _dossier_content() -> Iterator:
    catalog = api.portal.get_tool("portal_catalog")
    yield from catalog.unrestrictedSearchResults(portal_type=list(_GIVE))


def _dossier(dossier) -> bool:
    dossier._p_changed = True
    for name in ("caseworker", "referent"):
        aq_base(dossier).__dict__.pop(name, None)
    roles.give_dossier_roles(dossier, api.content.get_uuid(dossier))
    return True


def _person(person) -> bool:
    circles = [name for name, _roles in person.get_local_roles() if is_circle(name)]
    person.manage_delLocalRoles(circles)  # more services had one than the matrix gives
    for dossier_uid in {dossier_of(circle) for circle in circles}:
        roles.give_person_roles(person, dossier_uid)
    return True


def _followup(followup) -> bool:
    dossier_uid = api.content.get_uuid(followup.__parent__)
    held = [p for p, given in followup.get_local_roles() if tickets.TICKET_WORKER in given]
    followup.manage_delLocalRoles(held)
    tickets.give_worker_roles(followup, dossier_uid)
    if api.content.get_state(followup) not in states.SETTLED:
        tickets.open_access(followup)
    followup.reindexObject(idxs=["addressee"])
    return True


def _batch(batch) -> bool:
    capture.give_to_depositor(batch)
    return True


_GIVE = {
    "CaptureBatch": _batch,
    "Dossier": _dossier,
    "Person": _person,
    "CaseDocument": documents.open_to_readers,
    "Ticket": _followup,
    "Signal": _followup,
}
