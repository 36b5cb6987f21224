"""What the desk says of a proposal: why it was made."""

from zope.i18n import translate

from farde.capture.suggesting.suggestion import Suggestion
from farde.core.i18n import _

#: How much a sign is believed before the centre's own filings have measured it.
BELIEF = {
    "announced": 0.97,
    "niss": 0.97,
    "niss-mended": 0.9,
    "niss-code": 0.98,
    "dossier-number": 0.95,
    "dossier-code": 0.98,
    "phone": 0.8,
    "reference": 0.85,
    "same-sender": 0.6,
    "name": 0.75,
    "name-year": 0.9,
    "name-like": 0.5,
    "date-placed": 0.9,
    "date-labelled": 0.8,
    "date-first": 0.4,
    "stamp": 0.85,
    "sender-known": 0.7,
    "sender-mail": 0.8,
}

REASONS = {
    "announced": _("reason_announced", default="indiqué lors du dépôt"),
    "niss": _("reason_niss", default="numéro national lu sur la page ${page}"),
    "niss-mended": _(
        "reason_niss_mended",
        default="numéro national mal imprimé, rétabli grâce à sa clé de contrôle, page ${page}",
    ),
    "niss-code": _("reason_niss_code", default="numéro national lu dans un code-barres"),
    "dossier-number": _("reason_dossier", default="numéro de dossier lu sur la page ${page}"),
    "dossier-code": _("reason_dossier_code", default="numéro de dossier lu dans un code-barres"),
    "phone": _("reason_phone", default="son numéro de téléphone se lit sur la page ${page}"),
    "reference": _(
        "reason_reference", default="même référence que dans un autre document de ce dossier"
    ),
    "same-sender": _("reason_same_sender", default="déjà reçu du même expéditeur"),
    "name": _("reason_name", default="nom d'une personne du registre"),
    "name-year": _("reason_name_year", default="nom et année de naissance d'une même personne"),
    "name-like": _("reason_name_like", default="nom proche de celui d'une personne du registre"),
    "learned": _(
        "reason_learned",
        default="ressemble aux ${count} documents déjà classés ainsi par le centre",
    ),
    "words": _("reason_words", default="mots du thésaurus lus en tête du document"),
    "date-placed": _("reason_date_placed", default="lieu et date en tête de la lettre"),
    "date-labelled": _("reason_date_labelled", default="date annoncée comme telle dans le texte"),
    "date-first": _("reason_date_first", default="première date du document"),
    "stamp": _("reason_stamp", default="cachet de réception, page ${page}"),
    "sender-known": _(
        "reason_sender_known", default="expéditeur habituel, lu sur la première page"
    ),
    "sender-mail": _("reason_sender_mail", default="expéditeur du courriel"),
}

FIELD_TITLES = {
    "dossier": _("suggested_dossier", default="Dossier"),
    "document_type": _("suggested_type", default="Type de document"),
    "document_kind": _("suggested_kind", default="Inventaire"),
    "document_date": _("suggested_date", default="Date du document"),
    "received_on": _("suggested_received", default="Reçu le"),
    "sender": _("suggested_sender", default="Expéditeur"),
}


def said(suggestion: Suggestion, request) -> str:
    """Return why a proposal was made, in the language of a request."""
    text = REASONS[suggestion.reason]
    filled = _(str(text), default=text.default, mapping=dict(suggestion.detail))
    return translate(filled, context=request)
