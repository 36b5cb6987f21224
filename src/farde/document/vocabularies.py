"""Fixed vocabularies of a document."""

from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.core.i18n import _

#: The client's *Genre*.
DIRECTION_TITLES = {
    "incoming": _("direction_incoming", default="Entrant"),
    "internal": _("direction_internal", default="Interne"),
    "outgoing": _("direction_outgoing", default="Sortant"),
}

#: The circuits of capture, and what came without paper.
CHANNEL_TITLES = {
    "mail": _("channel_mail", default="Courrier"),
    "email": _("channel_email", default="Courriel"),
    "counter": _("channel_counter", default="Guichet"),
    "interview": _("channel_interview", default="Entretien"),
    "online": _("channel_online", default="En ligne"),
    "api": _("channel_api", default="Application tierce"),
}

#: In the dossier of the wrong person: hidden from everybody.
MISFILED = "misfiled"
#: Where a document's workflow can stand; the same ids as in ``definition.xml``.
STATE_TITLES = {
    "indexed": _("state_indexed", default="À lire"),
    "seen": _("state_seen", default="Vu"),
    "handled": _("state_handled", default="Traité"),
    MISFILED: _("state_misfiled", default="Mal dirigé"),
}

#: How far recognition has come.
RECOGNITION_TITLES = {
    "waiting": _("recognition_waiting", default="En attente de lecture"),
    "running": _("recognition_running", default="Lecture en cours"),
    "done": _("recognition_done", default="Lisible"),
    "unreadable": _("recognition_unreadable", default="Non reconnu"),
}


def _vocabulary(titles: dict) -> SimpleVocabulary:
    return SimpleVocabulary([SimpleTerm(key, key, title) for key, title in titles.items()])


DIRECTIONS = _vocabulary(DIRECTION_TITLES)
CHANNELS = _vocabulary(CHANNEL_TITLES)
