"""What a centre decides about deadlines, signals and mails; nothing here is law."""

from collections.abc import Iterable
from datetime import date, time

from plone import api
from zope import schema
from zope.interface import Interface, provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.core.errors import RefusedValue
from farde.core.i18n import _
from farde.tickets.errors import NotADay

PREFIX = "farde.tickets"


def are_days(lines: Iterable[str]) -> bool:
    """Accept lines that are each a day."""
    for line in lines:
        try:
            _day(line)
        except ValueError as error:
            raise RefusedValue(NotADay()) from error
    return True


class ITicketSettings(Interface):
    """Settings of the room, kept in the registry."""

    closed_days = schema.List(
        title=_("setting_closed_days", default="Jours de fermeture du centre"),
        description=_(
            "setting_closed_days_help",
            default="Un jour par ligne, par exemple 24/12/2026. Ils s'ajoutent aux week-ends et "
            "aux jours fériés légaux belges, et ne comptent pas dans les délais des nouveaux "
            "tickets. Vide : aucun. À compléter par le centre.",
        ),
        value_type=schema.TextLine(),
        constraint=are_days,
        default=[],
        missing_value=[],
        required=False,
    )
    escalation_days = schema.Int(
        title=_("setting_escalation_days", default="Alerter l'AS en chef après l'échéance"),
        description=_(
            "setting_escalation_days_help",
            default="Nombre de jours ouvrables après l'échéance. Le ticket en retard apparaît "
            "alors aussi chez l'AS en chef, qui en est averti une fois. Vide : jamais. Aucun "
            "délai n'a été donné par le centre : à décider.",
        ),
        min=1,
        max=260,
        default=None,
        required=False,
    )
    signal_archive_days = schema.Int(
        title=_("setting_signal_archive_days", default="Archiver les signaux lus après (jours)"),
        description=_(
            "setting_signal_archive_days_help",
            default="Jours de calendrier depuis la lecture. Un signal archivé quitte les listes ; "
            "le document reste au dossier. Un signal non lu n'est jamais archivé. Valeur "
            "proposée, à confirmer par le centre.",
        ),
        min=1,
        default=90,
    )
    mail_time = schema.Choice(
        title=_("setting_mail_time", default="Heure des courriels"),
        description=_(
            "setting_mail_time_help",
            default="Le résumé part à cette heure les jours ouvrables, s'il y a quelque chose à "
            "traiter ; aucun courriel ne part avant. Il ne contient que des nombres et des "
            "liens. Valeur proposée.",
        ),
        vocabulary="farde.MailTimes",
        default="07:30",
    )
    digest_by_default = schema.Bool(
        title=_("setting_digest", default="Un résumé par jour"),
        description=_(
            "setting_digest_help",
            default="Vaut pour qui n'a rien choisi sur la page « Mes courriels ». À confirmer par "
            "le centre.",
        ),
        default=True,
        required=False,
    )
    overdue_by_default = schema.Bool(
        title=_("setting_overdue_mail", default="Un courriel dès qu'un ticket est en retard"),
        description=_(
            "setting_overdue_mail_help",
            default="Une seule fois par ticket, dans les heures des courriels. Vaut pour qui n'a "
            "rien choisi sur la page « Mes courriels ». À confirmer par le centre.",
        ),
        default=True,
        required=False,
    )


def setting(name: str):
    """Return a setting of the room; the default where the site has no registry record."""
    default = ITicketSettings[name].default
    return api.portal.get_registry_record(f"{PREFIX}.{name}", default=default)


def closed_days() -> set[date]:
    """Return the days on which the centre is closed besides week-ends and legal holidays."""
    return {_day(line) for line in setting("closed_days") or ()}


def mail_time() -> time:
    """Return the time of day, in Brussels, from which mails leave."""
    return time.fromisoformat(setting("mail_time"))


@provider(IVocabularyFactory)
def mail_times(context) -> SimpleVocabulary:
    """Return the half hours of a working day."""
    times = [f"{hour:02}:{minute:02}" for hour in range(6, 18) for minute in (0, 30)]
    return SimpleVocabulary([SimpleTerm(one, one, one) for one in times])


def _day(line: str) -> date:
    return date.fromisoformat("-".join(reversed(line.strip().split("/"))))
