"""What is wrong with a file: each fault says its row and column, and what to do about it."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class Fault(Refusal):
    """A fault at one place of a file: a row by its number (a concept by its notation), a column."""

    def __init__(self, row: str, column: str, **mapping: object) -> None:
        super().__init__(f"{row}:{column}", **mapping)
        self.row = row
        self.column = column


class Located(Fault):
    """What the thesaurus itself refuses, at the place of the file that asks for it."""

    def __init__(self, row: str, column: str, refusal: Refusal) -> None:
        super().__init__(row, column)
        self.message, self.remedy = refusal.message, refusal.remedy
        self.refusal = refusal


class UnknownColumn(Fault):
    """A heading that no term knows; its cells would be lost without a word."""

    message = _("unknown_column", default="La colonne « ${value} » est inconnue.")
    remedy = _(
        "unknown_column_remedy",
        default="Corrigez son nom ou supprimez-la. Colonnes possibles : ${choices}.",
    )


class TwiceTheColumn(Fault):
    """Two columns of one name: one of them would win unseen."""

    message = _("twice_the_column", default="La colonne « ${value} » figure deux fois.")
    remedy = _("twice_the_column_remedy", default="Gardez-en une seule.")


class TooManyCells(Fault):
    """A row that is longer than the headings, most often for want of quotation marks."""

    message = _("too_many_cells", default="Cette ligne a plus de cellules que d'en-têtes.")
    remedy = _(
        "too_many_cells_remedy",
        default="Entourez de guillemets le texte qui contient une virgule ou un point-virgule.",
    )


class BrokenRow(Fault):
    """Quotation marks that do not close."""

    message = _("broken_row", default="Cette ligne ne se lit pas : un guillemet n'est pas fermé.")
    remedy = _(
        "broken_row_remedy", default="Rouvrez le fichier dans un tableur et réenregistrez-le."
    )


class MissingParent(Fault):
    """A new term that hangs under nothing."""

    message = _("missing_parent", default="Ce nouveau terme n'est rattaché à rien.")
    remedy = _(
        "missing_parent_remedy",
        default="Donnez l'identifiant du profil ou du type sous lequel il se range.",
    )


class EmptyRow(Fault):
    """A row that names no term."""

    message = _("empty_row", default="Cette ligne ne nomme aucun terme.")
    remedy = _("empty_row_remedy", default="Donnez un libellé et un identifiant, ou supprimez-la.")


class DuplicateSlug(Fault):
    """One identifier for two rows."""

    message = _(
        "duplicate_slug", default="« ${value} » est déjà l'identifiant de la ligne ${first}."
    )
    remedy = _(
        "duplicate_slug_remedy", default="Donnez à chaque terme un identifiant qui lui est propre."
    )


class LevelChanged(Fault):
    """A term that would jump to another level."""

    message = _("level_changed", default="« ${value} » existe déjà à un autre niveau du thésaurus.")
    remedy = _(
        "level_changed_remedy",
        default="Un terme ne change pas de niveau : choisissez un autre identifiant.",
    )


class TwoLabels(Fault):
    """Rows that call one term by different names."""

    message = _(
        "two_labels", default="« ${value} » reçoit deux libellés différents dans le fichier."
    )
    remedy = _(
        "two_labels_remedy", default="Écrivez le même libellé sur toutes les lignes qui le nomment."
    )


class BadDate(Fault):
    """Not a day of the calendar."""

    message = _("bad_date", default="« ${value} » n'est pas une date.")
    remedy = _("bad_date_remedy", default="Écrivez-la ainsi : 2026-03-02 ou 02/03/2026.")


class NotAmong(Fault):
    """A value outside a closed list: services, classes, asked fields, states."""

    message = _("not_among", default="« ${value} » n'est pas une valeur connue.")
    remedy = _("not_among_remedy", default="Valeurs possibles : ${choices}.")


class ForbiddenCharacter(Fault):
    """A character that is none: a control code."""

    message = _("forbidden_character", default="Ce texte contient un caractère illisible.")
    remedy = _("forbidden_character_remedy", default="Retapez ce texte.")


class SuccessorCycle(Fault):
    """Terms that replace one another in a circle."""

    message = _("successor_cycle", default="Ces remplacements tournent en rond par « ${value} ».")
    remedy = _("successor_cycle_remedy", default="Gardez l'un de ces termes sans remplaçant.")


class MergeUndone(Fault):
    """A merge is not taken back by a file: its documents have moved."""

    message = _("merge_undone", default="Ce terme a été fusionné avec « ${value} ».")
    remedy = _(
        "merge_undone_remedy",
        default="Une importation ne défait pas une fusion : laissez ce remplaçant.",
    )


class StillProposed(Fault):
    """A proposed term does not come into force by a file."""

    message = _("still_proposed", default="Ce terme est encore une proposition.")
    remedy = _(
        "still_proposed_remedy", default="Acceptez ou refusez cette proposition avant d'importer."
    )


class SeveralValues(Fault):
    """A property that a concept may have once."""

    message = _("several_values", default="Ce concept a plusieurs fois cette propriété.")
    remedy = _("several_values_remedy", default="Gardez-en une seule.")


class BroaderCycle(Fault):
    """Concepts that stand under one another in a circle."""

    message = _("broader_cycle", default="Ces concepts sont rangés en rond, l'un sous l'autre.")
    remedy = _(
        "broader_cycle_remedy", default="Gardez l'un d'eux en tête, sans concept plus large."
    )


class WrongDepth(Fault):
    """A concept at a depth or level that the thesaurus does not have."""

    message = _("wrong_depth", default="Ce concept n'est pas à un niveau du thésaurus.")
    remedy = _(
        "wrong_depth_remedy",
        default="Il y a trois niveaux : le profil, le type de document, l'inventaire.",
    )
