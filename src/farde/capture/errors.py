"""What the room refuses."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class MissingFile(Refusal):
    """No file came with the deposit."""

    field = "file"
    message = _("file_missing", default="Aucun fichier n'a été joint.")
    remedy = _("file_missing_remedy", default="Choisissez le fichier numérisé, puis recommencez.")


class AlreadyFiled(Refusal):
    """The deposit was filed before; it has no file to file again."""

    status = 409
    message = _("batch_already_filed", default="Ce dépôt est déjà classé.")
    remedy = _(
        "batch_already_filed_remedy", default="Ouvrez le document classé, ou déposez le fichier."
    )


class UnknownBatch(Refusal):
    """No deposit has this identifier."""

    status = 404
    field = "batch"
    message = _("batch_unknown", default="Ce dépôt n'existe pas.")
    remedy = _("batch_unknown_remedy", default="Choisissez un dépôt dans la liste.")


class MalformedFile(Refusal):
    """The file's content cannot be decoded from the request."""

    field = "file"
    message = _("file_malformed", default="Le contenu du fichier n'est pas lisible.")
    remedy = _(
        "file_malformed_remedy",
        default="Envoyez le champ « file » avec « data » en base64, « encoding » et « filename ».",
    )


class NotYoursToFile(Refusal):
    """The asker may give files to the centre, not say where they belong."""

    status = 403
    field = "dossier"
    message = _("not_yours_to_file", default="Vous ne pouvez pas classer ce dépôt.")
    remedy = _(
        "not_yours_to_file_remedy",
        default="Déposez le fichier seul ; l'équipe de numérisation le classera.",
    )
