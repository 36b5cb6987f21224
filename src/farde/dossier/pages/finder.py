"""Dossiers suggested while one types, for fields that ask for one."""

import json
from collections.abc import Iterable

from Products.Five.browser import BrowserView

from farde.core.forms import text_of
from farde.dossier import operations
from farde.dossier.operations import DossierHit


class MyDossiersFinder(BrowserView):
    """Suggests dossiers that the asker sees, by number, name or NISS."""

    def __call__(self) -> str:
        self.request.response.setHeader("Content-Type", "application/json")
        self.request.response.setHeader("Cache-Control", "no-store")
        return suggested(operations.find_mine(text_of(self.request.form, "q")))


def suggested(hits: Iterable[DossierHit]) -> str:
    """Return dossiers as the script of the field takes them."""
    return json.dumps(
        [{"number": hit.number, "name": hit.beneficiary, "born": hit.birth_year} for hit in hits]
    )
