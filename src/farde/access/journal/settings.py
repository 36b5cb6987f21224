"""What a centre decides about its journal."""

from plone import api
from zope import schema
from zope.interface import Interface

from farde.core.i18n import _

PREFIX = "farde.access.journal"


class IJournalSettings(Interface):
    """Settings of the journal, kept in the registry."""

    stop_reading = schema.Bool(
        title=_("setting_stop_reading", default="Pas de lecture sans trace"),
        description=_(
            "setting_stop_reading_help",
            default="Quand le journal des accès ne peut pas être écrit, la lecture est refusée. "
            "Décoché : la lecture continue, le manque est compté et noté dès que le journal "
            "répond à nouveau. À valider avec le délégué à la protection des données.",
        ),
        default=True,
        required=False,
    )
    export_limit = schema.Int(
        title=_("setting_export_limit", default="Lignes d'un export, au plus"),
        description=_(
            "setting_export_limit_help",
            default="Un export plus long ferait attendre tout le monde : choisissez une période "
            "plus courte. Valeur proposée.",
        ),
        min=1,
        default=50000,
    )


def setting(name: str):
    """Return a setting of the journal; the default where the site has no registry record."""
    default = IJournalSettings[name].default
    return api.portal.get_registry_record(f"{PREFIX}.{name}", default=default)
