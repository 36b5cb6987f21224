"""``@routing``: the signal table, for programs: read, tried, changed."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from plone.restapi.deserializer import json_body

from farde.core.errors import Refusal, Refusals
from farde.core.forms import as_text, as_texts
from farde.core.rest import Service
from farde.routing import drafts, editing, errors, signal_table, trials, versions
from farde.routing.findings import Findings
from farde.routing.rows import Row, row_of
from farde.routing.rulestates import Table, photograph
from farde.routing.sample import sample
from farde.routing.telling import row_changes
from farde.routing.trials import Trial
from farde.routing.versions import Version


class RoutingGet(Service):
    """Tells the table as the page does, or one ``?rule=`` of it.

    ``?versions=1`` adds its history; ``?trial=`` tells of a trial instead.
    """

    scope = "thesaurus:read"

    def answer(self) -> dict:
        url, asked = self.request.getURL(), self.request.form
        if asked.get("trial"):
            return _told_trial(trials.trial(str(asked["trial"])), url)
        told = {"@id": url} | _told_table(asked.get("rule"))
        if asked.get("versions"):
            told["versions"] = [_told_version(versions.version(one)) for one in versions.ids()]
        return told


class RoutingPost(Service):
    """Changes ``rows`` and takes ``remove`` away, or with ``dry_run`` tells what that would do."""

    writes = True
    scope = "thesaurus:write"

    def answer(self) -> dict:
        given = json_body(self.request)
        table = photograph()
        rows, removed = _rows(given.get("rows", []), table), as_texts(given.get("remove"))
        if given.get("dry_run"):
            return self._tried(rows, removed, given.get("documents"))
        if "undo" in given:
            return _told_version(editing.undo(as_text(given["undo"])))
        if "restore" in given:
            return _told_version(editing.restore(as_text(given["restore"]), versions.mark()))
        _check_mark(given.get("version"))
        return _told_version(editing.save(rows, removed, as_text(given.get("why"))))

    def _tried(self, rows: list[Row], removed: list[str], given: Any) -> dict:
        asked = given if isinstance(given, Mapping) else {}
        by, since, until = (as_text(asked.get(name)) for name in ("by", "since", "until"))
        found = trials.try_table(
            rows, removed, sample(by, since, until, as_texts(asked.get("names")))
        )
        if isinstance(found, Trial):
            self.request.response.setStatus(202)
            return _told_trial(found, self.request.getURL())
        return _told_findings(found)


def _rows(given: Any, table: Table) -> list[Row]:
    """Read rows; a refusal names its row by its place in what was given."""
    if not isinstance(given, list):
        raise errors.UnknownValue("rows")
    rows, faults = [], []
    for place, raw in enumerate(given):
        try:
            if not isinstance(raw, Mapping):
                raise errors.UnknownValue("rule")
            rows.append(drafts.read_row(raw, as_text(raw.get("rule")), table))
        except Refusal as refusal:
            for one in refusal.each():
                one.field = f"rows.{place}.{one.field}"
                faults.append(one)
    if faults:
        raise Refusals(faults)
    return rows


def _check_mark(given: Any) -> None:
    """Whoever says which version they read is refused when it is no longer the present one."""
    if given is not None and given != versions.mark():
        raise errors.TableChangedMeanwhile


def _told_table(rule: str | None) -> dict:
    table, rows = photograph(), signal_table.signal_table()
    items = [_told_row(one, table) for one in rows if rule in (None, one.rule)]
    return {"version": versions.mark() or None, "items": items, "items_total": len(items)}


def _told_row(told, table: Table) -> dict:
    row = row_of(told.rule, table[told.rule])
    modified_on = told.modified_on.date().isoformat() if told.modified_on else None
    definition = {
        "types": list(row.types),
        "directions": list(row.directions),
        "channels": list(row.channels),
        "active_ri": row.active_ri,
        "effects": [_told_effect(one) for one in row.effects],
        "remark": row.remark,
        "enabled": row.enabled,
    }
    return asdict(told) | {"modified_on": modified_on, "definition": definition}


def _told_effect(one) -> dict:
    told = {"kind": one.kind, "role": one.role, "when": one.when, "text": one.text}
    return told | ({"due_working_days": one.due} if one.kind == "ticket" else {})


def _told_version(one: Version) -> dict:
    earlier = versions.before(one)
    return {
        "version": one.id,
        "kind": one.kind,
        "at": one.at.isoformat(timespec="seconds"),
        "by": one.by or None,
        "why": one.why,
        "of": one.of or None,
        "changes": [asdict(row) for row in row_changes(earlier.table, one.table)]
        if earlier
        else [],
    }


def _told_trial(one: Trial, url: str) -> dict:
    told = {"@id": f"{url}?trial={one.uid}", "trial": one.uid, "state": one.state}
    told |= {"looked_at": one.looked_at, "documents": one.total}
    return told | (_told_findings(one.found) if one.found else {})


def _told_findings(found: Findings) -> dict:
    lines = [asdict(one) | {"who": one.who} for one in found.lines]
    return {"looked_at": found.looked_at, "unknown": found.unknown, "differences": lines}
