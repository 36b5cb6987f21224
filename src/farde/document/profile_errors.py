"""What is refused of a document's profile: one class per refusal, each with its remedy."""

from farde.core.errors import Refusal
from farde.core.i18n import _

_CHOOSE = _("choose_from_list", default="Choisissez une valeur de la liste.")


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
    message = _("kind_unknown", default="Cet inventaire n'existe pas dans le thésaurus.")
    remedy = _CHOOSE


class KindOfOtherType(Refusal):
    """The inventory entry belongs to another document type."""

    field = "document_kind"
    message = _("kind_other_type", default="Cet inventaire appartient à un autre type de document.")
    remedy = _(
        "kind_other_type_remedy", default="Choisissez un inventaire de ce type, ou laissez vide."
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
    message = _("received_future", default="La date de réception est dans le futur.")
    remedy = _("received_future_remedy", default="Indiquez un jour passé ou la date du jour.")


class InvalidDay(Refusal):
    """The value is not a calendar day."""

    message = _("day_invalid", default="Cette date n'est pas valable.")
    remedy = _("day_invalid_remedy", default="Écrivez la date au format AAAA-MM-JJ.")
