"""Why a filed document is not filed in another dossier too."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class NoteStays(Refusal):
    """A personal note (c3) is no document of another dossier."""

    status = 409
    field = "dossier"
    message = _("note_stays", default="Une confidence (C3) reste dans son dossier.")
    remedy = _(
        "note_stays_remedy", default="Pour l'autre dossier, écrivez une note qui lui est propre."
    )


class NotYourDossier(Refusal):
    """The asker follows no dossier of this number, whether there is one or not."""

    field = "dossier"
    message = _("also_not_yours", default="Vous ne suivez aucun dossier de ce numéro.")
    remedy = _(
        "also_not_yours_remedy",
        default="Vérifiez le numéro. Pour le dossier d'un collègue, demandez à l'équipe de "
        "numérisation.",
    )


class AlreadyInDossier(Refusal):
    """The document lies in this dossier already."""

    status = 409
    field = "dossier"
    message = _("also_already_there", default="Le document est déjà classé dans ce dossier.")
    remedy = _("also_already_there_remedy", default="Choisissez un autre dossier.")
