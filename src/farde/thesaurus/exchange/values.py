"""Texts of a file become values of a term; what cannot be understood is a fault at its place."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from farde.access.confidentiality import CONFIDENTIALITY_TITLES
from farde.core.days import parsed_day
from farde.thesaurus.exchange import faults
from farde.thesaurus.exchange.entries import DAYS, LISTS, Entry, Raw, Value, tidy
from farde.thesaurus.exchange.faults import Fault
from farde.thesaurus.states import STATE_TITLES
from farde.thesaurus.values import CONTROL, fields
from farde.thesaurus.vocabularies import ASKED_FIELD_TITLES, SERVICE_TITLES

#: Values that are chosen from a list.
_CHOICES = {
    "default_confidentiality": tuple(CONFIDENTIALITY_TITLES),
    "asked_fields": tuple(ASKED_FIELD_TITLES),
    "readers": tuple(SERVICE_TITLES),
    "state": tuple(STATE_TITLES),
}
#: A spreadsheet that is set to Belgium writes every day it recognises in this way.
_BELGIAN_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")

#: How a format calls a field of a level, for whoever has to find the fault.
type Column = Callable[[str, str], str]
type Place = tuple[str, str]


def understood(raws: Iterable[Raw], column: Column) -> tuple[list[Entry], list[Fault]]:
    """Return what rows say, and everything that is wrong with their values."""
    found: list[Fault] = []
    entries = [_entry(raw, column, found) for raw in raws]
    return entries, found


def _entry(raw: Raw, column: Column, found: list[Fault]) -> Entry:
    known, values = fields(raw.level), {}
    for name, said in raw.said.items():
        value = _value(name, said, (raw.row, column(raw.level, name)), found)
        # An empty cell of a column that terms of this level do not have says nothing.
        if name in known or value:
            values[name] = value
    if raw.state:
        _among("state", raw.state, (raw.row, column(raw.level, "state")), found)
    return Entry(raw.row, raw.level, raw.slug, raw.parent, values, raw.state, raw.merged_into)


def _value(name: str, said: str | tuple[str, ...], place: Place, found: list[Fault]) -> Value:
    if name in LISTS:
        texts = tuple(dict.fromkeys(filter(None, map(tidy, said))))
        for text in texts:
            _sound(name, text, place, found)
        return texts
    text = tidy(said)
    if text:
        _sound(name, text, place, found)
    return _day(text, place, found) if name in DAYS else text


def _sound(name: str, text: str, place: Place, found: list[Fault]) -> None:
    if CONTROL.search(text):
        found.append(faults.ForbiddenCharacter(*place))
    else:
        _among(name, text, place, found)


def _among(name: str, text: str, place: Place, found: list[Fault]) -> None:
    if name in _CHOICES and text not in _CHOICES[name]:
        found.append(faults.NotAmong(*place, value=text, choices=", ".join(_CHOICES[name])))


def _day(text: str, place: Place, found: list[Fault]) -> date | None:
    belgian = _BELGIAN_DAY.fullmatch(text)
    iso = "{2}-{1:0>2}-{0:0>2}".format(*belgian.groups()) if belgian else text
    day = parsed_day(iso)
    if text and day is None:
        found.append(faults.BadDate(*place, value=text))
    return day
