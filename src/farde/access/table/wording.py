"""The matrix in words: columns, letters, scopes and groups of rows."""

from farde.core.i18n import _

COLUMNS = {
    "front-desk": _("column_front_desk", default="Accueil"),
    "scan": _("column_scan", default="Scan et classement"),
    "caseworker": _("column_caseworker", default="AS titulaire ou remplaçant"),
    "supervisor": _("column_supervisor", default="AS en chef"),
    "legal": _("column_legal", default="Service juridique"),
    "secretariat": _("column_secretariat", default="Secrétariat du comité"),
    "committee": _("column_committee", default="Comité, président"),
    "payments": _("column_payments", default="Visa, paiements"),
    "notification": _("column_notification", default="Notification"),
    "recovery": _("column_recovery", default="Avance/Récup"),
    "referents": _("column_referents", default="Référents"),
    "bcss": _("column_bcss", default="Cellule BCSS"),
    "records": _("column_records", default="Gestion de l'information"),
    "privacy": _("column_privacy", default="Protection des données"),
    "it": _("column_it", default="Administration technique"),
}

LETTERS = {
    "R": _("letter_read", default="lit"),
    "C": _("letter_create", default="crée"),
    "E": _("letter_edit", default="modifie"),
    "K": _("letter_classify", default="classe"),
    "A": _("letter_advise", default="donne un avis"),
    "V": _("letter_validate", default="valide ou décide"),
    "T": _("letter_ticket", default="traite le ticket"),
    "m": _("letter_minimal", default="sait que cela existe, sans le contenu"),
}

SCOPES = {
    "types": _("scope_types", default="types du service"),
    "bundle": _("scope_bundle", default="pièces de la séance"),
    "author": _("scope_author", default="s'il l'a écrit"),
    "grant": _("scope_grant", default="si l'auteur le montre"),
    "own": _("scope_own", default="les siens"),
}

#: By portal type; what is not built yet has none.
GROUPS = {
    "Person": _("group_person", default="Personne"),
    "Dossier": _("group_dossier", default="Dossier"),
    "CaptureBatch": _("group_deposit", default="Dépôts"),
    "CaseDocument": _("group_document", default="Documents"),
    "Ticket": _("group_followup", default="Tickets et signaux"),
    "Signal": _("group_followup", default="Tickets et signaux"),
    "": _("group_planned", default="Prévu, pas encore construit"),
}
