"""What the inbox says."""

from zope.i18n import translate

from farde.core.i18n import _
from farde.core.people import display_name
from farde.tickets import inbox, roles

PARTS = {
    inbox.MINE: _("inbox_tab_mine", default="Ma boîte"),
    inbox.SERVICE: _("inbox_tab_service", default="Mon service"),
    inbox.STAND_IN: _("inbox_tab_stand_in", default="Pour qui je remplace"),
    inbox.OVERDUE: _("inbox_tab_overdue", default="En retard"),
    inbox.TEAM: _("inbox_tab_team", default="File de l'équipe"),
    inbox.DONE: _("inbox_tab_done", default="Terminé"),
}

KINDS = {
    "ticket": _("inbox_tickets", default="Tickets"),
    "signal": _("inbox_signals", default="Signaux"),
}

_THANKS = {
    "take": _("inbox_taken", default="Le ticket est pris en charge."),
    "finish": _("inbox_finished", default="Le ticket est traité."),
    "read": _("inbox_read", default="Le signal est lu."),
    "hand-over": _("inbox_handed_over", default="Le ticket est transmis."),
    "make-ticket": _("inbox_ticket_made", default="Le signal est devenu un ticket."),
    "cancel": _("inbox_cancelled", default="Le ticket est annulé."),
    "done": _("inbox_done_one", default="C'est fait."),
}

_EMPTY = {
    inbox.MINE: _(
        "inbox_empty",
        default="Rien ne vous attend. Les nouveaux documents de vos dossiers apparaîtront ici.",
    ),
    inbox.SERVICE: _("inbox_empty_service", default="Rien n'attend votre service."),
    inbox.STAND_IN: _(
        "inbox_empty_stand_in", default="Rien n'attend la personne que vous remplacez."
    ),
    inbox.OVERDUE: _("inbox_empty_overdue", default="Rien n'est en retard."),
    inbox.TEAM: _(
        "inbox_empty_team",
        default="Rien n'attend sans réponse : chaque ticket de l'équipe a quelqu'un.",
    ),
    inbox.DONE: _("inbox_empty_done", default="Rien n'a encore été traité."),
}

#: The words of the page's script, under the names that it knows them by.
SCRIPT = {
    "new": _("inbox_script_new", default="Nouveau dans votre boîte : ${count}"),
    "changed": _("inbox_script_changed", default="Vos collègues ont avancé : ${count}"),
    "show": _("inbox_script_show", default="Mettre la liste à jour"),
    "gone": _("inbox_script_gone", default="Traité par un collègue entre-temps"),
    "chosen": _("inbox_script_chosen", default="Sélection : ${count}"),
    "lost": _(
        "inbox_script_lost",
        default="La connexion ne répond pas. Rien n'est perdu : recommencez dans un instant.",
    ),
    "signed_out": _(
        "inbox_script_signed_out",
        default="Vous n'êtes plus connecté. Rien n'est perdu : reconnectez-vous dans un autre "
        "onglet, puis recommencez ici.",
    ),
    "opened": _("inbox_script_opened", default="Document ouvert à côté de la liste"),
    "empty": _("inbox_script_empty", default="Tout est traité sur cette page."),
}


_ENTER = _("inbox_key_cap_enter", default="Entrée")
_SHIFT = _("inbox_key_cap_shift", default="Maj")
_ESCAPE = _("inbox_key_cap_escape", default="Échap")
#: What the keyboard does; the script knows the keys.
KEYS = (
    (("j", "↓"), _("inbox_key_down", default="Ligne suivante")),
    (("k", "↑"), _("inbox_key_up", default="Ligne précédente")),
    (("o", _ENTER), _("inbox_key_open", default="Ouvrir le document à côté de la liste")),
    (("n",), _("inbox_key_next", default="Ligne suivante, avec son document")),
    (("d",), _("inbox_key_done", default="Ticket : écrire le résultat. Signal : lu")),
    (("t",), _("inbox_key_take", default="Prendre le ticket en charge")),
    (("x",), _("inbox_key_choose", default="Ajouter à la sélection, ou l'en retirer")),
    ((_SHIFT, "X"), _("inbox_key_choose_all", default="Tout sélectionner, ou rien")),
    (("/",), _("inbox_key_filter", default="Filtrer")),
    ((_ESCAPE,), _("inbox_key_back", default="Revenir à la liste")),
    (("?",), _("inbox_key_help", default="Cette aide")),
)


def thanks(action: str, count: int):
    """Return what is said when all was done."""
    if count == 1:
        return _THANKS[action]
    return _(
        "inbox_done_many",
        default="C'est fait. Lignes traitées : ${count}.",
        mapping={"count": count},
    )


def nothing(asked: inbox.Asked):
    """Return what is said where the list is empty."""
    if asked.narrowed:
        return _("inbox_empty_filtered", default="Rien ne correspond à ces filtres.")
    return _EMPTY.get(asked.part, _EMPTY[inbox.MINE])


def said(action: str, done: int, refused: int):
    """Return what is said of what was done and refused."""
    if not refused:
        return thanks(action, done)
    return _(
        "inbox_done_partly",
        default="Lignes traitées : ${done}. Pas encore : ${refused}, la raison est sous chacune.",
        mapping={"done": done, "refused": refused},
    )


def whose(of: str, request) -> str:
    """Return whose work is looked at: a caseworker's, a service's, or nobody's."""
    if of == inbox.NOBODY:
        return translate(_("board_nobody", default="Sans AS titulaire"), context=request)
    title = roles.ROLE_TITLES.get(of)
    return translate(title, context=request) if title is not None else display_name(of)
