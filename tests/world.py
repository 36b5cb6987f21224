"""The fixture world: a site with the policy of a CPAS, and named personas.

Every test signs in the least-privileged persona that the rule is about, with ``as_user``.
"""

import os
from contextlib import contextmanager
from datetime import date
from tempfile import TemporaryDirectory

import transaction
from plone import api
from plone.app.contenttypes.testing import PLONE_APP_CONTENTTYPES_FIXTURE
from plone.app.testing import (
    FunctionalTesting,
    IntegrationTesting,
    PloneSandboxLayer,
    login,
    logout,
)
from plone.testing.zope import WSGI_SERVER_FIXTURE

PASSWORD = "farde-demo-1"
DAY = date(2026, 3, 2)


class FardeLayer(PloneSandboxLayer):
    """Farde installed with the groups, thesaurus and rules of the CPAS policy, and its users."""

    defaultBases = (PLONE_APP_CONTENTTYPES_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        import farde

        self._journal = TemporaryDirectory(prefix="farde-journal-")
        os.environ["FARDE_JOURNAL_URL"] = f"sqlite:///{self._journal.name}/journal.sqlite"
        os.environ["FARDE_JOURNAL_KEY"] = "a key of the tests, and of nothing else"

        self.loadZCML(package=farde)

    def tearDownZope(self, app):
        from farde.access.journal import store

        store.forget()
        for name in ("FARDE_JOURNAL_URL", "FARDE_JOURNAL_KEY"):
            del os.environ[name]
        self._journal.cleanup()

    def setUpPloneSite(self, portal):
        from farde.demo.content import create_users
        from farde.setuphandlers import table

        portal.portal_workflow.setDefaultChain("simple_publication_workflow")
        # As the product's own site: tests read the French words, not the catalogue's English.
        api.portal.set_registry_record("plone.default_language", "fr")
        api.portal.set_registry_record("plone.available_languages", ["fr"])
        self.applyProfile(portal, "farde:cpas")
        create_users(table("demo", "users.csv"), PASSWORD)


class World:
    """What tests say things about: a portal, and verbs to people it."""

    def __init__(self, app, portal) -> None:
        self.app = app
        self.portal = portal

    @contextmanager
    def as_user(self, name: str):
        """Sign in a persona; nobody is signed in afterwards."""
        login(self.portal, name)
        try:
            yield
        finally:
            logout()

    def dossier(self, caseworker: str = "caseworker1", **fields):
        """Open a dossier for a new synthetic person."""
        from farde.dossier import operations

        person = {
            "first_name": "Amina",
            "last_name": "Exemple",
            "language": "fr",
            "niss": "85073003328",
            "birth_date": date(1985, 7, 30),
        }
        person |= {name: fields.pop(name) for name in list(fields) if name in person}
        return operations.open_dossier(
            operations.register_person(**person), caseworker=caseworker, **fields
        )

    def document(self, dossier, type_id: str = "attestations-emploi", **fields):
        """File a small real scan in a dossier."""
        from farde.capture import operations
        from farde.document.profile import Profile

        data = fields.pop("data", None) or small_scan()
        profile = Profile(type_id, fields.pop("received_on", DAY), **fields)
        return operations.file_batch(operations.deposit(data), dossier, profile)

    def visible(self, **query) -> list[str]:
        """Return the UIDs a signed-in persona finds in the catalogue."""
        return [brain.UID for brain in api.portal.get_tool("portal_catalog")(**query)]

    def commit(self) -> None:
        """Make the world visible to other connections."""
        transaction.commit()


def small_scan(text: str = "Attestation") -> bytes:
    """Return a small PNG page with a few printed words."""
    from io import BytesIO

    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (620, 200), 255)
    ImageDraw.Draw(page).text((20, 60), text, font=ImageFont.load_default(size=48), fill=0)
    stream = BytesIO()
    page.save(stream, "PNG", dpi=(150, 150))
    return stream.getvalue()


FARDE_FIXTURE = FardeLayer()
FARDE_INTEGRATION = IntegrationTesting(bases=(FARDE_FIXTURE,), name="Farde:Integration")
FARDE_FUNCTIONAL = FunctionalTesting(
    bases=(FARDE_FIXTURE, WSGI_SERVER_FIXTURE), name="Farde:Functional"
)
