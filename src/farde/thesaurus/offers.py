"""The terms that a form of filing offers: all types, and the inventory of one of them."""

import json
from collections.abc import Iterable
from html import escape

from Products.Five.browser import BrowserView

from farde.core import clock
from farde.core.forms import text_of
from farde.core.visitor import current_language
from farde.thesaurus import snapshot
from farde.thesaurus.terms import Term


def types_offered() -> list[Term]:
    """Return the types under which a document can be filed today."""
    today = clock.today()
    types = snapshot.current().levels.get("DocumentType", ())
    return [one for one in types if one.offered(today)]


def kinds_offered(type_id: str) -> list[Term]:
    """Return the inventory entries of a type under which a document can be filed today."""
    today = clock.today()
    return [one for one in snapshot.current().kinds.get(type_id, ()) if one.offered(today)]


def options(terms: Iterable[Term], chosen: str) -> str:
    """Return the options of a select; a template takes a hundred times as long to write them."""
    language = current_language()
    return "".join(_option(_told(one, language), one.id == chosen) for one in terms)


def _option(told: dict[str, str], chosen: bool) -> str:
    safe = {name: escape(value) for name, value in told.items()}
    mark = ' selected="selected"' if chosen else ""
    return (
        f'<option value="{safe["id"]}"{mark} data-asks="{safe["asks"]}" '
        f'data-class="{safe["class"]}">{safe["title"]}</option>'
    )


def with_held(terms: list[Term], held: Term | None) -> list[Term]:
    """A document keeps a term that is no longer offered, until somebody chooses another one."""
    return terms if held is None or held in terms else [*terms, held]


class KindsOfType(BrowserView):
    """Tells the entries of the type asked for; a browser keeps them while the version stands."""

    def __call__(self) -> str:
        language, response = current_language(), self.request.response
        tag = f'"{snapshot.current().stamp}-{language}-{clock.today().isoformat()}"'
        response.setHeader("ETag", tag)
        response.setHeader("Cache-Control", "private, no-cache")
        response.setHeader("Vary", "Accept-Language, Cookie, Authorization")
        if self.request.getHeader("If-None-Match", "") == tag:
            response.setStatus(304)
            return ""
        response.setHeader("Content-Type", "application/json")
        kinds = kinds_offered(text_of(self.request.form, "type"))
        return json.dumps([_told(one, language) for one in kinds])


def _told(term: Term, language: str) -> dict[str, str]:
    return {
        "id": term.id,
        "title": term.label_in(language),
        "asks": " ".join(term.asked_fields),
        "class": term.confidentiality,
    }
