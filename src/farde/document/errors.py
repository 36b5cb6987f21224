"""Why a file is not taken in."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class FileRefusal(Refusal):
    """A file that cannot be kept as a document."""

    field = "file"


class EmptyFile(FileRefusal):
    """The file has no bytes."""

    message = _("empty_file_message", default="Le fichier est vide.")
    remedy = _(
        "empty_file_remedy",
        default="Numérisez à nouveau la pièce, ou choisissez un autre fichier.",
    )


class UnsupportedFile(FileRefusal):
    """The bytes are neither PDF, JPEG, PNG nor TIFF."""

    message = _(
        "unsupported_file_message",
        default="Ce type de fichier n'est pas accepté.",
    )
    remedy = _(
        "unsupported_file_remedy",
        default="Envoyez un PDF ou une image JPEG, PNG ou TIFF ; "
        "un document de traitement de texte s'exporte d'abord en PDF.",
    )


class MismatchedFile(FileRefusal):
    """The name or the declared type announces another kind than the bytes (``said``, ``found``)."""

    message = _(
        "mismatched_file_message",
        default="Le fichier est annoncé comme « ${said} », mais son contenu est : ${found}.",
    )
    remedy = _(
        "mismatched_file_remedy",
        default="Renommez le fichier avec la bonne extension, ou numérisez à nouveau la pièce.",
    )


class TruncatedFile(FileRefusal):
    """The file stops before its end, or is damaged."""

    message = _(
        "truncated_file_message",
        default="Le fichier est incomplet ou endommagé.",
    )
    remedy = _(
        "truncated_file_remedy",
        default="Envoyez à nouveau le fichier d'origine ; si l'erreur revient, "
        "numérisez à nouveau la pièce.",
    )


class EncryptedFile(FileRefusal):
    """The PDF does not open without a password."""

    message = _(
        "encrypted_file_message",
        default="Ce PDF est protégé par un mot de passe.",
    )
    remedy = _(
        "encrypted_file_remedy",
        default="Demandez une version sans mot de passe à l'expéditeur, "
        "ou imprimez la pièce et numérisez-la.",
    )


class TooManyPages(FileRefusal):
    """The file has more pages than one document may have (``limit``)."""

    message = _(
        "too_many_pages_message",
        default="Le fichier compte plus de ${limit} pages.",
    )
    remedy = _(
        "too_many_pages_remedy",
        default="Découpez la pile en plusieurs fichiers, puis envoyez-les un par un.",
    )


class TooLargeImage(FileRefusal):
    """An image holds more pixels than can be shown or read (``limit``, in millions)."""

    message = _(
        "too_large_image_message",
        default="Une image du fichier dépasse ${limit} millions de points.",
    )
    remedy = _(
        "too_large_image_remedy",
        default="Numérisez à nouveau la pièce à 300 points par pouce.",
    )
