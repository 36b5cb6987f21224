"""What the pages of the room say of deposits."""

from farde.capture import work
from farde.core.i18n import _
from farde.document.operations import dossier_of

#: Where a deposit stands while it is not filed.
STATE_TITLES = {
    "prepared": _("batch_prepared", default="À classer"),
    "received": _("batch_in_preparation", default="En préparation"),
    "blocked": _("batch_blocked", default="À débloquer"),
    "awaiting": _("batch_awaiting", default="Pages attendues"),
}


_GAVE_UP = _(
    "batch_gave_up", default="La machine a essayé trois fois, sans succès ; elle n'essaie plus."
)
_UNREAD = _(
    "batch_unread",
    default="La machine n'a pas pu tout lire : classez les pages comme elles sont.",
)


def fault_words(batch):
    """Return why a deposit is not ready, or not read; "" where nothing went wrong."""
    state = work.of(batch)
    if not state.reason:
        return ""
    return _UNREAD if state.plan is not None else state.why or _GAVE_UP


def filed_words(documents: list):
    """Return what the capture page says of what was just filed: the numbers of the dossiers."""
    if not documents:
        return _(
            "document_to_check", default="Un collègue confirme ce document avant le classement."
        )
    numbers = ", ".join(dossier_of(one).getId() for one in documents)
    if len(documents) > 1:
        return _(
            "document_filed_in_all",
            default="Le document est classé dans chacun de ces dossiers : ${numbers}.",
            mapping={"numbers": numbers},
        )
    return _(
        "document_filed",
        default="Le document est classé dans le dossier ${number}.",
        mapping={"number": numbers},
    )
