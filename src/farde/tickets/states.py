"""Where signals and tickets can stand; the same ids as in the workflow definitions."""

from farde.core.i18n import _

SIGNAL_STATES = {
    "emitted": _("signal_emitted", default="À lire"),
    "read": _("signal_read", default="Lu"),
    "archived": _("signal_archived", default="Archivé"),
    "cancelled": _("state_cancelled", default="Annulé"),
}

TICKET_STATES = {
    "created": _("ticket_created", default="À traiter"),
    "in_progress": _("ticket_in_progress", default="En cours"),
    "done": _("ticket_done", default="Traité"),
    "handed_over": _("ticket_handed_over", default="Transmis"),
    "cancelled": _("state_cancelled", default="Annulé"),
}

STATE_TITLES = {**SIGNAL_STATES, **TICKET_STATES}

#: Nobody has acted on it yet: a reclassification may still take it back.
UNTOUCHED = ("emitted", "created")
#: Somebody is at work on it: a reclassification leaves it to them.
IN_HAND = ("in_progress",)
#: Somebody is awaited.
OPEN = (*UNTOUCHED, *IN_HAND)
#: Nobody is awaited any more, and lists still show it.
RECENT = ("read", "done", "handed_over", "cancelled")
#: Nobody is awaited any more.
SETTLED = (*RECENT, "archived")
#: What may still happen to a signal that was read: the state, and the transition.
AFTER_READING = (("read", "make_ticket"), ("read", "archive"))
