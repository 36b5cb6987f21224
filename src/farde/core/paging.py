"""Long lists in pages, by links that keep what was asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True)
class Page:
    """One page of a list: what stands on it, and the addresses of its neighbours ("" for none)."""

    items: Sequence[Any]
    number: int
    last: int
    previous_url: str
    next_url: str


def page_of(
    items: Sequence[Any], size: int, asked: str | None, base: str, query: Mapping[str, str]
) -> Page:
    """Return the page asked for, the nearest one where there is no such page."""
    last = max(1, -(-len(items) // size))
    number = min(max(int(asked), 1), last) if isinstance(asked, str) and asked.isdecimal() else 1

    def url(to: int) -> str:
        kept = {name: value for name, value in query.items() if value}
        return f"{base}?{urlencode(kept | {'page': to})}" if 1 <= to <= last else ""

    start = (number - 1) * size
    return Page(items[start : start + size], number, last, url(number - 1), url(number + 1))
