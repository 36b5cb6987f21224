"""What the room refuses."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class InvalidNiss(Refusal):
    """The national number does not pass its own check."""

    field = "niss"
    message = _("niss_invalid", default="Ce numéro NISS n'est pas valable.")
    remedy = _(
        "niss_invalid_remedy",
        default="Vérifiez les onze chiffres sur la carte d'identité ; "
        "laissez le champ vide si la personne n'a pas de numéro.",
    )


class MissingDossier(Refusal):
    """No dossier was given."""

    field = "dossier"
    message = _("dossier_missing", default="Le dossier manque.")
    remedy = _(
        "dossier_missing_remedy",
        default="Tapez un nom, un NISS ou un numéro, puis choisissez dans la liste.",
    )


class UnknownDossier(Refusal):
    """No dossier has this number or address, or none that this person may fill."""

    field = "dossier"
    message = _("dossier_unknown", default="Aucun dossier ne porte ce numéro.")
    remedy = _(
        "dossier_unknown_remedy",
        default="Cherchez la personne par son nom, son NISS ou le numéro du dossier.",
    )


class EmptySelection(Refusal):
    """No dossier was chosen, or the caseworker holds none that this person supervises."""

    field = "dossiers"
    message = _("transfer_empty", default="Aucun dossier n'est choisi.")
    remedy = _("transfer_empty_remedy", default="Cochez au moins un dossier, ou prenez-les tous.")


class UnknownCaseworker(Refusal):
    """Nobody of that name is a caseworker."""

    field = "to"
    message = _("caseworker_unknown", default="Cette personne n'est pas AS dans le centre.")
    remedy = _("caseworker_unknown_remedy", default="Choisissez un ou une AS dans la liste.")


class SameCaseworker(Refusal):
    """The dossiers already are with the caseworker they are to go to."""

    field = "to"
    message = _("caseworker_same", default="Ce transfert ne change rien pour : ${numbers}.")
    remedy = _(
        "caseworker_same_remedy",
        default="Choisissez un autre AS titulaire, ou décochez ces dossiers.",
    )


class CaseworkerShutOut(Refusal):
    """The new caseworker may not know of some of the dossiers."""

    field = "to"
    message = _(
        "caseworker_shut_out",
        default="Cette personne n'a pas accès à tous ces dossiers : ${numbers}.",
    )
    remedy = _(
        "caseworker_shut_out_remedy",
        default="Confiez ces dossiers à quelqu'un d'autre, ou revoyez d'abord leur protection.",
    )


class PastDay(Refusal):
    """A transfer cannot begin in the past."""

    field = "on"
    message = _("day_past", default="Cette date est passée.")
    remedy = _("day_past_remedy", default="Choisissez aujourd'hui ou un jour à venir.")


class InvalidDay(Refusal):
    """A day is missing or is no day."""

    field = "on"
    message = _("transfer_day_invalid", default="Cette date n'est pas valable.")
    remedy = _("day_invalid_remedy", default="Écrivez la date au format AAAA-MM-JJ.")


class UnknownPlan(Refusal):
    """There is no such planned transfer, or not any more."""

    field = None
    status = 404
    message = _("plan_unknown", default="Ce transfert n'est plus prévu.")
    remedy = _(
        "plan_unknown_remedy",
        default="Il a peut-être déjà été annulé ou a pris effet : regardez la liste.",
    )


class UnknownNumber(UnknownDossier):
    """No dossier has this number, or none that this person may know of."""

    remedy = _("number_unknown_remedy", default="Vérifiez le numéro, par exemple 2026-000123.")


class GlassNotOffered(Refusal):
    """The settings offer break-glass to other roles than those of this person."""

    field = None
    status = 404
    message = _("glass_not_offered", default="L'ouverture en urgence ne vous est pas proposée.")
    remedy = _(
        "glass_not_offered_remedy", default="Adressez-vous à l'AS en chef ou à l'AS titulaire."
    )


class MissingReason(Refusal):
    """A dossier is not opened in an emergency without a reason."""

    field = "reason"
    message = _("reason_missing", default="Le motif manque.")
    remedy = _(
        "reason_missing_remedy",
        default="Dites pourquoi ce dossier doit être ouvert maintenant.",
    )


class AlreadyOpen(Refusal):
    """The dossier is open to this person by an earlier opening that has not ended."""

    field = "dossier"
    message = _("glass_open", default="Ce dossier vous est déjà ouvert jusqu'à ${hour}.")
    remedy = _("glass_open_remedy", default="Vous le trouvez dans la liste de cette page.")


class AccountOfServer(Refusal):
    """The account belongs to the server: circles know the users of the site alone."""

    field = None
    message = _(
        "glass_account", default="Ce compte est celui du serveur et ne peut ouvrir aucun dossier."
    )
    remedy = _("glass_account_remedy", default="Connectez-vous avec un compte du centre.")


class UnknownOpening(Refusal):
    """There is no such opening of this person, or not any more."""

    field = None
    status = 404
    message = _("opening_unknown", default="Cette ouverture a déjà pris fin.")
    remedy = _("opening_unknown_remedy", default="Vous n'avez plus rien à refermer.")
