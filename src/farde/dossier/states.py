"""States of a dossier, and to whom each is open (domain, 3.5)."""

from farde.access.protection import READER
from farde.access.roles import service_function
from farde.core.i18n import _

STATE_TITLES = {
    "open": _("dossier_open", default="Ouvert"),
    "active": _("dossier_active", default="En suivi"),
    "suspended": _("dossier_suspended", default="Suspendu"),
    "closed": _("dossier_closed", default="Clos"),
    "frozen": _("dossier_frozen", default="Gelé"),
}

#: Frozen: the legal service, the supervisors, and named readers (the privacy officer).
FROZEN_FOR = ("supervisor", service_function("legal"), READER)
#: Closed: those who held it and their supervisors, with the notes they wrote.
CLOSED_TEAM = ("caseworker", "supervisor", "note", READER)
#: Closed, after the months that the settings give: named readers.
CLOSED_FOR = (READER,)
