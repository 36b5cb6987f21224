"""What the profiles do beyond their XML: each handler calls the rooms in their order."""

import csv
from collections.abc import Iterator
from pathlib import Path

from plone import api
from plone.dexterity.utils import createContentInContainer
from Products.GenericSetup.rolemap import RolemapImportConfigurator

from farde.access import allowed, matrix, plugin, settings, site_roles
from farde.access.signin import setup as signin
from farde.capture import keys
from farde.consultation.completeness import aids
from farde.consultation.copies import orders
from farde.consultation.search import kept
from farde.consultation.viewer_settings import configure_documentviewer
from farde.core import mail, outbox
from farde.routing.signal_table import install_signal_table, remove_signal_table
from farde.thesaurus import operations as thesaurus
from farde.thesaurus import spocs
from farde.tickets import mails

#: The folders at the site root: id, portal type, title.
ROOT_FOLDERS = (
    ("persons", "PersonRegistry", "Personnes"),
    ("dossiers", "DossierRegistry", "Dossiers"),
    ("thesaurus", "Thesaurus", "Thésaurus"),
    ("capture", "CaptureQueue", "Dépôts"),
)


def post_install(tool) -> None:
    """Lay the root folders, the circles plugin, the outbox and the viewer's settings."""
    portal = api.portal.get()
    outbox.install(portal)
    configure_documentviewer(portal)
    for name, portal_type, title in ROOT_FOLDERS:
        if name not in portal:
            createContentInContainer(
                portal, portal_type, checkConstraints=False, id=name, title=title
            )
    keys.install(portal["capture"])
    # After the folders: a site that had Farde before keeps its registers with the dossiers.
    plugin.install(portal)
    allowed.install(portal.portal_catalog)
    site_roles.install(portal)
    signin.install(portal)
    thesaurus.refresh()


def post_uninstall(tool) -> None:
    """Take away what the XML cannot; content stays for whoever has to export it."""
    portal = api.portal.get()
    remove_signal_table()
    plugin.uninstall(portal)
    allowed.uninstall(portal.portal_catalog)
    site_roles.uninstall(portal)
    signin.uninstall(portal)
    mail.uninstall(portal)
    mails.uninstall(portal)
    aids.forget()
    orders.uninstall(portal)
    outbox.uninstall(portal)
    kept.uninstall()
    thesaurus.forget()
    for role in _our_roles(portal):
        portal.acl_users.portal_role_manager.removeRole(role)
    portal._delRoles(_our_roles(portal))
    for profile in ("demo", "cpas", "default"):
        tool.unsetLastVersionForProfile(f"farde:{profile}")


def post_cpas(tool) -> None:
    """Load the policy of a CPAS; what the centre has made of it since is left alone."""
    load_groups()
    load_matrix("cpas")
    spocs.load_departments(table("cpas", "departments.csv"))
    said = said_of_types()
    for name in ("thesaurus.csv", "signals.csv"):
        rows = table("cpas", name)
        thesaurus.load_terms(row | said.get(row["type_id"], {}) for row in rows)
    remarks = {row["row"]: row for row in table("cpas", "remarks.csv")}
    install_signal_table(row | remarks.get(row["row"], {}) for row in table("cpas", "signals.csv"))


def post_demo(tool) -> None:
    """Load the demonstration content, once."""
    from farde.demo import content

    content.create_users(table("demo", "users.csv"))
    content.name_spocs(table("demo", "spocs.csv"))
    if not api.portal.get()["dossiers"].keys():
        content.load()


def load_matrix(profile: str) -> None:
    """Keep the matrix of rights that a profile ships; raises ValueError for a faulty table."""
    text = (_profiles() / profile / "access.csv").read_text(encoding="utf-8")
    matrix.parse(text)
    api.portal.set_registry_record(f"{settings.PREFIX}.matrix", text)


def table(profile: str, filename: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table that a profile ships."""
    with (_profiles() / profile / filename).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def said_of_types() -> dict[str, dict[str, str]]:
    """Return what the tables beside the client's own say of a document type, by its slug."""
    said: dict[str, dict[str, str]] = {}
    for name in ("readers.csv", "profiling.csv"):
        for row in table("cpas", name):
            said[row["type_id"]] = said.get(row["type_id"], {}) | row
    return said


def load_groups() -> None:
    """Create the groups of the CPAS policy that are not there yet, with their roles."""
    held = _held_roles()
    for row in table("cpas", "groups.csv"):
        name, roles = row["group"], row["roles"].split(",") if row["roles"] else []
        if api.group.get(groupname=name) is None:
            api.group.create(groupname=name, title=row["titre"], roles=roles)
        elif not held.issuperset(roles):
            api.group.grant_roles(groupname=name, roles=[r for r in roles if r not in held])


def _held_roles() -> set[str]:
    """The roles somebody has: which group has them is the centre's choice from then on."""
    manager = api.portal.get().acl_users.portal_role_manager
    return {role for role in manager.listRoleIds() if manager.listAssignedPrincipals(role)}


def _our_roles(portal) -> list[str]:
    text = (_profiles() / "default" / "rolemap.xml").read_text(encoding="utf-8")
    roles = RolemapImportConfigurator(portal).parseXML(text)["roles"]
    return [role for role in roles if role in portal.userdefined_roles()]


def _profiles() -> Path:
    here = Path(__file__).parent
    installed = here / "profiles"
    return installed if installed.is_dir() else here.parents[1] / "profiles"
