"""Handing dossiers over, and opening them for a ticket: by membership, and as stock Plone does."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import transaction
from Acquisition import aq_base
from plone import api

from bench.bigsite import Caseload
from bench.figures import Goal, say
from farde.access import roles
from farde.dossier import operations as dossiers
from farde.dossier import transfer
from farde.tickets import operations as tickets

_SUCCESSOR = "successor"
#: Each change is made there and back this often; the quickest counts on both sides.
_ROUNDS = 3


def measure(portal, loads: list[Caseload]) -> list[Goal]:
    """Time the transfer of 142 dossiers of each size, beside stock sharing; return the goals."""
    say("transfer of 142 dossiers                membership       stock sharing        ratio")
    ours, stock = {}, {}
    for caseload in loads:
        ours[caseload] = min(_there_and_back(caseload))
        stock[caseload] = min(_shared(caseload))
        ratio = ours[caseload] / stock[caseload]
        size = f"  {caseload.documents:6} documents"
        say(f"{size:36s}{ours[caseload]:11.4f} s{stock[caseload]:18.2f} s{ratio:13.5f}")
    reference = loads[len(loads) // 2]
    smallest, largest = ours[loads[0]], ours[loads[-1]]
    return [
        Goal("transfer-to-stock-sharing", ours[reference] / stock[reference], "<=", 0.01),
        Goal("transfer-largest-to-smallest", largest / smallest, "<=", 1.5),
    ]


def measure_ticket(portal, loads: list[Caseload]) -> list[Goal]:
    """Count what opening and closing a ticket re-indexes, and time it in a large dossier."""
    with indexed() as seen:
        small, large = (_ticket_in(load.dossiers[0]) for load in (loads[0], loads[-1]))
    documents = sum(portal_type == "CaseDocument" for portal_type in seen)
    say(
        "", f"a ticket for a service, opened and closed: {small:.4f} s in a dossier of the smallest"
    )
    say(f"caseload, {large:.4f} s in one of the largest; documents re-indexed: {documents}", "")
    return [
        Goal("ticket-documents-reindexed", documents, "<=", 0),
        Goal("ticket-largest-to-smallest", large / small, "<=", 1.5),
    ]


@contextmanager
def indexed() -> Iterator[list[str]]:
    """Note the type of whatever the catalogue indexes meanwhile."""
    catalog = type(aq_base(api.portal.get_tool("portal_catalog")))
    stock, seen = catalog.catalog_object, []

    def noting(self, content, *args, **kwargs):
        seen.append(getattr(content, "portal_type", ""))
        return stock(self, content, *args, **kwargs)

    catalog.catalog_object = noting
    try:
        yield seen
    finally:
        catalog.catalog_object = stock


def _there_and_back(caseload: Caseload) -> Iterator[float]:
    with api.env.adopt_user(username="supervisor1"):
        for _round in range(_ROUNDS):
            yield _timed(lambda: transfer.transfer(caseload.dossiers, _SUCCESSOR))
            yield _timed(lambda: transfer.transfer(caseload.dossiers, caseload.user))


def _shared(caseload: Caseload) -> Iterator[float]:
    objects = [dossiers.by_uid(uid) for uid in caseload.dossiers]
    yield _timed(lambda: _share(objects, "stock1", "stock2"))
    yield _timed(lambda: _share(objects, "stock2", "stock1"))


def _share(objects: list, old: str, new: str) -> None:
    """Do as the sharing page of Plone does: another local role, all descendants re-indexed."""
    for dossier in objects:
        dossier.manage_delLocalRoles([old])
        dossier.manage_setLocalRoles(new, [roles.CASE_HANDLER])
        dossier.reindexObjectSecurity()


def _ticket_in(uid: str) -> float:
    dossier = dossiers.by_uid(uid)
    document = next(one for one in dossier.objectValues() if one.portal_type == "CaseDocument")
    rounds = []
    for number in range(5):
        began = time.perf_counter()
        ticket = tickets.raise_ticket(document, "service:payments", f"bench-{number}")
        transaction.commit()
        with api.env.adopt_roles([roles.CASE_SUPERVISOR]):
            tickets.finish(ticket, "Fait")
        transaction.commit()
        rounds.append(time.perf_counter() - began)
    return min(rounds)


def _timed(change: Callable[[], object]) -> float:
    began = time.perf_counter()
    change()
    transaction.commit()
    return time.perf_counter() - began
