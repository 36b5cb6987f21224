"""Causes: for what reason someone is in a circle, in ids and in words."""

from farde.core.i18n import _

#: The people named on the dossier: AS titulaire, référent.
HOLDER = "holder"
#: Nobody is named: the supervisors answer.
FALLBACK = "fallback"
#: The supervisors of the caseworker's team.
TEAM = "team"
#: A named reader of a protected dossier, or one let in by a person.
NAMED = "named-reader"
#: Who wrote a personal note.
AUTHOR = "author"
#: A personal note shown by its author.
GRANT = "grant"
#: The dossier is frozen: legal service and privacy officer watch over it.
FREEZE = "freeze"

_TICKET, _SIGNAL, _STAND_IN = "ticket", "signal", "stand-in"
_BREAK_GLASS, _BUNDLE = "break-glass", "bundle"

_WORDS = {
    HOLDER: _("cause_holder", default="Titulaire du dossier"),
    FALLBACK: _("cause_fallback", default="Dossier sans titulaire, suivi par l'AS en chef"),
    TEAM: _("cause_team", default="AS en chef de l'équipe"),
    NAMED: _("cause_named", default="Lecteur désigné nommément"),
    AUTHOR: _("cause_author", default="Auteur de la note"),
    GRANT: _("cause_grant", default="Note partagée par son auteur"),
    FREEZE: _("cause_freeze", default="Dossier gelé"),
    _TICKET: _("cause_ticket", default="Ticket confié au service"),
    _SIGNAL: _("cause_signal", default="Signal adressé au service"),
    _STAND_IN: _("cause_stand_in", default="Remplacement d'un collègue absent"),
    _BREAK_GLASS: _("cause_break_glass", default="Bris de glace"),
    _BUNDLE: _("cause_bundle", default="Pièce présentée au comité"),
}


def ticket(uid: str) -> str:
    """Return the cause of a service that has a ticket in the dossier."""
    return f"{_TICKET}:{uid}"


def signal(uid: str) -> str:
    """Return the cause of a service that was told of a document."""
    return f"{_SIGNAL}:{uid}"


def stand_in(absent: str) -> str:
    """Return the cause of a stand-in."""
    return f"{_STAND_IN}:{absent}"


def break_glass(name: str) -> str:
    """Return the cause of an opening in an emergency."""
    return f"{_BREAK_GLASS}:{name}"


def bundle(name: str) -> str:
    """Return the cause of a committee that reads the pieces of a session."""
    return f"{_BUNDLE}:{name}"


def kind_of(cause: str) -> str:
    """Return the kind of a cause: ``ticket`` for ``ticket:<uid>``."""
    return cause.partition(":")[0]


def subject_of(cause: str) -> str:
    """Return what a cause is about: the UID of a ticket, the absent colleague; else ""."""
    return cause.partition(":")[2]


def words(cause: str, function: str = ""):
    """Return a cause as people say it, translatable; a referent holds another function."""
    if cause == HOLDER and function == "referent":
        return _("cause_referent", default="Référent du dossier")
    return _WORDS.get(kind_of(cause), cause)
