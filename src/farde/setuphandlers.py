"""What the profiles do beyond their XML: each handler calls the rooms in their order."""

import csv
from collections.abc import Iterator
from pathlib import Path

from plone import api
from plone.dexterity.utils import createContentInContainer

from farde.access import plugin
from farde.consultation.viewer_settings import configure_documentviewer
from farde.core import outbox
from farde.routing.signal_table import install_signal_table
from farde.thesaurus import operations as thesaurus

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
    plugin.install(portal)
    outbox.install(portal)
    configure_documentviewer(portal)
    for name, portal_type, title in ROOT_FOLDERS:
        if name not in portal:
            createContentInContainer(
                portal, portal_type, checkConstraints=False, id=name, title=title
            )


def post_uninstall(tool) -> None:
    """Take the plugin away; content stays for whoever has to export it."""
    plugin.uninstall(api.portal.get())


def post_cpas(tool) -> None:
    """Load the policy of a CPAS: groups, thesaurus, reading services and signal table."""
    for row in table("cpas", "groups.csv"):
        api.group.create(groupname=row["group"], title=row["titre"])
        roles = [role.strip() for role in row["roles"].split(",") if role.strip()]
        if roles:
            api.group.grant_roles(groupname=row["group"], roles=roles)
    thesaurus.load_terms(table("cpas", "thesaurus.csv"))
    thesaurus.load_terms(table("cpas", "signals.csv"))
    for row in table("cpas", "readers.csv"):
        thesaurus.set_readers(row["type_id"], row["lecteurs"].split())
    remarks = {row["row"]: row for row in table("cpas", "remarks.csv")}
    install_signal_table(row | remarks.get(row["row"], {}) for row in table("cpas", "signals.csv"))


def post_demo(tool) -> None:
    """Load the demonstration content, once."""
    from farde.demo import content

    content.create_users(table("demo", "users.csv"))
    if not api.portal.get()["dossiers"].keys():
        content.load()


def table(profile: str, filename: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table that a profile ships."""
    with (_profiles() / profile / filename).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _profiles() -> Path:
    here = Path(__file__).parent
    installed = here / "profiles"
    return installed if installed.is_dir() else here.parents[1] / "profiles"
