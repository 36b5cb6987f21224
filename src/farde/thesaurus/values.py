"""The values of a term by the names of its schema, as proposals and files carry them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from textwrap import shorten

from plone import api
from zope.interface import Invalid
from zope.schema import Date, List, Text, getFieldsInOrder
from zope.schema.interfaces import IField

from farde.core.errors import Refusal
from farde.thesaurus import errors
from farde.thesaurus.content import IDocumentKind, IDocumentType, IThesaurusProfile
from farde.thesaurus.terms import Term

SCHEMAS = {
    "ThesaurusProfile": IThesaurusProfile,
    "DocumentType": IDocumentType,
    "DocumentKind": IDocumentKind,
}
#: Fields that a Term calls otherwise.
_ATTRIBUTES = {
    "title": "label",
    "title_nl": "label_nl",
    "title_en": "label_en",
    "default_confidentiality": "confidentiality",
}
#: Codes that no text has, and no XML file may have.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: A list still shows a label of this length, and a page such a note.
_LONGEST_LINE, _LONGEST_TEXT = 250, 10_000
#: Written by a merge alone.
_KEPT = "merged_into"


def fields(level: str) -> dict[str, IField]:
    """Return the fields that can be proposed for terms of a level, in the order of the schema."""
    return {name: one for name, one in getFieldsInOrder(SCHEMAS[level]) if name != _KEPT}


def values(term: Term) -> dict[str, object]:
    """Return the present values of a term by the names of its fields."""
    return {name: getattr(term, _ATTRIBUTES.get(name, name)) for name in fields(term.level)}


def with_values(term: Term, given: Mapping[str, object]) -> Term:
    """Return a term with some of its values changed."""
    return replace(term, **{_ATTRIBUTES.get(name, name): value for name, value in given.items()})


def cleaned(level: str, given: Mapping[str, object]) -> tuple[dict[str, object], list[Refusal]]:
    """Return values in the form in which terms hold them, and what is wrong with the others.

    Days may come as ISO texts, and lists as any sequence; an empty value is "", () or None.
    """
    known, clean, faults = fields(level), {}, []
    for name, value in given.items():
        if name not in known:
            faults.append(errors.UnknownField(field=name, name=name))
            continue
        try:
            clean[name] = _clean(known[name], value)
            _validate(known[name], clean[name])
        except (Invalid, TypeError, ValueError):
            faults.append(errors.InvalidValue(field=name, value=_shown(value)))
    return clean, faults + _of_the_whole(clean)


def stored(name: str, level: str, value: object) -> object:
    """Return a value as the content of a term keeps it."""
    return list(value) if isinstance(fields(level)[name], List) else value or None


def _clean(field: IField, value: object) -> object:
    if isinstance(field, List):
        if not isinstance(value or (), list | tuple):
            raise TypeError("no list")
        return tuple(dict.fromkeys(value or ()))
    if isinstance(field, Date):
        return date.fromisoformat(value) if isinstance(value, str) and value else value or None
    if not isinstance(value or "", str):
        raise TypeError("no text")
    return (value or "").strip()


def _validate(field: IField, value: object) -> None:
    if value in ("", (), None):
        return
    for text in value if isinstance(field, List) else (value,):
        if isinstance(text, str) and (CONTROL.search(text) or _too_long(field, text)):
            raise ValueError("no text to show")
    shown = list(value) if isinstance(field, List) else value
    field.bind(api.portal.get()).validate(shown)


def _too_long(field: IField, text: str) -> bool:
    return len(text) > (_LONGEST_TEXT if type(field) is Text else _LONGEST_LINE)


def _of_the_whole(clean: Mapping[str, object]) -> list[Refusal]:
    faults: list[Refusal] = []
    if "title" in clean and not clean["title"]:
        faults.append(errors.MissingLabel())
    first, last = clean.get("valid_from"), clean.get("valid_to")
    if first and last and last < first:
        faults.append(errors.EndBeforeBegin())
    return faults


def _shown(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", shorten(text, 80, placeholder="…"))
