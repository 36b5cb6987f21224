"""The filed documents on which a table is tried, as the catalogue lists them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import batched
from typing import Any

from plone import api

from farde.access import operations as access
from farde.core import days
from farde.core.visitor import current_user_id
from farde.routing.errors import DossierTried, InvalidTrialPeriod
from farde.routing.trial import Facts

_DOSSIER = re.compile(r"^\d{4}-\d{6}$")
#: How many dossiers are asked of the catalogue at once.
_AT_ONCE = 500


@dataclass(frozen=True)
class Sample:
    """A period (``by`` says of what: ``received`` or ``filed``), or documents named one by one.

    Documents are named by id, address or UID, which nobody guesses.
    """

    by: str = "received"
    since: date | None = None
    until: date | None = None
    names: tuple[str, ...] = ()


def sample(by: str, since: str, until: str, names: Iterable[str]) -> Sample:
    """Read what to try a table on; raises InvalidTrialPeriod and DossierTried."""
    named = tuple(dict.fromkeys(one.rstrip("/").rpartition("/")[2] for one in names if one.strip()))
    # Whoever keeps the table reads no dossier, and numbers of dossiers follow one another.
    if any(_DOSSIER.match(one) for one in named):
        raise DossierTried
    first, last = days.parsed_day(since), days.parsed_day(until)
    if not named and (first is None or last is None or first > last):
        raise InvalidTrialPeriod
    return Sample("filed" if by == "filed" else "received", first, last, named)


def documents(one: Sample) -> Sequence[Any]:
    """Return the documents of a sample, as the catalogue lists them; none is woken."""
    if not one.names:
        return _search(**_period(one))
    found = [brain for index in ("getId", "UID") for brain in _search(**{index: list(one.names)})]
    return list({brain.UID: brain for brain in found}.values())


def facts(brains: Iterable[Any], hidden: set[str]) -> Iterator[Facts]:
    """Yield what the rules ask of documents, those of hidden dossiers left out."""
    for some in batched(brains, _AT_ONCE):
        known = [brain for brain in some if brain.dossier_uid not in hidden]
        uids = list({brain.dossier_uid for brain in known})
        active = {one.UID: bool(one.active_ri) for one in _dossiers(UID=uids)} if uids else {}
        for brain in known:
            yield Facts(
                brain.document_type,
                brain.direction,
                brain.channel,
                brain.dossier_uid,
                active.get(brain.dossier_uid, False),
                brain._unrestrictedGetObject,
            )


def hidden_dossiers() -> set[str]:
    """Return the dossiers that no trial counts: protected ones, and those closed to the user."""
    limits = access.limits()
    return {*limits.protected(), *limits.closed_to(current_user_id())}


def _period(one: Sample) -> dict:
    if one.by == "filed":
        span = (days.start_of(one.since), days.end_of(one.until))
        return {"created": {"query": span, "range": "min:max"}}
    span = tuple(datetime.combine(day, time.min) for day in (one.since, one.until))
    return {"received_on": {"query": span, "range": "min:max"}}


def _search(**query: Any) -> Sequence[Any]:
    catalog = api.portal.get_tool("portal_catalog")
    return catalog.unrestrictedSearchResults(portal_type="CaseDocument", **query)


def _dossiers(**query: Any) -> Sequence[Any]:
    catalog = api.portal.get_tool("portal_catalog")
    return catalog.unrestrictedSearchResults(portal_type="Dossier", **query)
