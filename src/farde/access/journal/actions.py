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
DEPOSIT = "deposit"
GRANT = "grant"
END = "end"
TRANSFER = "transfer"
PROTECT = "protect"
UNPROTECT = "unprotect"
DENY = "deny"
UNDENY = "undeny"
NARROW = "narrow"
WIDEN = "widen"
STAND_IN = "stand-in"
STAND_IN_END = "stand-in-end"
MISFILED = "misfiled"
REFILED = "refiled"
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
    DEPOSIT: _("action_deposit", default="Dépôt"),
    BREAK_GLASS: _("action_break_glass", default="Bris de glace"),
    GRANT: _("action_grant", default="Accès donné"),
    END: _("action_end", default="Accès retiré"),
    TRANSFER: _("action_transfer", default="Transfert"),
    PROTECT: _("action_protect", default="Protection du dossier"),
    UNPROTECT: _("action_unprotect", default="Fin de la protection"),
    DENY: _("action_deny", default="Agent écarté du dossier"),
    UNDENY: _("action_undeny", default="Agent à nouveau admis"),
    NARROW: _("action_narrow", default="Lecture restreinte"),
    WIDEN: _("action_widen", default="Fin de la restriction"),
    STAND_IN: _("action_stand_in", default="Remplacement noté"),
    STAND_IN_END: _("action_stand_in_end", default="Remplacement retiré"),
    MISFILED: _("action_misfiled", default="Document signalé mal dirigé"),
    REFILED: _("action_refiled", default="Document mal dirigé, reclassé"),
    GAP: _("action_gap", default="Lacune du journal"),
}

#: What happened to the access itself: who was let in, and who no longer.
CHANGES = (
    *(GRANT, END, TRANSFER, PROTECT, UNPROTECT, DENY, UNDENY),
    *(NARROW, WIDEN, STAND_IN, STAND_IN_END),
)
#: What was done about a document in the dossier of the wrong person.
CORRECTIONS = (MISFILED, REFILED)
#: Told only to who may keep a colleague out: whoever is kept out has a reason to be left in peace.
DISCREET = (DENY, UNDENY)

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
