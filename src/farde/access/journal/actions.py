"""What can happen to a dossier's secrets, as codes that are stored and words that are shown."""

from farde.core.i18n import _

VIEW = "view"
PREVIEW = "preview"
DOWNLOAD = "download"
PRINT = "print"
EXPORT = "export"
REST = "rest"
SEARCH_OPENING = "search-opening"
LOOKUP = "lookup"
EDIT = "edit"
JOURNAL = "journal"
DENIED = "denied"
BREAK_GLASS = "break-glass"
GRANT = "grant"
END = "end"
TRANSFER = "transfer"
PROTECT = "protect"
STAND_IN = "stand-in"
#: Events that could not be noted at the time; how many stands in the detail.
GAP = "gap"

TITLES = {
    VIEW: _("action_view", default="Consultation"),
    PREVIEW: _("action_preview", default="Pages feuilletées"),
    DOWNLOAD: _("action_download", default="Téléchargement"),
    PRINT: _("action_print", default="Impression"),
    EXPORT: _("action_export", default="Export"),
    REST: _("action_rest", default="Lecture par une application"),
    SEARCH_OPENING: _("action_search_opening", default="Ouverture depuis la recherche"),
    LOOKUP: _("action_lookup", default="Recherche"),
    EDIT: _("action_edit", default="Modification"),
    JOURNAL: _("action_journal", default="Consultation du journal"),
    DENIED: _("action_denied", default="Accès refusé"),
    BREAK_GLASS: _("action_break_glass", default="Bris de glace"),
    GRANT: _("action_grant", default="Accès donné"),
    END: _("action_end", default="Accès retiré"),
    TRANSFER: _("action_transfer", default="Transfert"),
    PROTECT: _("action_protect", default="Protection du dossier"),
    STAND_IN: _("action_stand_in", default="Remplacement"),
    GAP: _("action_gap", default="Lacune du journal"),
}

CHANNELS = {
    "page": _("channel_page", default="écran"),
    "rest": _("channel_rest", default="application"),
    "worker": _("channel_worker", default="tâche de fond"),
    "command": _("channel_command", default="commande"),
}

KINDS = {
    "dossier": _("kind_dossier", default="Dossier"),
    "person": _("kind_person", default="Fiche de la personne"),
    "document": _("kind_document", default="Document"),
    "signal": _("kind_signal", default="Signal"),
    "ticket": _("kind_ticket", default="Ticket"),
    "deposit": _("kind_deposit", default="Dépôt"),
    "journal": _("kind_journal", default="Journal des accès"),
    "search": _("kind_search", default="parmi les dossiers"),
}
