"""What a centre decides about access; every value carries where it comes from."""

from plone import api
from zope import schema
from zope.interface import Interface

from farde.core.i18n import _

PREFIX = "farde.access"


class IAccessSettings(Interface):
    """Settings of the room, kept in the registry."""

    grace_days = schema.Int(
        title=_("setting_grace_days", default="Jours de grâce après un ticket"),
        description=_(
            "setting_grace_days_help",
            default="Un service garde la lecture du dossier pendant ce délai après la fin de "
            "son dernier ticket. À confirmer par le centre.",
        ),
        min=0,
        default=30,
    )
    closed_months = schema.Int(
        title=_("setting_closed_months", default="Mois de lecture après la clôture"),
        description=_(
            "setting_closed_months_help",
            default="L'équipe de l'AS lit encore un dossier clos pendant ce délai ; ensuite, "
            "seuls les lecteurs désignés. Valeur proposée, à valider par le centre.",
        ),
        min=0,
        default=6,
    )
    break_glass_roles = schema.List(
        title=_("setting_break_glass_roles", default="Qui peut briser la glace"),
        description=_(
            "setting_break_glass_roles_help",
            default="Rôles auxquels l'ouverture en urgence est proposée. Vide : personne.",
        ),
        value_type=schema.Choice(vocabulary="farde.SiteRoles"),
        default=["Manager", "Site Administrator"],
        required=False,
    )
    break_glass_minutes = schema.Int(
        title=_("setting_break_glass_minutes", default="Durée d'un bris de glace (minutes)"),
        description=_(
            "setting_break_glass_minutes_help",
            default="L'accès se referme de lui-même après ce délai.",
        ),
        min=1,
        default=60,
    )
    matrix = schema.Text(
        title=_("setting_matrix", default="Matrice des droits (CSV)"),
        description=_(
            "setting_matrix_help",
            default="La table des rôles, objets et classes, telle que le profil du centre la "
            "fournit ; la page « Qui voit quoi » la montre.",
        ),
        default="",
        required=False,
    )


def setting(name: str):
    """Return a setting of the room; the default where the site has no registry record."""
    return api.portal.get_registry_record(f"{PREFIX}.{name}", default=IAccessSettings[name].default)
