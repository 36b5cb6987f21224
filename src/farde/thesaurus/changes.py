"""Changes of terms, checked and written as a whole; nothing else writes terms."""

from collections.abc import Sequence
from dataclasses import replace

from farde.core.errors import Refusal, Refusals
from farde.thesaurus import rules, snapshot, states, writing
from farde.thesaurus.terms import CHANGE, CREATE, MOVE, Change
from farde.thesaurus.values import cleaned, values

__all__ = ["Change", "apply", "check", "complete", "put_forward", "require", "take_back", "write"]


def check(changes: Sequence[Change], proposed: bool = False) -> dict[int, list[Refusal]]:
    """Return what is wrong with changes made one after the other, by their position from 0.

    A change with faults is left out of what the later ones find. ``proposed`` says that terms to
    be created may stand there already as proposed ones.
    """
    known, found = dict(snapshot.current().terms), {}
    for position, change in enumerate(changes):
        faults = rules.faults(change, known, proposed)
        if faults:
            found[position] = faults
        else:
            rules.foresee(change, known)
    return found


def require(changes: Sequence[Change], proposed: bool = False) -> None:
    """Raise Refusals with what is wrong with changes, if anything is."""
    faults = check(changes, proposed)
    if faults:
        raise Refusals([fault for each in faults.values() for fault in each])


def apply(changes: Sequence[Change], proposed: bool = False) -> None:
    """Write changes, all of them or, raising Refusals, none."""
    require(changes, proposed)
    write(changes)


def write(changes: Sequence[Change]) -> None:
    """Write changes that were checked in this transaction."""
    known = dict(snapshot.current().terms)
    for change in changes:
        writing.write(change, known)
        rules.foresee(change, known)


def put_forward(change: Change) -> None:
    """Create the content of a term that is proposed: seen in the thesaurus, offered nowhere."""
    writing.create(change, dict(snapshot.current().terms), states.PROPOSED)


def take_back(change: Change) -> None:
    """Take away the content of a term that was proposed and is not wanted."""
    known = dict(snapshot.current().terms)
    term = known.get((change.level, change.slug))
    if term is not None and term.state == states.PROPOSED:
        writing.remove(change.level, change.slug, known)


def complete(change: Change) -> Change:
    """Return a change with clean values, and with those that the term has now as ``before``."""
    if change.kind == MOVE:
        return _from_where_it_stands(change)
    if change.kind not in (CREATE, CHANGE):
        return change
    after, faults = cleaned(change.level, change.after)
    term = snapshot.term(change.level, change.slug)
    if faults or term is None or change.kind == CREATE:
        return change if faults else replace(change, after=after)
    present = values(term)
    changed = {name: value for name, value in after.items() if value != present[name]}
    return replace(change, before={name: present[name] for name in changed}, after=changed)


def _from_where_it_stands(change: Change) -> Change:
    term = snapshot.term(change.level, change.slug)
    return replace(change, before={"parent": term.parent}) if term is not None else change
