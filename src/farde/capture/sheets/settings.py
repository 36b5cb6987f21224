"""What a centre decides about separator sheets."""

from plone import api
from zope import schema
from zope.interface import Interface

from farde.core.i18n import _

PREFIX = "farde"


class ISeparatorSettings(Interface):
    """Settings of separator sheets, kept in the registry."""

    capture_file_by_separator = schema.Bool(
        title=_("setting_file_by_separator", default="Classer sans relecture d'après la feuille"),
        description=_(
            "setting_file_by_separator_help",
            default="Un document placé derrière une feuille de séparation qui nomme le dossier et "
            "le type est classé dès sa numérisation, sans que personne ne le regarde ; le dépôt "
            "et son historique le disent. Jamais dans un dossier protégé. À confirmer par le "
            "centre.",
        ),
        default=False,
        required=False,
    )


def files_by_separator() -> bool:
    """Whether a separator that names dossier and type is enough to file; no unless decided."""
    name = f"{PREFIX}.capture_file_by_separator"
    return bool(api.portal.get_registry_record(name, default=False))
