"""The fields of a term as a form shows and sends them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from plone import api
from zope.schema import Choice, Date, List, Text, TextLine
from zope.schema.interfaces import IField

from farde.core.errors import Refusal


@dataclass(frozen=True)
class FormField:
    """A field with what stands in it: a text, or the tokens that are ticked.

    ``widget`` is one of ``line``, ``lines``, ``text``, ``day``, ``choice`` and ``ticks``.
    """

    name: str
    title: str
    help: str
    widget: str
    required: bool
    text: str = ""
    ticked: tuple[str, ...] = ()
    choices: list[tuple[str, str]] = field(default_factory=list)
    refusal: Refusal | None = None


def form_field(one: IField, value: object, refusal: Refusal | None = None) -> FormField:
    """Return a schema field as a form shows it with a value."""
    widget = widget_of(one)
    return FormField(
        name=one.__name__,
        title=one.title,
        help=one.description,
        widget=widget,
        required=bool(one.required),
        text="" if widget == "ticks" else _written(value),
        ticked=tuple(value or ()) if widget == "ticks" else (),
        choices=choices(one),
        refusal=refusal,
    )


def given(one: IField, sent: Mapping[str, object]) -> object:
    """Return what a form says of a field: a text, or a tuple of texts for lists."""
    value = sent.get(one.__name__) or ""
    texts = [text for text in ([value] if isinstance(value, str) else value) if text]
    if widget_of(one) == "ticks":
        return tuple(str(text) for text in texts)
    text = str(texts[0] if texts else "").replace("\r\n", "\n").strip()
    if widget_of(one) == "lines":
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    return text


def widget_of(one: IField) -> str:
    """Return how a form asks for a field."""
    if isinstance(one, List):
        return "ticks" if isinstance(one.value_type, Choice) else "lines"
    kinds = {Choice: "choice", Date: "day", TextLine: "line", Text: "text"}
    return next(widget for kind, widget in kinds.items() if isinstance(one, kind))


def choices(one: IField) -> list[tuple[str, str]]:
    """Return token and title of what a field lets choose; empty for fields to write in."""
    chosen = one.value_type if isinstance(one, List) else one
    if not isinstance(chosen, Choice):
        return []
    vocabulary = chosen.bind(api.portal.get()).vocabulary
    return [(term.token, term.title) for term in vocabulary]


def _written(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "\n".join(value) if isinstance(value, (list, tuple)) else str(value or "")
