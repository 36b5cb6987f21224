"""Where signals and tickets can stand; the same ids as in the workflow definitions."""

from farde.core.i18n import _

SIGNAL_STATES = {
    "emitted": _("signal_emitted", default="À lire"),
    "read": _("signal_read", default="Lu"),
    "cancelled": _("state_cancelled", default="Annulé"),
}

TICKET_STATES = {
    "created": _("ticket_created", default="À traiter"),
    "in_progress": _("ticket_in_progress", default="En cours"),
    "done": _("ticket_done", default="Traité"),
    "cancelled": _("state_cancelled", default="Annulé"),
}

STATE_TITLES = {**SIGNAL_STATES, **TICKET_STATES}

#: Nobody has acted on it yet: a reclassification may still take it back.
UNTOUCHED = ("emitted", "created")
#: Somebody is awaited.
OPEN = (*UNTOUCHED, "in_progress")
#: Nobody is awaited any more.
SETTLED = ("read", "done", "cancelled")
