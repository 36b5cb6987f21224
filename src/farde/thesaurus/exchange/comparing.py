"""What a file would change: the difference between its terms and those of the thesaurus."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from farde.thesaurus import changes as writing
from farde.thesaurus import states, terms
from farde.thesaurus.exchange import faults
from farde.thesaurus.exchange.entries import Entry, Key, same
from farde.thesaurus.exchange.faults import Fault, Located
from farde.thesaurus.exchange.values import Column
from farde.thesaurus.terms import LEVELS, Change, Term, level_above
from farde.thesaurus.values import fields, values

#: Changes in the order in which they hold together: parents first, and last what goes.
_ORDER = (terms.CREATE, terms.RESTORE, terms.MOVE, terms.CHANGE, terms.MERGE, terms.RETIRE)
#: Under which column a refusal of the thesaurus about a change is to be found.
_FIELDS = {"parent", *(name for level in LEVELS for name in fields(level))}


@dataclass(frozen=True)
class Comparison:
    """What a file would change, what is wrong with it, and which terms in force it leaves out."""

    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()
    absent: tuple[Term, ...] = ()


def compared(
    entries: Sequence[Entry], column: Column, known: Mapping[Key, Term], retire_absent: bool
) -> Comparison:
    """Compare the terms of a file with those of the thesaurus, one version of it."""
    found = [*_twice(entries, column), *_circles(entries, column)]
    asked: list[tuple[Change, Entry | None]] = []
    first = {entry.key: entry for entry in reversed(entries)}
    for entry in reversed(first.values()):
        present = known.get(entry.key)
        if present is None:
            asked += [(change, entry) for change in _new(entry, known, column, found)]
        else:
            asked += [(change, entry) for change in _differing(entry, present, column, found)]
    absent = _absent(entries, known)
    if retire_absent:
        asked += [(Change(terms.RETIRE, one.level, one.id), None) for one in absent]
    asked.sort(key=lambda pair: _rank(pair[0]))
    found += _refused(asked, column) if asked else ()
    return Comparison(tuple(change for change, _ in asked), tuple(found), tuple(absent))


def _rank(change: Change) -> tuple[int, int]:
    depth = LEVELS.index(change.level)
    return _ORDER.index(change.kind), -depth if change.kind == terms.RETIRE else depth


def _twice(entries: Iterable[Entry], column: Column) -> Iterator[Fault]:
    first: dict[Key, Entry] = {}
    for entry in entries:
        one = first.setdefault(entry.key, entry)
        if one is not entry:
            place = entry.row, column(entry.level, "slug")
            yield faults.DuplicateSlug(*place, value=entry.slug, first=one.row)


def _circles(entries: Iterable[Entry], column: Column) -> Iterator[Fault]:
    into = {entry.key: (entry.level, entry.merged_into) for entry in entries if entry.merged_into}
    for entry in entries:
        at, seen = entry.key, set()
        while at in into and at not in seen:
            seen.add(at)
            at = into[at]
        if at == entry.key and seen:
            place = entry.row, column(entry.level, "merged_into")
            yield faults.SuccessorCycle(*place, value=entry.merged_into)


def _new(
    entry: Entry, known: Mapping[Key, Term], column: Column, found: list[Fault]
) -> Iterator[Change]:
    if any((level, entry.slug) in known for level in LEVELS):
        place = entry.row, column(entry.level, "slug")
        found.append(faults.LevelChanged(*place, value=entry.slug))
        return
    parent = entry.parent or _only_profile(entry.level, known)
    if level_above(entry.level) and not parent:
        found.append(faults.MissingParent(entry.row, column(entry.level, "parent")))
        return
    given = {name: value for name, value in entry.values.items() if value}
    yield Change(terms.CREATE, entry.level, entry.slug, parent, after=given)
    if entry.merged_into:
        yield Change(terms.MERGE, entry.level, entry.slug, into=entry.merged_into)
    elif entry.state == states.RETIRED:
        yield Change(terms.RETIRE, entry.level, entry.slug)


def _only_profile(level: str, known: Mapping[Key, Term]) -> str:
    profiles = [one.id for one in known.values() if one.level == LEVELS[0]]
    return profiles[0] if level == LEVELS[1] and len(profiles) == 1 else ""


def _differing(entry: Entry, present: Term, column: Column, found: list[Fault]) -> Iterator[Change]:
    if level_above(entry.level) and entry.parent and entry.parent != present.parent:
        yield Change(terms.MOVE, entry.level, entry.slug, entry.parent)
    stored = values(present)
    # A field that the level lacks stays in the change, whose check then says so.
    after = {
        name: value
        for name, value in entry.values.items()
        if name not in stored or not same(value, stored[name])
    }
    if after:
        before = {name: stored[name] for name in after if name in stored}
        yield Change(terms.CHANGE, entry.level, entry.slug, before=before, after=after)
    yield from _standing(entry, present, column, found)


def _standing(entry: Entry, present: Term, column: Column, found: list[Fault]) -> Iterator[Change]:
    merged, state = entry.merged_into, entry.state or present.state
    if present.merged_into:
        if merged not in (None, present.merged_into) or state == states.ACTIVE:
            place = entry.row, column(entry.level, "merged_into")
            found.append(faults.MergeUndone(*place, value=present.merged_into))
    elif merged:
        yield Change(terms.MERGE, entry.level, entry.slug, into=merged)
    elif state != present.state and states.PROPOSED in (state, present.state):
        found.append(faults.StillProposed(entry.row, column(entry.level, "state")))
    elif state != present.state:
        kind = terms.RETIRE if state == states.RETIRED else terms.RESTORE
        yield Change(kind, entry.level, entry.slug)


def _absent(entries: Iterable[Entry], known: Mapping[Key, Term]) -> list[Term]:
    """Return the terms in force that no row speaks of, nor names above another."""
    there: set[Key] = set()
    for entry in entries:
        at, parent = entry.key, entry.parent
        while at[0]:
            there.add(at)
            parent = parent or (known[at].parent if at in known else "")
            at, parent = (level_above(at[0]), parent), ""
    left = [one for key, one in known.items() if key not in there and one.active]
    return sorted(left, key=lambda one: (LEVELS.index(one.level), one.label))


def _refused(asked: Sequence[tuple[Change, Entry | None]], column: Column) -> Iterator[Fault]:
    """Yield what the thesaurus refuses; what only follows from a refused parent is left out."""
    refused, faulty = writing.check([change for change, _ in asked]), set()
    for position, refusals in sorted(refused.items()):
        change, entry = asked[position]
        above = level_above(change.level), change.parent
        faulty.add((change.level, change.slug))
        if above in faulty and len(refusals) == 1:
            continue
        row = entry.row if entry else change.slug
        for one in refusals:
            yield Located(row, column(change.level, _field(change, one.field)), one)


def _field(change: Change, name: str | None) -> str:
    if name in _FIELDS:
        return name
    if change.kind in (terms.RETIRE, terms.RESTORE):
        return "state"
    return "merged_into" if name == "into" else "slug"
