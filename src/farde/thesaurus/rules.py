"""What may become of terms, and what they would be then: nothing here writes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from farde.core.errors import Refusal
from farde.thesaurus import errors, states, terms, use
from farde.thesaurus.terms import Change, Term, level_above, level_below
from farde.thesaurus.values import cleaned, values, with_values

#: Terms by level and slug.
type Terms = dict[tuple[str, str], Term]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def faults(change: Change, known: Terms, proposed: bool = False) -> list[Refusal]:
    """Return what is wrong with a change of these terms.

    ``proposed`` says that the term of a creation already stands there as a proposed one.
    """
    if change.kind not in terms.KINDS or change.level not in terms.LEVELS:
        return [errors.UnknownChange()]
    if change.kind == terms.CREATE:
        return _creating(change, known, proposed)
    term = known.get((change.level, change.slug))
    if term is None:
        return [errors.UnknownTerm(slug=change.slug)]
    if term.merged_into:
        return [errors.MergedAway(slug=term.id, into=term.merged_into)]
    return _CHECKS[change.kind](change, term, known)


def foresee(change: Change, known: Terms) -> None:
    """Write into ``known`` what the terms are after a change that has no faults."""
    key = (change.level, change.slug)
    if change.kind == terms.CREATE:
        blank = Term(change.slug, "", change.level, change.parent)
        known[key] = with_values(blank, cleaned(change.level, change.after)[0])
    elif change.kind == terms.DELETE:
        del known[key]
    elif change.kind == terms.CHANGE:
        known[key] = with_values(known[key], cleaned(change.level, change.after)[0])
    elif change.kind == terms.MOVE:
        known[key] = replace(known[key], parent=change.parent)
    elif change.kind == terms.MERGE:
        known[key] = replace(known[key], state=states.RETIRED, merged_into=change.into)
        for kind in children(known[key], known):
            known[kind.level, kind.id] = replace(kind, parent=change.into)
    else:
        state = states.RETIRED if change.kind == terms.RETIRE else states.ACTIVE
        known[key] = replace(known[key], state=state)


def children(term: Term, known: Mapping[tuple[str, str], Term]) -> list[Term]:
    """Return the terms that stand under a term."""
    below = level_below(term.level)
    return [one for one in known.values() if one.level == below and one.parent == term.id]


def _creating(change: Change, known: Terms, proposed: bool) -> list[Refusal]:
    found = _parent_faults(change, known)
    there = known.get((change.level, change.slug))
    if not _SLUG.match(change.slug):
        found.append(errors.BadSlug(slug=change.slug))
    if there is not None and not (proposed and there.state == states.PROPOSED):
        found.append(errors.SlugTaken(field="slug", slug=change.slug))
    given = {"title": "", **change.after}
    return found + cleaned(change.level, given)[1]


def _changing(change: Change, term: Term, known: Terms) -> list[Refusal]:
    clean, found = cleaned(change.level, change.after)
    present = values(term)
    if not found:
        # One of the two days may stand there already.
        found = cleaned(change.level, present | clean)[1] if clean else []
    if not found and all(present[name] == value for name, value in clean.items()):
        return [errors.NothingChanges()]
    before = cleaned(change.level, change.before)[0]
    for name, value in before.items():
        if value != present[name] != clean.get(name):
            found.append(errors.ChangedMeanwhile(field=name))
    return found


def _moving(change: Change, term: Term, known: Terms) -> list[Refusal]:
    found = _parent_faults(change, known)
    if not level_above(change.level):
        return [errors.UnknownChange()]
    if term.state == states.PROPOSED:
        found.append(errors.NotInForce(slug=term.id))
    if not found and term.parent == change.parent:
        found.append(errors.NothingChanges(field="parent"))
    return found


def _retiring(change: Change, term: Term, known: Terms) -> list[Refusal]:
    if not term.active:
        return [errors.NotInForce(slug=term.id)]
    open_terms = [one for one in children(term, known) if one.state != states.RETIRED]
    return [errors.HasTermsInForce(count=len(open_terms))] if open_terms else []


def _restoring(change: Change, term: Term, known: Terms) -> list[Refusal]:
    if term.state != states.RETIRED:
        return [errors.NotRetired(slug=term.id)]
    return _parent_faults(replace(change, parent=term.parent), known)


def _merging(change: Change, term: Term, known: Terms) -> list[Refusal]:
    into = known.get((change.level, change.into))
    if term.state == states.PROPOSED:
        return [errors.NotInForce(slug=term.id)]
    same = into is not None and into.id == term.id
    if into is None or same or not into.active or change.level == terms.LEVELS[0]:
        return [errors.CannotMerge(into=change.into)]
    return []


def _deleting(change: Change, term: Term, known: Terms) -> list[Refusal]:
    uses = use.uses(term, known)
    return [errors.TermInUse(slug=term.id, uses=use.told(uses))] if uses else []


def _parent_faults(change: Change, known: Terms) -> list[Refusal]:
    above = level_above(change.level)
    if not above:
        return []
    parent = known.get((above, change.parent))
    if parent is not None and parent.active:
        return []
    return [errors.UnknownParent(slug=change.parent)]


_CHECKS: dict[str, Callable[[Change, Term, Terms], list[Refusal]]] = {
    terms.CHANGE: _changing,
    terms.MOVE: _moving,
    terms.RETIRE: _retiring,
    terms.RESTORE: _restoring,
    terms.MERGE: _merging,
    terms.DELETE: _deleting,
}
