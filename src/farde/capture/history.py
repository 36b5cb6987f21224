"""What happened to a deposit, step by step: who did what, when, and how many pages it was about."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from BTrees.OOBTree import OOBTree
from zope.annotation.interfaces import IAnnotations

from farde.core import clock
from farde.core.i18n import _
from farde.core.visitor import current_user_id

_ANNOTATION = "farde.capture.history"

TITLES = {
    "deposited": _("history_deposited", default="Déposé"),
    "converted": _("history_converted", default="Converti en pages"),
    "prepared": _("history_prepared", default="Pages reconnues et découpage proposé"),
    "cut": _("history_cut", default="Découpé"),
    "merged": _("history_merged", default="Parties réunies"),
    "collated": _("history_collated", default="Rectos et versos intercalés"),
    "moved": _("history_moved", default="Pages déplacées"),
    "set-apart": _("history_set_apart", default="Pages mises à part"),
    "turned": _("history_turned", default="Pages tournées"),
    "discarded": _("history_discarded", default="Pages écartées"),
    "restored": _("history_restored", default="Pages reprises"),
    "filed": _("history_filed", default="Classé"),
    "filed-by-sheet": _(
        "history_filed_by_sheet", default="Classé d'après sa feuille de séparation, sans relecture"
    ),
    "blocked": _("history_blocked", default="Mis de côté : une personne doit décider"),
    "retried": _("history_retried", default="Préparation relancée"),
    "rescan-asked": _("history_rescan_asked", default="Nouveau scan demandé"),
    "awaiting": _("history_awaiting", default="En attente de ses pages"),
    "emptied": _("history_emptied", default="Dépôt écarté en entier"),
    "sent-back": _("history_sent_back", default="Renvoyé pour un nouveau profilage"),
    "rescanned": _("history_rescanned", default="Nouveau scan reçu"),
    "checked": _("history_checked", default="Contrôlé"),
    "refiled": _("history_refiled", default="Classé ailleurs"),
}


@dataclass(frozen=True)
class Note:
    """One step: ``what`` is a key of TITLES, ``who`` a user id, "" for the worker."""

    at: datetime
    what: str
    who: str
    facts: Mapping[str, object] = field(default_factory=dict)


def note(batch, what: str, **facts: object) -> None:
    """Add a step to the history of a deposit; facts are counts, codes and ids, never names.

    Raises ValueError for a step that has no title.
    """
    if what not in TITLES:
        raise ValueError(f"{what} is no step of a deposit")
    at = clock.now()
    # Two that write at once write different keys, which the tree takes without a conflict.
    key = f"{at.timestamp():017.6f}-{secrets.token_hex(4)}"
    _kept(batch)[key] = Note(at, what, current_user_id(), facts)


def of(batch) -> tuple[Note, ...]:
    """Return what happened to a deposit, the first step first."""
    return tuple(IAnnotations(batch).get(_ANNOTATION, {}).values())


def _kept(batch) -> OOBTree:
    annotations = IAnnotations(batch)
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = OOBTree()
    return annotations[_ANNOTATION]
