"""What can be asked of the journal."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Query:
    """Conditions that all hold; "" and None ask for nothing in particular.

    ``person_id`` beside ``dossier_uid`` adds what concerns the person and no dossier. ``until``
    is the first instant that no longer counts; ``without`` names actions to leave out.
    """

    who: str = ""
    dossier_uid: str = ""
    person_id: str = ""
    uid: str = ""
    action: str = ""
    without: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
