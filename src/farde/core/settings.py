"""What who keeps the server decides about mail."""

from plone import api
from zope import schema
from zope.interface import Interface

from farde.core.i18n import _

PREFIX = "farde.mail"


class IMailSettings(Interface):
    """Settings of mail, kept in the registry."""

    give_up_days = schema.Int(
        title=_("setting_give_up_days", default="Abandonner un courriel refusé après (jours)"),
        description=_(
            "setting_give_up_days_help",
            default="Tant que le serveur de courriel le refuse ou ne répond pas, un courriel est "
            "proposé à nouveau chaque heure. Passé ce délai, il est abandonné et compté ici ; ce "
            "qu'il annonçait attend toujours dans Farde. Valeur proposée.",
        ),
        min=1,
        max=30,
        default=3,
    )


def setting(name: str):
    """Return a setting of mail; the default where the site has no registry record."""
    return api.portal.get_registry_record(f"{PREFIX}.{name}", default=IMailSettings[name].default)
