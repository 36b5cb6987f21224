"""What the desk refuses."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class UnknownStep(Refusal):
    """A step names no verb of the desk, or lacks what the verb is about."""

    field = "do"
    message = _("desk_step_unknown", default="Cette étape n'est pas comprise.")
    remedy = _("desk_step_unknown_remedy", default="Vérifiez le verbe et les pages indiquées.")


class HeldByColleague(Refusal):
    """Somebody else has the deposit on their desk."""

    status = 409
    field = "lease"
    message = _("desk_held", default="${who} travaille sur ce dépôt.")
    remedy = _(
        "desk_held_remedy", default="Reprenez-le si vous en avez convenu, ou passez au suivant."
    )


class PartsWaiting(Refusal):
    """A deposit is not done while pages of it wait to be filed or set aside."""

    status = 409
    field = "part"
    message = _("desk_parts_waiting", default="Des pages de ce dépôt attendent encore.")
    remedy = _("desk_parts_waiting_remedy", default="Classez-les ou écartez-les, puis terminez.")


class NotBlocked(Refusal):
    """Only what could not be prepared is tried once more."""

    status = 409
    field = "do"
    message = _("desk_not_blocked", default="Ce dépôt n'est pas bloqué.")
    remedy = _("desk_not_blocked_remedy", default="Rechargez la page : il est peut-être déjà prêt.")


class NothingWaiting(Refusal):
    """The deposit is filed or discarded already."""

    status = 409
    field = "do"
    message = _("desk_nothing_waiting", default="Rien n'attend plus dans ce dépôt.")
    remedy = _("desk_nothing_waiting_remedy", default="Rechargez la page : il est déjà traité.")


class ReasonlessDiscard(Refusal):
    """A deposit is not discarded without saying why."""

    field = "reason"
    message = _("desk_discard_reason", default="Le motif manque.")
    remedy = _(
        "desk_discard_reason_remedy",
        default="Écrivez en quelques mots pourquoi rien n'est à garder, par exemple « publicité ».",
    )
