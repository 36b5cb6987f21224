"""The client's table in its own words, and what each wording asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from farde.routing.errors import UnknownLogic


@dataclass(frozen=True)
class Asked:
    """One thing that a wording asks for: a signal or a ticket, for a role, when."""

    kind: str
    role: str
    when: str = "always"


#: Row 10 reads "OU": that the active RI decides is our assumption, kept as the row's remark.
_LOGIC = {
    "Juste signal": (Asked("signal", "caseworker"),),
    "TIKS à l'AS TIT": (Asked("ticket", "caseworker"),),
    "TIKS au service Notification": (Asked("ticket", "service:notification"),),
    "TIKS au REFERENT": (Asked("ticket", "referent"),),
    "TIKS aux Paiements Visa admin RI OU AS TIT": (
        Asked("ticket", "service:payments", "active_ri"),
        Asked("ticket", "caseworker", "no_active_ri"),
    ),
}


def asked(row: Mapping[str, str]) -> tuple[Asked, ...]:
    """Return what a row asks for; an asterisk is a question, not another logic.

    Raises UnknownLogic.
    """
    wanted = _LOGIC.get(row["logique"].rstrip("*").strip())
    if wanted is None:
        raise UnknownLogic(row=row["row"], logic=row["logique"])
    return wanted
