"""What the room refuses."""

from typing import ClassVar

from farde.core.errors import Refusal
from farde.core.i18n import _


class UnknownLogic(Refusal):
    """A row of the signal table asks for something that is not known (``row``, ``logic``)."""

    field = "logique"
    message = _(
        "logic_unknown",
        default="Ligne ${row} du tableau des signaux : la logique « ${logic} » est inconnue.",
    )
    remedy = _(
        "logic_unknown_remedy",
        default="Corrigez la ligne, ou créez la règle à la main dans « Règles ».",
    )


class UnknownRow(Refusal):
    """There is no such row."""

    status: ClassVar[int] = 404
    field = "rule"
    message = _("row_unknown", default="Cette ligne n'est pas, ou plus, dans la table.")
    remedy = _("row_unknown_remedy", default="Revenez à la table et choisissez une autre ligne.")


class RowOfTheCentre(Refusal):
    """A row of the centre's own table is not taken away."""

    field = "remove"
    message = _(
        "row_of_the_centre", default="Une ligne du tableau du centre ne peut pas être retirée."
    )
    remedy = _("row_of_the_centre_remedy", default="Désactivez-la : elle reste visible.")


class RowChangedMeanwhile(Refusal):
    """Somebody else changed the row after it was read."""

    status: ClassVar[int] = 409
    field = "rule"
    message = _("row_changed", default="Un collègue a modifié cette ligne entre-temps.")
    remedy = _(
        "row_changed_remedy",
        default="Ce que vous aviez saisi est encore là : comparez avec la table, puis "
        "enregistrez si cela convient toujours.",
    )


class TableChangedMeanwhile(Refusal):
    """Somebody else changed the table after it was read."""

    status: ClassVar[int] = 409
    field = "version"
    message = _("table_changed", default="Un collègue a modifié la table entre-temps.")
    remedy = _("table_changed_remedy", default="Relisez la table, puis recommencez si nécessaire.")


class NothingChanged(Refusal):
    """The table already says so."""

    field = "rule"
    message = _("row_same", default="Rien n'a changé dans la table.")
    remedy = _("row_same_remedy", default="Modifiez la ligne avant d'enregistrer.")


class MissingWhy(Refusal):
    """A change without its reason."""

    field = "why"
    message = _("why_missing", default="Le motif du changement manque.")
    remedy = _(
        "why_missing_remedy", default="Dites en quelques mots pourquoi ; l'historique le garde."
    )


class InvalidNumber(Refusal):
    """A number of a row that is no number, or another row's."""

    field = "number"
    message = _("row_number_invalid", default="Ce numéro de ligne n'est pas libre.")
    remedy = _("row_number_invalid_remedy", default="Choisissez un numéro de 1 à 999 non utilisé.")


class MissingTypes(Refusal):
    """A row that is about no type of document."""

    field = "types"
    message = _("row_types_missing", default="Aucun type de document n'est choisi.")
    remedy = _("row_types_missing_remedy", default="Cochez au moins un type de document.")


class UnknownValue(Refusal):
    """A value that is not in the list of the field."""

    message = _("row_value_unknown", default="Cette valeur n'existe pas.")
    remedy = _("row_value_unknown_remedy", default="Choisissez dans la liste.")


class MissingEffects(Refusal):
    """A row that raises nothing."""

    field = "effects"
    message = _("row_effects_missing", default="La ligne n'a aucun effet.")
    remedy = _(
        "row_effects_missing_remedy",
        default="Choisissez un signal ou un ticket ; pour ne plus rien déclencher, "
        "désactivez la ligne.",
    )


class InvalidDelay(Refusal):
    """A delay that is no number of working days."""

    message = _("row_delay_invalid", default="Ce délai n'est pas un nombre de jours ouvrables.")
    remedy = _(
        "row_delay_invalid_remedy",
        default="Indiquez un nombre de 1 à 999, ou laissez vide s'il n'y a pas de délai.",
    )


class InvalidTrialPeriod(Refusal):
    """Nothing to try the table on."""

    field = "since"
    message = _("trial_period_invalid", default="La période de l'essai n'est pas complète.")
    remedy = _(
        "trial_period_invalid_remedy",
        default="Indiquez deux dates, la première avant la seconde, ou des adresses de documents.",
    )


class DossierTried(Refusal):
    """A table is not tried on all that is in one dossier: that would tell what is in it."""

    field = "names"
    message = _(
        "trial_of_dossier", default="Un dossier entier ne sert pas d'essai : il reste confidentiel."
    )
    remedy = _(
        "trial_of_dossier_remedy",
        default="Choisissez une période, ou collez l'adresse des documents qu'on vous a signalés.",
    )


class UnknownTrial(Refusal):
    """A trial of somebody else, or one that a later trial replaced."""

    status: ClassVar[int] = 404
    field = "trial"
    message = _("trial_unknown", default="Cet essai n'est plus disponible.")
    remedy = _("trial_unknown_remedy", default="Lancez un nouvel essai.")


class UnknownVersion(Refusal):
    """There is no such version of the table."""

    status: ClassVar[int] = 404
    field = "version"
    message = _("version_unknown", default="Cette version de la table n'existe pas.")
    remedy = _("version_unknown_remedy", default="Choisissez une version dans l'historique.")


class NothingToUndo(Refusal):
    """The table has no change that could be taken back."""

    field = "version"
    message = _("undo_nothing", default="Il n'y a aucun changement à annuler.")
    remedy = _("undo_nothing_remedy", default="L'historique montre ce que la table a été.")


class MissingElement(Refusal):
    """A rule uses a condition or action that is no longer installed (``element``)."""

    field = "version"
    message = _(
        "element_missing", default="Un élément des règles n'est plus installé : ${element}."
    )
    remedy = _(
        "element_missing_remedy",
        default="Réinstallez le module qui le fournit, ou choisissez une autre version.",
    )
