"""What the room refuses."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class InvalidNiss(Refusal):
    """The national number does not pass its own check."""

    field = "niss"
    message = _("niss_invalid", default="Ce numéro NISS n'est pas valable.")
    remedy = _(
        "niss_invalid_remedy",
        default="Vérifiez les onze chiffres sur la carte d'identité ; "
        "laissez le champ vide si la personne n'a pas de numéro.",
    )


class MissingDossier(Refusal):
    """No dossier was given."""

    field = "dossier"
    message = _("dossier_missing", default="Le dossier manque.")
    remedy = _(
        "dossier_missing_remedy",
        default="Tapez un nom, un NISS ou un numéro, puis choisissez dans la liste.",
    )


class UnknownDossier(Refusal):
    """No dossier has this number or address, or none that this person may fill."""

    field = "dossier"
    message = _("dossier_unknown", default="Aucun dossier ne porte ce numéro.")
    remedy = _(
        "dossier_unknown_remedy",
        default="Cherchez la personne par son nom, son NISS ou le numéro du dossier.",
    )
