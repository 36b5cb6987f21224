"""What waits for the signed-in user, read from the catalogue alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plone import api

from farde.access import operations as access
from farde.access.circles import circle_id
from farde.thesaurus import operations as thesaurus
from farde.tickets import roles, states
from farde.tickets.reasons import reason_label

KINDS = ("Ticket", "Signal")
#: Rows that one list shows; what lies further comes up as the list is worked off.
LIMIT = 200


@dataclass(frozen=True)
class Row:
    """A signal or ticket as lists show it; nothing of it was woken."""

    uid: str
    kind: str
    state: str
    role: str
    reason: str
    due: date | None
    taken_by: str
    outcome: str
    document_uid: str
    document_url: str
    document_type: str
    type_label: str
    received_on: date | None
    dossier_uid: str
    dossier_number: str
    dossier_url: str
    beneficiary: str

    @property
    def what(self):
        """What is asked, translatable."""
        return reason_label(self.reason, self.type_label)

    @property
    def open(self) -> bool:
        """Tell whether somebody is awaited."""
        return self.state in states.OPEN

    @property
    def within_reach(self) -> bool:
        """Tell whether the document may be opened: after its days of grace a service is out."""
        functions = roles.functions(self.role, self.kind.capitalize())
        circles = {circle_id(self.dossier_uid, function) for function in functions}
        return not circles.isdisjoint(access.current_groups())


@dataclass(frozen=True)
class Counts:
    """How much waits for the signed-in user."""

    tickets: int
    signals: int

    @property
    def total(self) -> int:
        """Tickets and signals together."""
        return self.tickets + self.signals


def inbox(
    kinds: Iterable[str] = KINDS,
    wanted: Iterable[str] = states.OPEN,
    services_only: bool = False,
    dossier_uid: str = "",
) -> list[Row]:
    """Return the signals and tickets for the signed-in user, the most pressing first."""
    addressees = roles.my_services() + ([] if services_only else roles.my_circles())
    if not addressees:
        return []
    query = {"addressee": addressees, "portal_type": list(kinds), "review_state": list(wanted)}
    if dossier_uid:
        query["dossier_uid"] = dossier_uid
    brains = api.portal.get_tool("portal_catalog")(
        query, show_inactive=True, sort_on="created", sort_order="descending", sort_limit=LIMIT
    )
    return sorted((_row(brain) for brain in brains[:LIMIT]), key=_urgency)


def counts() -> Counts:
    """Return how many tickets and signals wait for the signed-in user; reads no row.

    The catalogue weighs the circles too: a service is told nothing of a dossier it is denied.
    """
    addressees = roles.my_services() + roles.my_circles()
    if not addressees:
        return Counts(0, 0)
    search = api.portal.get_tool("portal_catalog")
    query = {"addressee": addressees, "show_inactive": True}
    waiting = len(search(query, review_state=list(states.OPEN)))
    signals = len(search(query, review_state="emitted"))
    return Counts(tickets=waiting - signals, signals=signals)


def _urgency(row: Row) -> tuple:
    return (row.due is None, row.due or date.max, row.state == "in_progress")


def _row(brain) -> Row:
    type_id = brain.document_type or ""
    term = thesaurus.document_type(type_id)
    dossier_url = brain.getURL().rpartition("/")[0]
    return Row(
        uid=brain.UID,
        kind=brain.portal_type.lower(),
        state=brain.review_state,
        role=brain.assignee_role,
        reason=brain.reason,
        due=brain.due or None,
        taken_by=brain.taken_by or "",
        outcome=brain.outcome or "",
        document_uid=brain.document_uid,
        document_url=f"{dossier_url}/{brain.document_id}",
        document_type=type_id,
        type_label=term.label if term is not None else type_id,
        received_on=brain.received_on.date() if brain.received_on else None,
        dossier_uid=brain.dossier_uid,
        dossier_number=brain.dossier_number,
        dossier_url=dossier_url,
        beneficiary=brain.beneficiary_name or "",
    )
