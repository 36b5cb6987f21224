"""Filing a document with the rules of the signal table at work, and with the rules halted."""

import statistics
import time

import transaction
from plone import api
from plone.contentrules.engine.interfaces import IRuleStorage
from zope.component import getUtility

from bench.figures import Goal, p95, say
from farde.capture import operations as capture
from farde.document.profile import Profile
from farde.dossier import operations as dossiers
from farde.routing.signal_table import signal_table
from farde.thesaurus import operations as thesaurus
from world import DAY, small_scan


def measure(dossier_uid: str, rounds: int) -> list[Goal]:
    """File a document of each of the 26 types in turns, with and without rules; tell the ratio."""
    dossier = dossiers.by_uid(dossier_uid)
    types = [term.id for term in thesaurus.types()]
    times = {True: [], False: []}
    with api.env.adopt_user(username="scan1"):
        for turn in range(rounds * len(types)):
            for active in (True, False):
                getUtility(IRuleStorage).active = active
                transaction.commit()
                seconds = _filed(dossier, types[turn % len(types)])
                if turn >= len(types) // 2:  # the first fill the caches of both
                    times[active].append(seconds)
    getUtility(IRuleStorage).active = True
    transaction.commit()
    return _told(times)


def _told(times: dict[bool, list[float]]) -> list[Goal]:
    rules = len([row for row in signal_table() if row.enabled])
    middle = {active: statistics.median(values) for active, values in times.items()}
    worst = {active: p95(values) for active, values in times.items()}
    say(f"filing a document, ms            {rules} rules     without      ratio")
    for name, figures in (("median", middle), ("p95", worst)):
        ratio = figures[True] / figures[False]
        say(f"  {name:28s}{figures[True] * 1e3:9.1f}{figures[False] * 1e3:12.1f}{ratio:11.2f}")
    return [Goal("filing-with-rules", middle[True] / middle[False], "<=", 1.5)]


def _filed(dossier, type_id: str) -> float:
    """Deposit and file a scan, to the commit."""
    data = small_scan()
    began = time.perf_counter()
    capture.file_batch(capture.deposit(data), dossier, Profile(type_id, DAY))
    transaction.commit()
    return time.perf_counter() - began
