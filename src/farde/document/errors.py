"""Why a document is not taken in: its file, or what is said of it."""

from farde.core.errors import Refusal
from farde.core.i18n import _

_CHOOSE = _("choose_from_list", default="Choisissez une valeur de la liste.")


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


class DisguisedFile(FileRefusal):
    """The name or the declared type announces a kind (``said``) that the bytes are not."""

    message = _(
        "disguised_file_message",
        default="Le fichier porte l'extension d'un ${said}, mais n'en est pas un.",
    )
    remedy = _(
        "disguised_file_remedy",
        default="Numérisez à nouveau la pièce, ou choisissez un autre fichier.",
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
        default="Une image du fichier dépasse ${limit} millions de pixels.",
    )
    remedy = _(
        "too_large_image_remedy",
        default="Numérisez à nouveau la pièce à 300 dpi.",
    )


class DemandingFile(FileRefusal):
    """Looking at the file takes more time or memory than one file may take."""

    message = _(
        "demanding_file_message",
        default="Le fichier demande trop de temps ou de mémoire pour être ouvert sans risque.",
    )
    remedy = _(
        "demanding_file_remedy",
        default="Demandez un fichier plus simple à l'expéditeur, "
        "ou imprimez la pièce et numérisez-la.",
    )


class MissingType(Refusal):
    """No document type was given."""

    field = "document_type"
    message = _("type_missing", default="Le type de document manque.")
    remedy = _CHOOSE


class UnknownType(Refusal):
    """The document type is not in the thesaurus, or no longer."""

    field = "document_type"
    message = _("type_unknown", default="Ce type de document n'existe pas dans le thésaurus.")
    remedy = _CHOOSE


class UnknownKind(Refusal):
    """The inventory entry is not in the thesaurus, or no longer."""

    field = "document_kind"
    message = _("kind_unknown", default="Cette entrée d'inventaire n'existe pas dans le thésaurus.")
    remedy = _CHOOSE


class KindOfOtherType(Refusal):
    """The inventory entry belongs to another document type."""

    field = "document_kind"
    message = _(
        "kind_other_type",
        default="Cette entrée d'inventaire appartient à un autre type de document.",
    )
    remedy = _(
        "kind_other_type_remedy", default="Choisissez une entrée de ce type, ou laissez vide."
    )


class UnknownChoice(Refusal):
    """The value is not one of the fixed choices of its field."""

    message = _("choice_unknown", default="Cette valeur n'existe pas.")
    remedy = _CHOOSE


class MissingReceipt(Refusal):
    """No reception date was given."""

    field = "received_on"
    message = _("received_missing", default="La date de réception manque.")
    remedy = _(
        "received_missing_remedy",
        default="Indiquez le jour où le document est arrivé au centre, même si le scan est "
        "plus récent.",
    )


class FutureReceipt(Refusal):
    """The reception date has not come yet."""

    field = "received_on"
    message = _("received_future", default="La date de réception est postérieure à aujourd'hui.")
    remedy = _("received_future_remedy", default="Indiquez un jour passé ou la date du jour.")


class InvalidDay(Refusal):
    """The value is not a calendar day."""

    message = _("day_invalid", default="Cette date n'est pas valable.")
    remedy = _("day_invalid_remedy", default="Écrivez la date au format AAAA-MM-JJ.")


class InvalidAmount(Refusal):
    """The value is not an amount in euro."""

    field = "amount"
    message = _("amount_invalid", default="Ce montant n'est pas compris.")
    remedy = _(
        "amount_invalid_remedy",
        default="Écrivez le montant en euros, par exemple 1.234,56 ou 12,50.",
    )


class NoteWithoutAuthor(Refusal):
    """A personal note (c3) is filed in a dossier that nobody holds, by somebody else."""

    field = "confidentiality"
    message = _(
        "note_without_author", default="Une confidence (C3) doit avoir un auteur dans l'équipe."
    )
    remedy = _(
        "note_without_author_remedy",
        default="Nommez d'abord un AS titulaire au dossier, ou choisissez une autre classe de "
        "confidentialité.",
    )
