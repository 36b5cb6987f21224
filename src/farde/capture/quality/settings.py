"""What a centre decides about the quality of what it captures."""

from plone import api
from zope import schema
from zope.interface import Interface

from farde.core.i18n import _

PREFIX = "farde.capture.quality"


class IQualitySettings(Interface):
    """Settings of the package, kept in the registry."""

    sample_percent = schema.Int(
        title=_("setting_sample_percent", default="Documents contrôlés par un collègue (sur cent)"),
        description=_(
            "setting_sample_percent_help",
            default="De chaque centaine de documents profilés, autant sont confirmés par un "
            "deuxième agent avant d'être classés. 0 : aucun contrôle. À fixer par le centre.",
        ),
        min=0,
        max=100,
        default=0,
    )
    near_percent = schema.Int(
        title=_("setting_near_percent", default="Signaler un document presque identique dès (%)"),
        description=_(
            "setting_near_percent_help",
            default="Part commune du texte ou de l'image à partir de laquelle un document du même "
            "dossier et du même type est montré comme un doublon possible. Valeur proposée, à "
            "confirmer par le centre.",
        ),
        min=50,
        max=100,
        default=85,
    )


def setting(name: str):
    """Return a setting; the default where the site has no registry record."""
    default = IQualitySettings[name].default
    return api.portal.get_registry_record(f"{PREFIX}.{name}", default=default)
