"""What a receipt says; it is printed in the languages of the citizen, not of who prints it."""

from zope.i18n import translate

from farde.core.i18n import _

TITLE = _("receipt_title", default="Reçu de dépôt")
AT = _("receipt_at", default="Remis le ${day} à ${hour}")
CHANNELS = {
    "counter": _("receipt_counter", default="Au guichet"),
    "interview": _("receipt_interview", default="Après un entretien"),
}
AGENT = _("receipt_agent", default="Reçu par")
REFERENCE = _("receipt_reference", default="Référence")
PIECES = _("receipt_pieces", default="Pièces remises")
HOW_MANY = _("receipt_how_many", default="Nombre de pièces remises : ${count}")
LIST_PRINTED = _(
    "receipt_list_printed",
    default="Pour la protection de vos données, ce courriel ne dit pas lesquelles : le reçu "
    "imprimé les énumère. Vous pouvez le demander au guichet avec cette référence.",
)
PAPER = _("receipt_paper", default="papier")
PHOTOGRAPHED = _("receipt_photographed", default="numérisé sur place")
NOT_A_REQUEST = _(
    "receipt_not_a_request",
    default="Ce reçu prouve que ces pièces ont été remises. Il n'est pas l'accusé de réception "
    "légal d'une demande d'aide.",
)
KEEP_IT = _(
    "receipt_keep_it",
    default="Gardez ce reçu. Le code ne contient que la référence.",
)
COVER_TITLE = _("cover_title", default="Feuille de couverture")
COVER_HELP = _(
    "cover_help",
    default="À poser sur les pièces, puis à numériser avec elles. Une feuille pour un dépôt.",
)
COVER_COUNT = _("cover_count", default="Pièces en papier : ${count}")
MAIL_SUBJECT = _("receipt_mail_subject", default="Votre reçu de dépôt")
MAIL_BODY = _(
    "receipt_mail_body",
    default="Bonjour,\n\nVous trouverez en annexe le reçu des pièces remises le ${day} à "
    "${hour}.\n\nCe message est envoyé automatiquement : n'y répondez pas.",
)


def said(message, language: str, **values: object) -> str:
    """Return a text of a receipt in a language, filled in."""
    filled = _(str(message), default=message.default, mapping=values) if values else message
    return translate(filled, target_language=language)
