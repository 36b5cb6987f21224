"""What can be wrong with a mailbox, told on the page of the channels; ``number`` is its line."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class BoxUnclear(Refusal):
    """A line of the settings is not the address of a mailbox."""

    field = "boxes"
    message = _("box_unclear", default="Cette adresse de boîte n'est pas comprise.")
    remedy = _(
        "box_unclear_remedy",
        default="Écrivez-la comme imaps://compte@serveur/INBOX, sans mot de passe.",
    )


class BoxSilent(Refusal):
    """The server does not answer, or answers something else."""

    message = _(
        "box_silent", default="Le serveur de courriel de la boîte n° ${number} ne répond pas."
    )
    remedy = _(
        "box_silent_remedy",
        default="Prévenez le service informatique si cela dure. Farde réessaie de lui-même ; les "
        "messages attendent sur le serveur.",
    )


class BoxClosed(Refusal):
    """The server does not let us in, or the folder is not there."""

    message = _(
        "box_closed", default="La boîte n° ${number} ne s'ouvre pas : le serveur refuse l'accès."
    )
    remedy = _(
        "box_closed_remedy",
        default="Vérifiez le compte et le dossier dans les réglages, puis le mot de passe sur le "
        "serveur.",
    )


class BoxWithoutPassword(Refusal):
    """Whoever runs the server gave no password for the account."""

    message = _("box_without_password", default="Le mot de passe de la boîte n° ${number} manque.")
    remedy = _(
        "box_without_password_remedy",
        default="Il se donne sur le serveur, jamais ici : voyez le fichier nommé par "
        "FARDE_MAILBOX_SECRETS.",
    )


class BoxSecretsExposed(Refusal):
    """Others than the service may read the file of passwords; it is not used."""

    message = _(
        "box_secrets_exposed",
        default="Le fichier des mots de passe des boîtes est lisible par d'autres.",
    )
    remedy = _(
        "box_secrets_exposed_remedy",
        default="Réservez-le au compte du service (chmod 600) et changez les mots de passe.",
    )


class BoxReadOnly(Refusal):
    """A message was deposited, and cannot be moved out of the way."""

    message = _(
        "box_readonly",
        default="Des messages de la boîte n° ${number} sont bien déposés, mais ne peuvent pas "
        "être rangés.",
    )
    remedy = _(
        "box_readonly_remedy",
        default="Donnez au compte le droit de déplacer les messages. Aucun ne sera déposé deux "
        "fois.",
    )


class BoxStuck(Refusal):
    """A message was not deposited for a reason nobody foresaw."""

    message = _("box_stuck", default="Un message de la boîte n° ${number} n'a pas pu être déposé.")
    remedy = _(
        "box_stuck_remedy",
        default="Il reste dans la boîte et Farde réessaie. Si cela dure, prévenez le service "
        "informatique : la raison est dans le journal du serveur.",
    )


#: By the names that are kept in the standing of the channel.
FAULTS = {
    one.__name__: one
    for one in (
        BoxSilent,
        BoxClosed,
        BoxWithoutPassword,
        BoxSecretsExposed,
        BoxReadOnly,
        BoxStuck,
    )
}
