"""Why a copy cannot be made."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class CopyFailed(Refusal):
    """The file of a document takes more to lay out than one request may."""

    status = 422
    message = _("copy_failed", default="La copie de ce document n'a pas pu être faite.")
    remedy = _(
        "copy_failed_remedy",
        default="Le fichier est trop lourd ou abîmé. Lisez-le à l'écran et prévenez l'équipe de "
        "numérisation, qui peut le scanner à nouveau.",
    )


class NothingChosen(Refusal):
    """A copy of no document was asked for."""

    field = "piece"
    message = _("copy_nothing", default="Aucun document n'est coché.")
    remedy = _("copy_nothing_remedy", default="Cochez ceux que la copie doit contenir.")


class TooManyPieces(Refusal):
    """More documents than one file may hold."""

    field = "piece"
    message = _("copy_too_many", default="Une copie contient au plus ${most} documents.")
    remedy = _("copy_too_many_remedy", default="Faites-en plusieurs, par période ou par type.")


class UnknownPurpose(Refusal):
    """It is not said for whom a copy is."""

    field = "purpose"
    message = _("copy_no_purpose", default="Il n'est pas dit pour qui est la copie.")
    remedy = _("copy_no_purpose_remedy", default="Choisissez-le dans la liste.")


class FaultyArea(Refusal):
    """A passage to be blacked out does not lie on its page."""

    field = "area"
    message = _("area_faulty", default="Un passage n'est pas sur la page.")
    remedy = _(
        "area_faulty_remedy",
        default="Donnez quatre nombres entre 0 et 100, en pour cent de la page ; la largeur et la "
        "hauteur sont plus grandes que 0.",
    )


class TooManyAreas(Refusal):
    """More passages than one document may have."""

    field = "area"
    message = _("area_too_many", default="Un document a au plus ${most} passages à noircir.")
    remedy = _("area_too_many_remedy", default="Couvrez plusieurs lignes d'un seul passage.")
