"""What printing sheets refuses."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class UnknownStation(Refusal):
    """A station is named by plain letters, so that any printer and scanner keep it."""

    field = "station"
    message = _("station_unknown", default="Ce nom de poste ne peut pas être imprimé.")
    remedy = _(
        "station_unknown_remedy",
        default="Écrivez-le court, en lettres, chiffres et espaces, par exemple « Guichet 2 ».",
    )


class HowManySheets(Refusal):
    """Too few sheets, or more than one printing makes."""

    field = "copies"
    message = _("sheets_count", default="Ce nombre de feuilles ne peut pas être imprimé.")
    remedy = _(
        "sheets_count_remedy",
        default="Demandez de 1 à ${most} feuilles en tout ; imprimez le reste ensuite.",
    )


class UnknownLanguage(Refusal):
    """The words of a sheet are in a language that the product speaks."""

    field = "language"
    message = _("sheet_language_unknown", default="Cette langue n'est pas proposée.")
    remedy = _("sheet_language_unknown_remedy", default="Choisissez une langue de la liste.")
