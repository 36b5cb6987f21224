"""What the room refuses when an absence is noted."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class UnknownAbsent(Refusal):
    """Nobody of that name is a caseworker in the supervisor's teams."""

    field = "absent"
    message = _("absent_unknown", default="Cette personne n'est pas AS dans votre équipe.")
    remedy = _("absent_unknown_remedy", default="Choisissez la personne absente dans la liste.")


class UnknownStandIn(Refusal):
    """The stand-in is no caseworker of the centre."""

    field = "stand_in"
    message = _("stand_in_unknown", default="La personne qui remplace n'est pas AS dans le centre.")
    remedy = _("stand_in_unknown_remedy", default="Choisissez un ou une AS dans la liste.")


class SamePerson(Refusal):
    """Nobody stands in for themselves."""

    field = "stand_in"
    message = _("absence_same", default="Une personne absente ne peut pas se remplacer elle-même.")
    remedy = _("absence_same_remedy", default="Choisissez un ou une autre AS.")


class AbsenceEndsBefore(Refusal):
    """The last day comes before the first."""

    field = "last"
    message = _("absence_ends_before", default="Le dernier jour précède le premier.")
    remedy = _("absence_ends_before_remedy", default="Corrigez l'une des deux dates.")


class AbsenceOver(Refusal):
    """An absence that is over opens nothing any more."""

    field = "last"
    message = _("absence_over", default="Cette absence est déjà finie.")
    remedy = _(
        "absence_over_remedy",
        default="Un remplacement n'ouvre rien après coup : choisissez un dernier jour à venir.",
    )


class AbsenceOverlaps(Refusal):
    """Somebody else stands in already on some of the days."""

    field = "stand_in"
    message = _(
        "absence_overlaps",
        default="Quelqu'un d'autre remplace déjà cette personne du ${first} au ${last}.",
    )
    remedy = _(
        "absence_overlaps_remedy",
        default="Choisissez d'autres dates, ou terminez d'abord le premier remplacement.",
    )


class AbsenceKnown(Refusal):
    """The same absence was noted before."""

    field = None
    message = _("absence_known", default="Ce remplacement est déjà noté pour ces dates.")
    remedy = _("absence_known_remedy", default="Il n'y a rien à refaire : regardez la liste.")


class UnknownAbsence(Refusal):
    """There is no such absence, or it is over."""

    field = None
    status = 404
    message = _("absence_unknown", default="Ce remplacement n'est plus en cours ni prévu.")
    remedy = _(
        "absence_unknown_remedy",
        default="Il a peut-être déjà été terminé : regardez la liste.",
    )
