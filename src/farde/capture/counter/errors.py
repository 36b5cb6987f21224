"""What the counter refuses."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class MissingCitizen(Refusal):
    """Neither a citizen was named nor the deposit marked as one without dossier."""

    field = "citizen"
    message = _("counter_citizen_missing", default="La personne n'est pas indiquée.")
    remedy = _(
        "counter_citizen_missing_remedy",
        default="Tapez son NISS, son nom ou son numéro de dossier, ou cochez « Sans dossier ».",
    )


class NobodyFound(Refusal):
    """No dossier that the asker may know of answers to these words."""

    field = "citizen"
    message = _("counter_nobody_found", default="Aucun dossier ne correspond.")
    remedy = _(
        "counter_nobody_found_remedy",
        default="Vérifiez ce qui est tapé, ou cochez « Sans dossier » : "
        "l'équipe de numérisation cherchera à qui sont les pièces.",
    )


class SeveralFound(Refusal):
    """A name was typed and nobody chosen from those who bear it."""

    field = "citizen"
    message = _("counter_several_found", default="Un nom ne suffit pas pour désigner un dossier.")
    remedy = _(
        "counter_several_found_remedy",
        default="Choisissez la personne ci-dessous, après avoir vérifié son année de naissance.",
    )


class NothingHandedIn(Refusal):
    """No piece is listed."""

    field = "type.0"
    message = _("counter_no_piece", default="Aucune pièce n'est indiquée.")
    remedy = _(
        "counter_no_piece_remedy",
        default="Choisissez au moins un type de document, ou prenez une photo.",
    )


class WrongCount(Refusal):
    """The number of copies is no number within the bounds."""

    message = _("counter_wrong_count", default="Ce nombre de pièces n'est pas compris.")
    remedy = _("counter_wrong_count_remedy", default="Donnez un nombre de 1 à ${most}.")


class UnknownPiece(Refusal):
    """The type of document is none that is offered today."""

    message = _("counter_unknown_type", default="Ce type de document n'est pas proposé.")
    remedy = _("counter_unknown_type_remedy", default="Choisissez un type dans la liste.")


class UnknownLanguage(Refusal):
    """The receipt can be had in French, in Dutch, or in both."""

    field = "language"
    message = _("counter_unknown_language", default="Cette langue n'est pas proposée.")
    remedy = _("counter_unknown_language_remedy", default="Choisissez une langue dans la liste.")


class InvalidAddress(Refusal):
    """A mail cannot be sent to this address."""

    field = "email"
    message = _("counter_invalid_address", default="Cette adresse de courriel n'est pas valable.")
    remedy = _(
        "counter_invalid_address_remedy",
        default="Relisez-la avec la personne, ou imprimez seulement le reçu.",
    )


class NoMailHere(Refusal):
    """The site has no mail server."""

    status = 409
    field = "email"
    message = _("counter_no_mail", default="Le site ne peut pas envoyer de courriel.")
    remedy = _("counter_no_mail_remedy", default="Imprimez le reçu.")


class UnknownReceipt(Refusal):
    """No receipt has this reference, or none that the asker may see."""

    status = 404
    field = "ref"
    message = _("receipt_unknown", default="Ce reçu n'existe pas.")
    remedy = _(
        "receipt_unknown_remedy",
        default="Vérifiez la référence imprimée sous le code QR ; un reçu n'est montré qu'à qui "
        "l'a fait, à l'équipe de numérisation et à l'AS du dossier.",
    )


class NotYourVisit(Refusal):
    """What is being handed in was begun by somebody else."""

    status = 409
    field = "citizen"
    message = _("counter_not_yours", default="Ce dépôt a été commencé par quelqu'un d'autre.")
    remedy = _("counter_not_yours_remedy", default="Commencez un nouveau dépôt.")


class TooManyFiles(Refusal):
    """More files were sent than one deposit can hold."""

    message = _("counter_too_many_files", default="Ce dépôt contient déjà ${most} fichiers.")
    remedy = _(
        "counter_too_many_files_remedy",
        default="Enregistrez-le, puis commencez un nouveau dépôt pour la suite.",
    )


class MissingInterviewDay(Refusal):
    """The day of the interview is missing, or lies ahead."""

    field = "on"
    message = _("interview_no_day", default="Le jour de l'entretien manque ou est à venir.")
    remedy = _("interview_no_day_remedy", default="Choisissez le jour où il a eu lieu.")


class UnknownInterviewKind(Refusal):
    """Interviews take place at the centre or on a visit."""

    field = "kind"
    message = _("interview_unknown_kind", default="Cette sorte d'entretien n'est pas connue.")
    remedy = _("interview_unknown_kind_remedy", default="Choisissez « Entretien » ou « Visite ».")
