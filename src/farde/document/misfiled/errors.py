"""Why a document is not reported as misfiled, and why an incident is not handled so."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class NotYoursToReport(Refusal):
    """The asker reads the document, and neither follows the dossier nor filed it just now."""

    status = 403
    message = _("not_yours_to_report", default="Vous ne pouvez pas signaler ce document vous-même.")
    remedy = _(
        "not_yours_to_report_remedy",
        default="Prévenez tout de suite l'AS titulaire, l'AS en chef ou la protection des données.",
    )


class ReasonlessReport(Refusal):
    """Nobody said why the document is in the wrong dossier."""

    field = "reason"
    message = _("report_reason_missing", default="Le motif manque.")
    remedy = _(
        "report_reason_missing_remedy",
        default="Écrivez en quelques mots ce qui ne va pas, par exemple « Attestation d'une "
        "autre personne ».",
    )


class UnknownIncident(Refusal):
    """No incident that the asker may know of has this id."""

    status = 404
    message = _("incident_unknown", default="Cet incident n'existe pas.")
    remedy = _("incident_unknown_remedy", default="Choisissez un incident dans la liste.")


class EmptyNote(Refusal):
    """A note says nothing."""

    field = "text"
    message = _("incident_note_missing", default="La note est vide.")
    remedy = _("incident_note_missing_remedy", default="Écrivez ce qui a été fait ou décidé.")


class UnreadableClosing(Refusal):
    """The day of closing is no day, lies before the report, or has not come yet."""

    field = "closed_on"
    message = _("incident_closing_unreadable", default="Cette date de clôture n'est pas possible.")
    remedy = _(
        "incident_closing_unreadable_remedy",
        default="Indiquez un jour entre celui du signalement et aujourd'hui.",
    )


class AlreadyClosed(Refusal):
    """The incident was closed before."""

    status = 409
    field = "closed_on"
    message = _("incident_closed_already", default="Cet incident est déjà clos.")
    remedy = _(
        "incident_closed_already_remedy", default="Une note peut encore y être ajoutée au besoin."
    )


class AlreadyRefiled(Refusal):
    """The document was put where it belongs before."""

    status = 409
    field = "dossier"
    message = _("incident_refiled_already", default="Ce document est déjà reclassé.")
    remedy = _(
        "incident_refiled_already_remedy", default="L'incident montre le dossier où il se trouve."
    )
