"""Why a filed document is not reclassified."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class ReasonlessCorrection(Refusal):
    """A document is not reclassified without saying why."""

    field = "reason"
    message = _("correction_reason_missing", default="Le motif manque.")
    remedy = _(
        "correction_reason_missing_remedy",
        default="Écrivez en quelques mots pourquoi, par exemple « Mauvais type choisi au scan ».",
    )


class NothingCorrected(Refusal):
    """What was given is what the document says already."""

    field = "document_type"
    message = _("correction_empty", default="Rien ne change.")
    remedy = _(
        "correction_empty_remedy", default="Corrigez au moins un champ, ou revenez au document."
    )


class NotYoursToReclassify(Refusal):
    """The asker neither follows the dossier nor filed the document a short while ago."""

    status = 403
    message = _("not_yours_to_reclassify", default="Vous ne pouvez pas reclasser ce document.")
    remedy = _(
        "not_yours_to_reclassify_remedy",
        default="Demandez-le à l'AS titulaire du dossier ou à l'AS en chef.",
    )


class CorrectedMeanwhile(Refusal):
    """Somebody else reclassified the document after it was read back."""

    status = 409
    field = "document_type"
    message = _("corrected_meanwhile", default="Ce document vient d'être reclassé.")
    remedy = _(
        "corrected_meanwhile_remedy",
        default="Regardez ce qu'il est devenu, puis vérifiez à nouveau.",
    )


class CorrectedInDossier(Refusal):
    """Who filed the document mends it no longer: those who follow the dossier corrected it."""

    status = 409
    field = "document_type"
    message = _("corrected_in_dossier", default="Ce document a déjà été reclassé dans son dossier.")
    remedy = _(
        "corrected_in_dossier_remedy",
        default="Parlez-en à l'AS titulaire du dossier ou à l'AS en chef.",
    )
