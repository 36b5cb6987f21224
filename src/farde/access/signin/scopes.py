"""What a token may be good for: each scope opens some addresses of the REST interface.

A service of the product names its scope itself (`farde.core.rest.Service.scope`); what
plone.restapi and Plone bring is listed here. What names none is opened by no token.
"""

import re
from dataclasses import dataclass

from farde.core.i18n import _
from farde.core.rest import Service


@dataclass(frozen=True)
class Scope:
    """A name that integrators write, and what it means to whoever grants it."""

    name: str
    title: str


SCOPES = (
    Scope("capture:write", _("scope_capture_write", default="Déposer des fichiers et les classer")),
    Scope("dossiers:read", _("scope_dossiers_read", default="Lire dossiers et documents")),
    Scope("dossiers:write", _("scope_dossiers_write", default="Créer et modifier des fiches")),
    Scope("tickets:read", _("scope_tickets_read", default="Lire tickets et signaux")),
    Scope("tickets:write", _("scope_tickets_write", default="Traiter tickets et signaux")),
    Scope("thesaurus:read", _("scope_thesaurus_read", default="Lire thésaurus et règles")),
    Scope("thesaurus:write", _("scope_thesaurus_change", default="Modifier thésaurus et règles")),
    Scope("access:read", _("scope_access_read", default="Lire qui voit et qui a lu quoi")),
    Scope("access:write", _("scope_access_write", default="Transférer des dossiers")),
)
NAMES = frozenset(scope.name for scope in SCOPES)

#: Services of plone.restapi: method and name (empty: the content itself).
_STOCK = {
    ("GET", ""): "dossiers:read",
    ("HEAD", ""): "dossiers:read",
    ("GET", "@search"): "dossiers:read",
    ("GET", "@querystring-search"): "dossiers:read",
    ("POST", "@querystring-search"): "dossiers:read",
    ("POST", ""): "dossiers:write",
    ("PATCH", ""): "dossiers:write",
}
#: Views that serve the bytes of what the content itself points to.
_VIEWS = {"download": "dossiers:read"}
_SERVICE_NAME = re.compile(r"([A-Z]+)_application_json_(.*)")


def needed(published: object) -> str:
    """Return the scope that opens what a request is about to call; empty when none does."""
    if isinstance(published, Service):
        return published.scope
    name = getattr(published, "__name__", "") or ""
    service = _SERVICE_NAME.fullmatch(name)
    return _STOCK.get(service.groups(), "") if service else _VIEWS.get(name, "")
