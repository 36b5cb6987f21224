"""What the desk says, and what its script says."""

from datetime import datetime, timedelta

from zope.i18n import translate

from farde.capture.plan import REASONS
from farde.core import clock
from farde.core.i18n import _

REASON_TITLES = {
    "blank": _("desk_reason_blank", default="Page blanche"),
    "separator": _("desk_reason_separator", default="Feuille de séparation"),
    "duplicate": _("desk_reason_duplicate", default="Page en double"),
    "rescanned": _("desk_reason_rescanned", default="Numérisée à nouveau"),
    "other": _("desk_reason_other", default="Autre motif"),
}

NOTICES = {
    "received": _(
        "desk_notice_received",
        default="Les pages sont en cours de préparation ; elles arrivent d'elles-mêmes.",
    ),
    "blocked": _(
        "desk_notice_blocked",
        default="Ce dépôt n'a pas pu être préparé. Le fichier reçu est conservé tel quel.",
    ),
    "awaiting": _(
        "desk_notice_awaiting",
        default="Annoncé, mais pas encore numérisé : les pages arriveront avec le scan.",
    ),
}

ASKED = _("desk_rescan_asked", default="${who} a demandé un nouveau scan : ${why}.")

AUTOMATIC = _("desk_automatic", default="message automatique")

OWN_CHECK = _("desk_check_own", default="Chez un collègue, pour contrôle")
TO_CHECK = _("desk_check_of", default="À contrôler : préparé par ${who}")
RETURNED = _("desk_check_returned", default="Renvoyé par ${who} : ${why}")
CHECKS = _("desk_checks", default="${count} à contrôler")

KIND_TITLES = {
    "eml": _("desk_kind_eml", default="message"),
    "office": _("desk_kind_office", default="fichier bureautique"),
}

#: What is told once a person has decided.
DECIDED = {
    "retry": _("desk_decided_retry", default="La préparation est relancée."),
    "rescan": _("desk_decided_rescan", default="Le nouveau scan est demandé ; le dépôt attend."),
    "withdraw": _("desk_decided_withdraw", default="Le dépôt n'attend plus de nouveau scan."),
    "discard": _("desk_decided_discard", default="Le dépôt est écarté, avec son motif."),
}

FINISHED = _("desk_finished", default="Le dépôt est terminé.")

#: What the script says. ``_one`` and ``_many`` are the two forms of a count.
SAID = {
    "aside": _("desk_aside", default="Pages écartées"),
    "part": _("desk_part", default="Document ${number}"),
    "part_of": _("desk_part_of", default="Document ${number} sur ${all}"),
    "page": _("desk_page", default="Page ${number}"),
    "pages_one": _("desk_pages_one", default="1 page"),
    "pages_many": _("desk_pages_many", default="${count} pages"),
    "parts_one": _("desk_parts_one", default="1 à classer"),
    "parts_many": _("desk_parts_many", default="${count} à classer"),
    "proposed": _("desk_proposed", default="proposé : ${reason}"),
    "turned": _("desk_turned", default="tournée de ${degrees}°"),
    "filed": _("desk_filed", default="Classé"),
    "join": _("desk_join", default="Réunir"),
    "join_help": _("desk_join_help", default="Réunir avec le document précédent (M)"),
    "collate": _("desk_collate", default="Intercaler recto et verso"),
    "collate_help": _(
        "desk_collate_help",
        default="Ce document est fait des versos du précédent, à partir de la dernière feuille",
    ),
    "collate_same": _("desk_collate_same", default="… versos dans le même ordre"),
    "cut_here": _("desk_cut_here", default="Couper ici (S)"),
    "balance": _("desk_balance", default="${pages} = ${kept} + ${out}"),
    "kept_one": _("desk_kept_one", default="${count} classée ou à classer"),
    "kept_many": _("desk_kept_many", default="${count} classées ou à classer"),
    "out_one": _("desk_out_one", default="${count} écartée"),
    "out_many": _("desk_out_many", default="${count} écartées"),
    "to_complete": _(
        "desk_to_complete", default="Il manque des indications : voyez les champs marqués."
    ),
    "stale": _(
        "desk_stale",
        default="Ce dépôt a changé entre-temps : le voici à jour. Refaites votre dernier geste.",
    ),
    "signed_out": _(
        "desk_signed_out",
        default="Votre session est terminée. Reconnectez-vous dans un autre onglet, puis continuez "
        "ici : ce que vous avez saisi est gardé.",
    ),
    "original": _("desk_original", default="Fichier reçu (${kind})"),
    "why_rescan": _("desk_why_rescan", default="Demander un nouveau scan"),
    "rescan_pages_one": _("desk_rescan_page", default="1 page à numériser à nouveau."),
    "rescan_pages_many": _("desk_rescan_pages", default="${count} pages à numériser à nouveau."),
    "rescan_all": _("desk_rescan_all", default="Tout le dépôt est à numériser."),
    "why_discard": _("desk_why_discard", default="Écarter tout le dépôt"),
    "why_discard_help": _(
        "desk_why_discard_help",
        default="Ce qui n'est pas encore classé quitte la file. Le motif reste avec le dépôt.",
    ),
    "readonly": _("desk_readonly", default="Lecture seule : ce dépôt est sur un autre bureau."),
    "closed": _("desk_closed", default="Ce document est déjà classé."),
    "lost": _(
        "desk_lost", default="Le serveur ne répond pas. Rien de ce qui est saisi n'est perdu."
    ),
    "nothing_to_cut": _("desk_nothing_to_cut", default="Il n'y a rien à couper avant cette page."),
    "nothing_to_merge": _(
        "desk_nothing_to_merge", default="Il n'y a pas de document ouvert à réunir avec celui-ci."
    ),
    "nothing_to_discard": _("desk_nothing_to_discard", default="Ces pages sont déjà écartées."),
    "nothing_to_restore": _(
        "desk_nothing_to_restore", default="Placez-vous sur une page écartée pour la reprendre."
    ),
    "nothing_to_undo": _("desk_nothing_to_undo", default="Il n'y a rien à annuler."),
    "nothing_to_redo": _("desk_nothing_to_redo", default="Il n'y a rien à rétablir."),
    "no_next": _("desk_no_next", default="Aucun autre dépôt libre n'attend."),
    "taken": _("desk_taken", default="${field} : ${value}, repris de la proposition."),
    "said_cut": _("desk_said_cut", default="Coupé avant la page ${number}."),
    "said_merge_one": _("desk_said_merge", default="Documents réunis."),
    "said_merge_many": _("desk_said_merge", default="Documents réunis."),
    "said_collate_many": _("desk_said_collate", default="Rectos et versos intercalés."),
    "said_move_one": _("desk_said_move_one", default="Page déplacée."),
    "said_move_many": _("desk_said_move_many", default="${count} pages déplacées."),
    "said_apart_one": _("desk_said_apart_one", default="Page mise à part."),
    "said_apart_many": _("desk_said_apart_many", default="${count} pages mises à part."),
    "said_turn_one": _("desk_said_turn_one", default="Page tournée."),
    "said_turn_many": _("desk_said_turn_many", default="${count} pages tournées."),
    "said_discard_one": _("desk_said_discard_one", default="Page écartée : ${reason}."),
    "said_discard_many": _(
        "desk_said_discard_many", default="${count} pages écartées : ${reason}."
    ),
    "said_restore_one": _("desk_said_restore_one", default="Page reprise."),
    "said_restore_many": _("desk_said_restore_many", default="${count} pages reprises."),
    "said_undo": _("desk_said_undo", default="Annulé."),
    "said_redo": _("desk_said_redo", default="Rétabli."),
    **{f"reason_{name}": REASON_TITLES[name] for name in REASONS},
}

_MINUTES = _("desk_minutes", default="${count} min")
_HOURS = _("desk_hours", default="${count} h")
_DAYS = _("desk_days", default="${count} j")


def age(since: datetime) -> str:
    """Return how long ago something was, in the largest unit that fits."""
    passed = max(clock.now() - since, timedelta(0))
    minutes = int(passed.total_seconds() // 60)
    if minutes < 60:
        return counted(_MINUTES, minutes)
    return counted(_HOURS, minutes // 60) if passed.days < 2 else counted(_DAYS, passed.days)


def counted(message, count: int) -> str:
    """Return a text with its count."""
    return translate(_(str(message), default=message.default, mapping={"count": str(count)}))


#: The keys of the desk, in the order of the work.
KEYS = (
    (
        "← ↑ → ↓",
        _("desk_key_walk", default="Aller de page en page ; avec Maj, en choisir plusieurs"),
    ),
    ("Page ↑ ↓", _("desk_key_part", default="Document précédent, document suivant")),
    ("S", _("desk_key_cut", default="Couper avant cette page")),
    (
        "M",
        _("desk_key_merge", default="Réunir avec le document précédent, ou les documents choisis"),
    ),
    ("D", _("desk_key_apart", default="Mettre les pages choisies à part")),
    ("Ctrl ← →", _("desk_key_move", default="Déplacer les pages choisies")),
    ("R · Maj R", _("desk_key_turn", default="Tourner à droite, à gauche")),
    ("V", _("desk_key_rescan", default="Demander un nouveau scan des pages choisies")),
    ("Suppr", _("desk_key_discard", default="Écarter, avec un motif")),
    ("U", _("desk_key_restore", default="Reprendre une page écartée")),
    ("Ctrl Z · Ctrl Y", _("desk_key_undo", default="Annuler, rétablir")),
    ("+ · - · 0", _("desk_key_zoom", default="Agrandir, réduire, page entière")),
    ("↵", _("desk_key_form", default="Passer au formulaire ; Échap pour en revenir")),
    ("Alt 1 … 9", _("desk_key_take", default="Reprendre la proposition de ce numéro")),
    ("Ctrl ↵", _("desk_key_file", default="Classer et passer au suivant")),
    ("N", _("desk_key_next", default="Dépôt suivant, sans classer celui-ci")),
)
