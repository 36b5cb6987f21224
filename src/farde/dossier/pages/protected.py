"""``@@protected-dossiers``: what the privacy officer knows of them, which is their numbers."""

from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView

from farde.core.i18n import _
from farde.dossier import protecting
from farde.dossier.operations import DOSSIERS_ID
from farde.dossier.protecting import ProtectedDossier


class ProtectedDossiersView(BrowserView):
    """Every protected dossier, by number; its content stays closed to whoever reads the list."""

    page_title = _("nav_protected", default="Dossiers protégés")

    def __call__(self) -> str:
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.index()

    @cached_property
    def rows(self) -> list[ProtectedDossier]:
        """The protected dossiers by number."""
        return protecting.protected()

    @property
    def address(self) -> str:
        """Where dossiers lie."""
        return f"{api.portal.get().absolute_url()}/{DOSSIERS_ID}"
