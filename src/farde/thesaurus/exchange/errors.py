"""Files that cannot be read at all, or have nothing to say."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class FileRefusal(Refusal):
    """A file that is refused as a whole."""

    field = "file"


class MissingTable(FileRefusal):
    """Nothing was sent."""

    message = _("missing_table", default="Aucun fichier n'a été choisi.")
    remedy = _("missing_table_remedy", default="Choisissez un fichier CSV, Turtle ou RDF/XML.")


class TableTooLarge(FileRefusal):
    """More than a thesaurus can weigh."""

    status = 413
    message = _("table_too_large", default="Ce fichier dépasse ${limit} Mo.")
    remedy = _("table_too_large_remedy", default="Répartissez les termes sur plusieurs fichiers.")


class UnreadableText(FileRefusal):
    """Bytes that are no text of an encoding in use."""

    message = _("unreadable_text", default="Les lettres de ce fichier ne se lisent pas.")
    remedy = _(
        "unreadable_text_remedy",
        default="Dans Excel, enregistrez-le sous « CSV UTF-8 (délimité par des virgules) ».",
    )


class NoTermColumns(FileRefusal):
    """A table without the columns that name terms."""

    message = _("no_term_columns", default="La première ligne ne nomme aucune colonne de termes.")
    remedy = _(
        "no_term_columns_remedy",
        default="Reprenez les en-têtes d'un export, par exemple type_de_document et type_id.",
    )


class SpreadsheetFile(FileRefusal):
    """A workbook instead of a table."""

    message = _("spreadsheet_file", default="C'est un classeur, pas un fichier CSV.")
    remedy = _(
        "spreadsheet_file_remedy",
        default="Dans Excel, enregistrez-le sous « CSV UTF-8 (délimité par des virgules) ».",
    )


class BrokenGraph(FileRefusal):
    """RDF that its parser refuses."""

    message = _("broken_graph", default="Ce fichier SKOS ne se lit pas${where}.")
    remedy = _("broken_graph_remedy", default="Exportez-le à nouveau, en Turtle de préférence.")


class EntitiesInside(FileRefusal):
    """XML that declares entities, which could swell without end."""

    message = _("entities_inside", default="Ce fichier RDF/XML déclare des entités.")
    remedy = _("entities_inside_remedy", default="Exportez-le en Turtle, qui n'en a pas.")


class NoConcepts(FileRefusal):
    """A graph about something else."""

    message = _("no_concepts", default="Ce fichier ne contient aucun concept SKOS.")
    remedy = _("no_concepts_remedy", default="Vérifiez que c'est bien l'export d'un thésaurus.")


class NothingDiffers(FileRefusal):
    """A file that says what the thesaurus says."""

    status = 409
    message = _("nothing_differs", default="Ce fichier ne change rien au thésaurus.")
    remedy = _("nothing_differs_remedy", default="Vérifiez que c'est bien la nouvelle version.")
