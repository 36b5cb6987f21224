"""Why a signal or ticket was raised, in the words of the reader's language."""

from farde.core.i18n import _

NEW_DOCUMENT = "new-document"
TO_HANDLE = "to-handle"
#: Why a signal or ticket was taken back, where nobody wrote it.
RECLASSIFIED = "reclassified"
#: Why it was taken back where the document lies in the dossier of the wrong person.
MISFILED = "misfiled"

KIND_TITLES = {
    "Signal": _("kind_signal", default="Signal"),
    "Ticket": _("kind_ticket", default="Ticket"),
}

_TITLES = {
    NEW_DOCUMENT: _("reason_new_document", default="Nouveau document : ${type}"),
    TO_HANDLE: _("reason_to_handle", default="À traiter : ${type}"),
}


def is_usual(reason: str) -> bool:
    """Tell whether a reason says no more than that there is a document of some type."""
    return reason in _TITLES


def reason_label(reason: str, type_label: str):
    """Return the text of a known reason; any other is a text of its own, as a rule gave it."""
    title = _TITLES.get(reason)
    if title is None:
        return reason
    return _(str(title), default=title.default, mapping={"type": type_label})


def note_label(note: str):
    """Return why a signal or ticket was handed over or cancelled, translatable or as written."""
    if note == RECLASSIFIED:
        return _("note_reclassified", default="Document reclassé")
    if note == MISFILED:
        return _("note_misfiled", default="Document mal dirigé, retiré")
    return note
