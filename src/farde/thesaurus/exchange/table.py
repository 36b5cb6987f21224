"""The thesaurus as a table: the columns of the centre's own tables first, then a term's others.

A row speaks of its deepest term; the terms above it are named beside it, as the centre does.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from farde.thesaurus.exchange import cells, faults
from farde.thesaurus.exchange.entries import KIND, LISTS, PROFILE, TYPE, Key, Raw, tidy
from farde.thesaurus.exchange.errors import NoTermColumns
from farde.thesaurus.exchange.faults import Fault
from farde.thesaurus.naming import slug_of
from farde.thesaurus.terms import LEVELS, Term, level_above, level_below
from farde.thesaurus.values import values

LABELS = {PROFILE: "profil", TYPE: "type_de_document", KIND: "inventaire"}
SLUGS = {PROFILE: "profil_id", TYPE: "type_id", KIND: "inventaire_id"}
DETAILS = {
    "title_nl": "libelle_nl",
    "title_en": "libelle_en",
    "synonyms": "synonymes",
    "scope_note": "note",
    "remark": "remarque",
    "valid_from": "valable_du",
    "valid_to": "valable_au",
    "default_confidentiality": "confidentialite",
    "retention": "conservation",
    "asked_fields": "donnees_demandees",
    "readers": "lecteurs",
    "state": "etat",
    "merged_into": "remplace_par",
}
COLUMNS = (*LABELS.values(), *SLUGS.values(), *DETAILS.values())
STATES = {"active": "en vigueur", "retired": "retiré", "proposed": "proposé"}
_STATES_READ = {word: state for state, word in STATES.items()}
DELIMITERS = ",;\t"


def column(level: str, name: str) -> str:
    """Return the heading under which a field of a level stands."""
    own = {"title": LABELS[level], "slug": SLUGS[level], "parent": SLUGS.get(level_above(level))}
    return own.get(name) or DETAILS.get(name) or SLUGS[level]


def written(terms: Mapping[Key, Term], delimiter: str = ",") -> str:
    """Return the terms as a table, one row each, from the profiles down and by label."""
    stream = StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    for row in _rows(terms):
        writer.writerow({name: cells.harmless(text) for name, text in row.items()})
    return stream.getvalue()


def _rows(terms: Mapping[Key, Term]) -> Iterator[dict[str, str]]:
    below: dict[Key, list[Term]] = {}
    for term in sorted(terms.values(), key=lambda one: (one.label, one.id)):
        above = term.parent if level_above(term.level) else ""
        below.setdefault((term.level, above), []).append(term)
    yield from _branch(below, PROFILE, "", {})


def _branch(
    below: Mapping[Key, list[Term]], level: str, parent: str, above: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    for term in below.get((level, parent), ()):
        named = {**above, LABELS[level]: term.label, SLUGS[level]: term.id}
        yield named | _details(term)
        if level_below(level):
            yield from _branch(below, level_below(level), term.id, named)


def _details(term: Term) -> dict[str, str]:
    said = {name: _cell(name, value) for name, value in values(term).items()}
    said |= {"state": STATES[term.state], "merged_into": term.merged_into}
    return {heading: said.get(name, "") for name, heading in DETAILS.items()}


def _cell(name: str, value) -> str:
    if name == "synonyms":
        return cells.joined(value)
    return " ".join(value) if name in LISTS else str(value or "")


def read(text: str) -> tuple[list[Raw], list[Fault]]:
    """Return what the rows of a table say, and what keeps them from being read.

    Raises NoTermColumns for a table that names no terms.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        headings = [one.strip().lower() for one in next(reader, [])]
    except csv.Error as error:
        raise NoTermColumns from error
    if not set(headings) & {*LABELS.values(), *SLUGS.values()}:
        raise NoTermColumns
    found = list(_wrong_headings(headings))
    rows = list(_numbered(reader, headings, found))
    return _spoken(rows, found), found


def _delimiter(text: str) -> str:
    headings = text.partition("\n")[0]
    return max(DELIMITERS, key=headings.count)


def _wrong_headings(headings: list[str]) -> Iterator[Fault]:
    for place, name in enumerate(headings):
        if name not in COLUMNS:
            yield faults.UnknownColumn("1", name, value=name, choices=", ".join(COLUMNS))
        elif name in headings[:place]:
            yield faults.TwiceTheColumn("1", name, value=name)


def _numbered(reader, headings: list[str], found: list[Fault]) -> Iterator[tuple[str, dict]]:
    number = 1
    try:
        for number, given in enumerate(reader, start=2):
            if len(given) > len(headings) and any(given[len(headings) :]):
                found.append(faults.TooManyCells(str(number), headings[-1]))
            elif any(given):
                short = [*given, *[""] * (len(headings) - len(given))]
                texts = map(cells.as_written, short)
                yield str(number), dict(zip(headings, texts, strict=False))
    except csv.Error:
        found.append(faults.BrokenRow(str(number + 1), headings[0]))


def _spoken(rows: list[tuple[str, dict]], found: list[Fault]) -> list[Raw]:
    spoken, named = [], []
    for number, row in rows:
        chain = [_named(row, level) for level in LEVELS]
        level = next((one for one in reversed(LEVELS) if any(chain[LEVELS.index(one)])), "")
        if not level:
            found.append(faults.EmptyRow(number, column(PROFILE, "title")))
            continue
        depth = LEVELS.index(level)
        spoken.append(_raw(number, row, level, chain[depth], chain[depth - 1][1] if depth else ""))
        for above in range(depth):
            upper = chain[above - 1][1] if above else ""
            said = {"title": chain[above][0]} if chain[above][0] else {}
            named.append(Raw(number, LEVELS[above], chain[above][1], upper, said))
    return spoken + _implied(spoken, named, found)


def _named(row: Mapping[str, str], level: str) -> tuple[str, str]:
    label, slug = tidy(row.get(LABELS[level], "")), tidy(row.get(SLUGS[level], ""))
    if label and not slug:
        slug = slug_of(label)
    return label, slug


def _raw(number: str, row: Mapping[str, str], level: str, own, parent: str) -> Raw:
    said: dict[str, str | tuple[str, ...]] = {"title": own[0]} if LABELS[level] in row else {}
    for name, heading in DETAILS.items():
        if heading in row and name not in ("state", "merged_into"):
            said[name] = _listed(name, row[heading]) if name in LISTS else row[heading]
    state = tidy(row.get(DETAILS["state"], "")).lower()
    successor = row.get(DETAILS["merged_into"])
    return Raw(
        number,
        level,
        own[1],
        parent,
        said,
        _STATES_READ.get(state, state) or None,
        None if successor is None else tidy(successor),
    )


def _listed(name: str, cell: str) -> tuple[str, ...]:
    if name == "synonyms":
        return cells.separated(cell)
    return tuple(cell.replace(",", " ").split())


def _implied(spoken: Iterable[Raw], named: Iterable[Raw], found: list[Fault]) -> list[Raw]:
    """Return the terms that rows name above their own, without a row for themselves."""
    own = {(raw.level, raw.slug): raw for raw in spoken}
    implied: dict[tuple[str, str], Raw] = {}
    for raw in named:
        if not raw.said or (raw.level, raw.slug) in own:
            continue
        first = implied.setdefault((raw.level, raw.slug), raw)
        if raw.said != first.said:
            place = raw.row, column(raw.level, "title")
            found.append(faults.TwoLabels(*place, value=raw.slug))
    return list(implied.values())
