"""What a centre decides about the counter and its receipts; nothing here is law."""

from plone import api
from zope import schema
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.core.i18n import _

PREFIX = "farde.capture.counter"

_SIZES = SimpleVocabulary([SimpleTerm(one, one, one) for one in ("A4", "A5")])


class ICounterSettings(Interface):
    """Settings of the counter, kept in the registry."""

    centre = schema.Text(
        title=_("setting_counter_centre", default="En-tête des reçus"),
        description=_(
            "setting_counter_centre_help",
            default="Nom et adresse du centre, une ligne par ligne. Vide : le nom du site. "
            "À compléter par le centre.",
        ),
        default="",
        missing_value="",
        required=False,
    )
    paper = schema.Choice(
        title=_("setting_counter_paper", default="Papier des reçus"),
        description=_(
            "setting_counter_paper_help",
            default="Format que l'imprimante du guichet contient. La feuille de couverture est "
            "toujours en A4, comme les pièces qu'elle accompagne. À confirmer par le centre.",
        ),
        vocabulary=_SIZES,
        default="A4",
    )
    mail_pieces = schema.Bool(
        title=_("setting_counter_mail_pieces", default="Énumérer les pièces dans les courriels"),
        description=_(
            "setting_counter_mail_pieces_help",
            default="Un courriel n'est pas chiffré et son adresse est tapée au guichet : le seul "
            "type d'une pièce peut dire qu'une personne est malade ou aidée. Sans ce choix, le "
            "reçu envoyé dit combien de pièces ont été remises ; le reçu imprimé les énumère "
            "toujours. À décider par le centre avec son délégué à la protection des données.",
        ),
        default=False,
        required=False,
    )
    unfinished_hours = schema.Int(
        title=_("setting_counter_unfinished", default="Dépôt commencé, jamais enregistré (heures)"),
        description=_(
            "setting_counter_unfinished_help",
            default="Après ce délai, les photos et fichiers déjà envoyés sont remis à l'équipe "
            "de numérisation, sans reçu. Valeur proposée, à confirmer par le centre.",
        ),
        min=1,
        max=168,
        default=12,
    )


def setting(name: str):
    """Return a setting of the counter; the default where the site has no registry record."""
    default = ICounterSettings[name].default
    return api.portal.get_registry_record(f"{PREFIX}.{name}", default=default)


def centre_lines() -> list[str]:
    """Return what stands at the head of a receipt, never nothing."""
    lines = [line.strip() for line in (setting("centre") or "").splitlines() if line.strip()]
    return lines or [api.portal.get_registry_record("plone.site_title", default="") or "Farde"]
