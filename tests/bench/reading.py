"""Listings and searches: as a caseworker, as a supervisor, and as Manager on a plain catalogue.

The plain catalogue has the same content, indexed as a stock site has it: open to Manager. Each
answer is taken as a new request takes it: the user anew, nothing remembered from the last one.
"""

import time
from collections.abc import Callable
from datetime import datetime
from itertools import islice

import transaction
from AccessControl.SecurityManagement import newSecurityManager
from Acquisition import aq_base
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest

from bench.bigsite import WORDS, Caseload
from bench.figures import Goal, p95, say

#: What a page shows of a listing.
_PAGE = 50
_LATEST = {"sort_on": "received_on", "sort_order": "descending", "sort_limit": _PAGE}


def questions(dossier_uid: str) -> dict[str, dict]:
    """Return what pages ask, by name."""
    return {
        "one-dossier": {"portal_type": "CaseDocument", "dossier_uid": dossier_uid} | _LATEST,
        "dossiers": {"portal_type": "Dossier", "sort_on": "getId", "sort_limit": _PAGE},
        "latest": {"portal_type": "CaseDocument"} | _LATEST,
        "month": {"portal_type": "CaseDocument", "received_on": _MONTH} | _LATEST,
        "common-word": {"SearchableText": WORDS[3]} | _LATEST,
        "rare-word": {"SearchableText": WORDS[-7]} | _LATEST,
    }


_MONTH = {"query": (datetime(2025, 10, 1), datetime(2025, 10, 31)), "range": "min:max"}  # noqa: DTZ001


def measure(portal, loads: list[Caseload], repeats: int) -> list[Goal]:
    """Time the questions of three people, in turns; return the goals."""
    plain = plain_catalogue(portal)
    caseload = loads[len(loads) // 2]
    people = {
        "manager": ("manager1", plain),
        "caseworker": (caseload.user, portal.portal_catalog),
        "supervisor": ("supervisor1", portal.portal_catalog),
    }
    say(f"p95 of {repeats} answers, ms       Manager, plain  caseworker  supervisor   ratios")
    goals = []
    for name, query in questions(caseload.dossiers[0]).items():
        times = {who: [] for who in people}
        for turn in range(repeats + 3):
            for who, (user_id, catalog) in people.items():
                folder = portal.acl_users
                seconds = _timed(lambda f=folder, u=user_id, c=catalog, q=query: _ask(f, u, c, q))
                if turn >= 3:  # the first turns fill the caches of all three
                    times[who].append(seconds)
        goals += _told(name, {who: p95(values) for who, values in times.items()})
    newSecurityManager(None, portal.getPhysicalRoot().acl_users.getUserById("admin"))
    return goals


def plain_catalogue(portal):
    """Copy the catalogue, and open every entry to Manager as stock workflows do."""
    transaction.savepoint()
    catalog = portal.portal_catalog
    plain = catalog._getCopy(portal)
    aq_base(plain).__dict__["id"] = "plain_catalog"
    portal._setOb("plain_catalog", plain)
    plain = portal["plain_catalog"]
    index = plain._catalog.indexes["allowedRolesAndUsers"]
    for rid in list(plain._catalog.paths):
        entry = index.getEntryForObject(rid, ()) or ()
        index.index_object(rid, _Entry([*entry, "Manager"]))
    transaction.commit()
    return plain


class _Entry:
    def __init__(self, allowed: list[str]) -> None:
        self.allowedRolesAndUsers = allowed


def _ask(folder, user_id: str, catalog, query: dict) -> int:
    request = getRequest()
    IAnnotations(request).clear()
    request.other.pop("__catalog_cache__", None)
    newSecurityManager(None, folder.getUserById(user_id).__of__(folder))
    brains = catalog.searchResults(**query)
    return sum(len(brain.Title) for brain in islice(brains, _PAGE))


def _told(name: str, worst: dict[str, float]) -> list[Goal]:
    manager = worst["manager"]
    ratios = {who: worst[who] / manager for who in ("caseworker", "supervisor")}
    figures = "".join(f"{worst[who] * 1000:13.2f}" for who in worst)
    say(f"  {name:20s}{figures}    " + "  ".join(f"{r:5.2f}" for r in ratios.values()))
    return [Goal(f"read-{who}-{name}", ratio, "<=", 1.5) for who, ratio in ratios.items()]


def _timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began
