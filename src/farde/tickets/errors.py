"""What the room refuses."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class UnknownRole(Refusal):
    """Nobody holds such a role."""

    field = "role"
    message = _("role_unknown", default="Ce destinataire n'existe pas.")
    remedy = _("role_unknown_remedy", default="Choisissez un destinataire de la liste.")


class UnknownFollowUp(Refusal):
    """There is no such signal or ticket, or none that this person may see."""

    status = 404
    message = _("followup_unknown", default="Ce signal ou ce ticket n'existe pas.")
    remedy = _("followup_unknown_remedy", default="Rouvrez votre boîte pour voir ce qui attend.")


class UnknownAction(Refusal):
    """What was asked is nothing that can be done with it."""

    field = "action"
    message = _("action_unknown", default="Cette action n'existe pas.")
    remedy = _(
        "action_unknown_remedy",
        default="Prenez en charge ou clôturez un ticket, ou marquez un signal comme lu.",
    )


class MissingOutcome(Refusal):
    """A ticket is not finished without saying what came of it."""

    field = "outcome"
    message = _("outcome_missing", default="Le résultat manque.")
    remedy = _(
        "outcome_missing_remedy",
        default="Écrivez en quelques mots ce qui a été fait, par exemple « Facture transmise ».",
    )


class AlreadySettled(Refusal):
    """The ticket or signal was finished, read or cancelled before."""

    status = 409
    message = _("already_settled", default="C'est déjà fait.")
    remedy = _("already_settled_remedy", default="Rouvrez votre boîte : la liste a changé.")


class AlreadyTaken(Refusal):
    """Someone took the ticket before."""

    status = 409
    message = _("already_taken", default="Ce ticket est déjà pris en charge.")
    remedy = _("already_taken_remedy", default="Rouvrez votre boîte pour voir qui s'en occupe.")


class NotAddressee(Refusal):
    """The signal or ticket waits for somebody else."""

    status = 403
    message = _("not_addressee", default="Ce ticket ou ce signal ne vous est pas adressé.")
    remedy = _("not_addressee_remedy", default="Demandez à la personne ou au service destinataire.")


class MissingReason(Refusal):
    """A ticket is not handed over or taken back without saying why."""

    field = "reason"
    message = _("followup_reason_missing", default="Le motif manque.")
    remedy = _(
        "followup_reason_missing_remedy",
        default="Écrivez en quelques mots pourquoi, pour qui lira ce ticket ensuite.",
    )


class SameRole(Refusal):
    """The ticket is for this role already."""

    field = "role"
    message = _("role_same", default="Ce ticket est déjà à charge de ce destinataire.")
    remedy = _("role_same_remedy", default="Choisissez un autre destinataire.")


class PastDue(Refusal):
    """A ticket that begins today cannot be due before."""

    field = "due"
    message = _("due_past", default="Cette échéance est déjà passée.")
    remedy = _("due_past_remedy", default="Choisissez aujourd'hui ou un jour à venir.")


class AlreadyTicket(Refusal):
    """The signal became a ticket before."""

    status = 409
    message = _("already_ticket", default="Ce signal est déjà devenu un ticket.")
    remedy = _("already_ticket_remedy", default="Rouvrez votre boîte : la liste a changé.")


class TooMany(Refusal):
    """More was chosen than is answered at once."""

    field = "uids"
    message = _("too_many", default="La sélection dépasse ${limit} lignes.")
    remedy = _("too_many_remedy", default="Traitez-les en plusieurs fois.")


class NotADay(Refusal):
    """A line among the days on which the centre is closed is no day."""

    field = "closed_days"
    message = _("closed_day_unreadable", default="Une ligne n'est pas un jour.")
    remedy = _(
        "closed_day_unreadable_remedy",
        default="Écrivez un jour par ligne, par exemple 24/12/2026.",
    )


class UnknownState(Refusal):
    """Signals or tickets never stand so."""

    field = "state"
    message = _("state_unknown", default="Cet état n'existe pas.")
    remedy = _("state_unknown_remedy", default="La documentation de l'interface les énumère.")


class UnknownQueue(Refusal):
    """There is no such queue."""

    field = "queue"
    message = _("queue_unknown", default="Cette file n'existe pas.")
    remedy = _("queue_unknown_remedy", default="Demandez « team » ou « escalated ».")


class NothingChosen(Refusal):
    """Several were to be answered, and none was named."""

    field = "uids"
    message = _("nothing_chosen", default="Rien n'est choisi.")
    remedy = _("nothing_chosen_remedy", default="Nommez au moins un ticket ou un signal.")


class UnreadableDue(Refusal):
    """The day due is no day."""

    field = "due"
    message = _("due_unreadable", default="Cette échéance n'est pas un jour.")
    remedy = _("due_unreadable_remedy", default="Écrivez-la ainsi : 2026-03-31.")
