"""How rules are told to people."""

from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.core.i18n import _
from farde.thesaurus import operations as thesaurus
from farde.tickets import roles

#: When an action of a rule applies.
WHEN = {
    "always": _("when_always", default="Toujours"),
    "active_ri": _("when_active_ri", default="Si le dossier a un RI actif"),
    "no_active_ri": _("when_no_active_ri", default="Si le dossier n'a pas de RI actif"),
}
#: What an action raises.
KIND_TITLES = {
    "signal": _("kind_signal", default="Signal"),
    "ticket": _("kind_ticket", default="Ticket"),
}
WHENS = SimpleVocabulary([SimpleTerm(name, name, title) for name, title in WHEN.items()])


def spoken(message) -> str:
    """Return a message in the language of the request, French outside of one."""
    return translate(message, context=getRequest(), target_language=None if getRequest() else "fr")


def type_label(type_id: str) -> str:
    """Return the present label of a document type, its id where it left the thesaurus."""
    term = thesaurus.resolve("DocumentType", type_id)
    return term.label if term is not None else type_id


def present_type(type_id: str) -> str:
    """Return the id that stands today for a type: that of the one it was merged into."""
    term = thesaurus.resolve("DocumentType", type_id)
    return term.id if term is not None else type_id


def same_type(type_id: str, other_id: str) -> bool:
    """Tell whether two ids mean the same type today: types that were merged do."""
    if type_id == other_id:
        return True
    meant = thesaurus.resolve("DocumentType", type_id)
    return meant is not None and meant == thesaurus.resolve("DocumentType", other_id)


def effect(kind, role: str, when: str) -> str:
    """Return what an action does: kind, role and, unless it always applies, when."""
    text = f"{spoken(kind)} → {spoken(roles.title(role))}"
    return text if when == "always" else f"{text} · {spoken(WHEN[when])}"
