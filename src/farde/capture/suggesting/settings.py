"""From when on the machine speaks, and when it learns anew: what a centre decides."""

from plone import api
from zope import schema
from zope.interface import Interface

from farde.core.i18n import _

PREFIX = "farde.suggesting"
_HELP = _(
    "setting_threshold_help",
    default="En dessous de cette confiance (en %), rien n'est proposé. 100 : jamais. Valeur "
    "proposée, à confirmer par le centre d'après les mesures.",
)


def _threshold(title, default: int) -> schema.Int:
    return schema.Int(title=title, description=_HELP, min=0, max=100, default=default)


class ISuggestingSettings(Interface):
    """Settings of suggestions, kept in the registry."""

    dossier = _threshold(_("setting_suggest_dossier", default="Seuil : dossier"), 70)
    document_type = _threshold(_("setting_suggest_type", default="Seuil : type de document"), 50)
    document_kind = _threshold(_("setting_suggest_kind", default="Seuil : inventaire"), 50)
    document_date = _threshold(_("setting_suggest_date", default="Seuil : date du document"), 70)
    received_on = _threshold(_("setting_suggest_received", default="Seuil : date de réception"), 80)
    sender = _threshold(_("setting_suggest_sender", default="Seuil : expéditeur"), 60)
    learn_after = schema.Int(
        title=_("setting_learn_after", default="Réapprendre après (classements ou corrections)"),
        description=_(
            "setting_learn_after_help",
            default="Le serveur n'apprend à nouveau que s'il y a assez de neuf. Cette valeur ne "
            "règle que la charge du serveur.",
        ),
        min=1,
        default=50,
    )


def setting(name: str) -> int:
    """Return a setting; the default where the site has no registry record."""
    default = ISuggestingSettings[name].default
    return api.portal.get_registry_record(f"{PREFIX}.{name}", default=default)


def threshold(field: str) -> float:
    """Return how sure a proposal for a field has to be, from 0 to 1."""
    return setting(field) / 100
