"""A site of an earlier version becomes what a new site is; nothing is lost, nothing opened.

The layout of before is made by hand, from what the code of that time wrote.
"""

from types import SimpleNamespace

import pytest
from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from plone import api
from plone.registry.interfaces import IRegistry
from Products.PlonePAS.interfaces.plugins import ILocalRolesPlugin
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from test_profile import configuration, differences
from zope.component import getUtility

from farde.access import localroles, plugin, site_roles
from farde.access import operations as access
from farde.access.circles import Membership, Memberships, circle_id
from farde.access.roles import SERVICES
from farde.tickets import operations as tickets

PROFILE = "farde:default"
PAID = "attestations-ressources"
#: What such a site has, by the names the tests use.
NAMES = ("dossier", "person", "paid", "other", "batch", "ticket", "referral", "signal")


@pytest.fixture
def new(world) -> dict:
    """The configuration of a site made today."""
    return configuration(world.portal)


@pytest.fixture
def site(world, new) -> SimpleNamespace:
    """A site as version 1000 left it: a dossier with documents, signals and tickets, a deposit."""
    from farde.capture import operations as capture
    from world import small_scan

    dossier = world.dossier()
    with world.as_user("scan1"):
        paid, other = world.document(dossier, PAID), world.document(dossier, "attestations-emploi")
    with world.as_user("frontdesk1"):
        batch = capture.deposit(small_scan())
    site = SimpleNamespace(
        world=world,
        portal=world.portal,
        dossier=dossier,
        person=world.portal["persons"][dossier.beneficiary],
        paid=paid,
        other=other,
        batch=batch,
        ticket=tickets.raise_ticket(paid, "service:payments", "t1"),
        referral=tickets.raise_ticket(paid, "referent", "t2"),
        signal=tickets.raise_signal(other, "service:notification", "s1"),
    )
    _as_version_1000(site)
    return site


def _as_version_1000(site) -> None:
    uid = site.dossier.UID()
    _old_memberships(
        Membership(circle_id(uid, "caseworker"), "caseworker1", "holder"),
        Membership(circle_id(uid, "supervisor"), "supervisors", "team"),
        Membership(circle_id(uid, "referent"), "referents", "holder"),
        Membership(circle_id(uid, "service-payments"), "payments", f"ticket:{site.ticket.UID()}"),
    )
    team = {"caseworker": ["Case Handler"], "supervisor": ["Case Supervisor"]}
    visitors = {f"service-{one}": ["Dossier Visitor"] for one in SERVICES}
    visitors["referent"] = ["Dossier Visitor"]
    _old_roles(site.dossier, uid, team | visitors)
    _old_roles(site.person, uid, team | visitors)
    _old_roles(site.paid, uid, {"service-payments": ["Case Reader"]})
    _old_roles(site.other, uid, {})
    _old_roles(site.ticket, uid, {})
    _old_roles(site.signal, uid, {})
    _old_roles(site.referral, uid, {"referent": ["Ticket Worker"]})
    site.ticket.manage_setLocalRoles("payments", ["Ticket Worker"])
    site.signal.manage_setLocalRoles("notification", ["Ticket Worker"])
    aq_base(site.dossier).__dict__.update(caseworker="caseworker1", referent="")
    for content in _contents(site):
        content.manage_permission("View", ["Manager", "Case Handler", "Case Reader"], acquire=0)
        content.reindexObjectSecurity()
    _old_configuration(site.portal)


def _old_memberships(*members: Membership) -> None:
    kept = Memberships.__new__(Memberships)
    kept._by_principal, kept._by_circle = OOBTree(), OOBTree()
    for one in members:
        kept._by_principal.setdefault(one.principal, OOBTree())[one.circle, one.cause] = one
        kept._by_circle.setdefault(one.circle, OOBTree())[one.principal, one.cause] = one
    circles = access.plugin()
    circles.memberships = kept
    del circles.absences, circles.limits, circles._v_presence


def _old_roles(content, uid: str, given: dict[str, list[str]]) -> None:
    content.manage_delLocalRoles([who for who, _roles in content.get_local_roles()])
    content.manage_setLocalRoles("admin", ["Owner"])
    for function, held in given.items():
        content.manage_setLocalRoles(circle_id(uid, function), held)


def _old_configuration(portal) -> None:
    plugins = portal.acl_users.plugins
    plugin.replace(plugins, IGroupsPlugin, plugin.NESTED_ID, "recursive_groups")
    plugin.replace(plugins, ILocalRolesPlugin, localroles.PLUGIN_ID, "borg_localroles")
    site_roles.uninstall(portal)
    for name in (plugin.NESTED_ID, localroles.PLUGIN_ID):
        portal.acl_users._delObject(name)
    records = getUtility(IRegistry).records
    for name in [name for name in records if name.startswith("farde.")]:
        del records[name]
    manager = portal.acl_users.portal_role_manager
    manager.removeRoleFromPrincipal("Supervisor", "supervisors")
    portal.manage_permission("View", ["Authenticated", "Manager", "Reader"], acquire=1)
    portal.manage_permission("farde: Explain access", [], acquire=1)
    portal.portal_catalog.addColumn("caseworker")
    portal.portal_setup.setLastVersionForProfile(PROFILE, "1000")


def _contents(site) -> list:
    return [getattr(site, name) for name in NAMES]


def upgrade(site) -> None:
    site.portal.portal_setup.upgradeProfile(PROFILE)


def sees(user_id: str, site) -> set[str]:
    """Return the names of what a persona may view."""
    user = api.portal.get().acl_users.getUserById(user_id)
    contents = {name: getattr(site, name) for name in NAMES}
    return {name for name, one in contents.items() if user.has_permission("View", one)}


EVERYTHING = {"dossier", "person", "paid", "other", "ticket", "referral", "signal"}


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ("caseworker1", EVERYTHING),
        ("supervisor1", EVERYTHING),
        ("payments1", {"dossier", "person", "paid", "ticket"}),
        ("referent1", {"dossier", "referral"}),
        ("notification1", {"signal"}),
        ("frontdesk1", {"batch"}),
        ("scan1", {"batch"}),
        ("caseworker2", set()),
        ("legal1", set()),
        ("records1", set()),
        ("privacy1", set()),
    ],
)
def test_after_the_upgrade_everybody_sees_what_is_theirs_and_nothing_else(site, user, expected):
    upgrade(site)
    assert sees(user, site) == expected


def test_the_keeper_of_the_site_sees_nothing(site):
    upgrade(site)
    keeper = site.world.app.acl_users.getUserById("admin")
    assert [one for one in _contents(site) if keeper.has_permission("View", one)] == []


def test_the_caseworker_is_told_by_the_memberships_alone(site):
    upgrade(site)
    assert site.dossier.caseworker == "caseworker1"
    assert site.dossier.referent in ("", None)
    assert not {"caseworker", "referent"} & aq_base(site.dossier).__dict__.keys()
    assert [m.cause for m in access.members(site.dossier.UID(), "caseworker")] == ["holder"]


def test_work_that_waits_still_waits_for_the_same_people(site):
    upgrade(site)
    for user, expected in (
        ("payments1", {site.ticket.UID()}),
        ("notification1", {site.signal.UID()}),
        ("referent1", {site.referral.UID()}),
    ):
        with site.world.as_user(user):
            assert set(site.world.visible(portal_type=["Ticket", "Signal"])) == expected


def test_a_finished_ticket_closes_what_it_had_opened_before_the_upgrade(site):
    upgrade(site)
    api.portal.set_registry_record("farde.access.grace_days", 0)
    with site.world.as_user("payments1"):
        tickets.finish(site.ticket, "Payé")
    assert sees("payments1", site) == set()


def test_the_configuration_becomes_that_of_a_new_site(site, new):
    upgrade(site)
    found = differences(new, configuration(site.portal))
    found.pop("settings", None)
    assert found == {}


def test_no_step_is_left_to_do(site):
    setup = site.portal.portal_setup
    assert setup.listUpgrades(PROFILE)
    upgrade(site)
    version = setup.getVersionForProfile(f"profile-{PROFILE}")
    assert setup.getLastVersionForProfile(PROFILE) == (version,)
    assert setup.listUpgrades(PROFILE) == []


def test_upgrading_again_changes_nothing(site):
    upgrade(site)
    before = _state(site), configuration(site.portal)
    site.portal.portal_setup.setLastVersionForProfile(PROFILE, "1000")
    upgrade(site)
    assert _state(site) == before[0]
    assert differences(before[1], configuration(site.portal)) == {}


def _state(site) -> list:
    """What the upgrade touches of content, apart from settings."""
    kept = sorted(access.memberships()._by_circle.items())
    local = [sorted(one.get_local_roles()) for one in _contents(site)]
    permitted = [one.rolesOfPermission("View") for one in _contents(site)]
    return [kept, local, permitted]
