"""``@@protected-dossiers``: what the privacy officer knows of them, which is their numbers."""

from functools import cached_property

from plone import api

from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.dossier import protecting
from farde.dossier.operations import DOSSIERS_ID
from farde.dossier.protecting import ProtectedDossier


class ProtectedDossiersView(SteppedView):
    """Every protected dossier, by number; its content stays closed to whoever reads the list."""

    page_title = _("nav_protected", default="Dossiers protégés")

    def receive(self, step: str) -> str:
        """Lead to the protection of any dossier by its number; raises refusals."""
        number = protecting.number_of(self.text("number"))
        return self.request.response.redirect(f"{self.folder}/{number}/@@protection")

    @cached_property
    def rows(self) -> list[ProtectedDossier]:
        """The protected dossiers by number."""
        return protecting.protected()

    @property
    def folder(self) -> str:
        """Where dossiers lie."""
        return f"{api.portal.get().absolute_url()}/{DOSSIERS_ID}"
