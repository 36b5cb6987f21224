"""What a centre decides about its documents."""

from plone import api
from zope import schema
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.core.i18n import _

PREFIX = "farde.document"
MARK, REFUSE = "mark", "refuse"
PARALLEL = SimpleVocabulary(
    [
        SimpleTerm(MARK, MARK, _("parallel_mark", default="Les marquer et les compter")),
        SimpleTerm(REFUSE, REFUSE, _("parallel_refuse", default="Les refuser")),
    ]
)


class IDocumentSettings(Interface):
    """Settings of the room, kept in the registry."""

    incident_hours = schema.Int(
        title=_("setting_incident_hours", default="Heures pour avertir l'autorité d'un incident"),
        description=_(
            "setting_incident_hours_help",
            default="Le règlement (UE) 2016/679 (RGPD, article 33) laisse 72 heures pour notifier "
            "une violation de données qui présente un risque. La page de l'incident montre cette "
            "échéance, comptée depuis le signalement. À confirmer par le centre.",
        ),
        min=1,
        default=72,
    )
    fixing_hours = schema.Int(
        title=_("setting_fixing_hours", default="Heures pour corriger un classement au scan"),
        description=_(
            "setting_fixing_hours_help",
            default="Pendant ce délai après le classement, l'équipe de numérisation peut encore "
            "reclasser ce qu'elle a classé ; ensuite, l'AS titulaire et l'AS en chef seuls. "
            "Valeur proposée, à confirmer par le centre.",
        ),
        min=0,
        default=24,
    )
    parallel_circuit = schema.Choice(
        title=_("setting_parallel", default="Documents entrants ajoutés hors circuit"),
        description=_(
            "setting_parallel_help",
            default="Ce qui entre directement dans un dossier sans passer par le courrier, le "
            "guichet ou l'entretien. À confirmer par le centre.",
        ),
        vocabulary=PARALLEL,
        default=MARK,
    )


def setting(name: str):
    """Return a setting of the room; the default where the site has no registry record."""
    default = IDocumentSettings[name].default
    return api.portal.get_registry_record(f"{PREFIX}.{name}", default=default)
