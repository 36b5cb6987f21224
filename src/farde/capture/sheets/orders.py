"""Which sheets are wanted, as a form or a program says it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from farde.capture.cutting.seals import sealed
from farde.capture.cutting.separators import Separator, is_slug
from farde.capture.sheets.errors import HowManySheets, UnknownLanguage, UnknownStation
from farde.core.errors import Refusal, Refusals
from farde.core.forms import as_text, as_texts
from farde.document.errors import UnknownType
from farde.dossier import operations as dossiers
from farde.thesaurus import offers

LANGUAGES = ("fr", "nl", "en")
#: Sheets of one printing: as many take about a second to draw.
MOST = 60
_LONGEST_STATION = 24


@dataclass(frozen=True)
class Order:
    """The sheets in the order of printing; ``None`` is one with bars alone."""

    sheets: Sequence[Separator | None]
    language: str


def order_of(raw: Mapping[str, object]) -> Order:
    """Read what was asked for; raises Refusals naming each field at fault.

    ``dossiers`` are numbers, none for a sheet of any dossier; ``copies`` sheets are made of each.
    ``plain`` asks for sheets with the bars of a patch code T alone.
    """
    faults: list[Refusal] = []
    plain = bool(raw.get("plain"))
    numbers = [] if plain else _numbers(as_texts(raw.get("dossiers")), faults)
    copies = _copies(raw, max(1, len(numbers)), faults)
    language = as_text(raw.get("language")) or LANGUAGES[0]
    if language not in LANGUAGES:
        faults.append(UnknownLanguage())
    type_id, station = _type(raw, faults), _station(raw, faults)
    if faults:
        raise Refusals(faults)
    if plain:
        return Order([None] * copies, language)
    kinds = [Separator(number, type_id, station) for number in numbers or [""]]
    return Order([sealed(one) for one in kinds for _copy in range(copies)], language)


def station_slug(name: str) -> str:
    """Return a station's name as sheets bear it: ``Guichet 2`` is ``guichet-2``."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\s_-]+", "-", "".join(s for s in plain if not unicodedata.combining(s))).strip(
        "-"
    )


def _numbers(given, faults) -> list[str]:
    found = []
    for place, text in enumerate(given):
        if not text.strip():
            continue
        try:
            found.append(dossiers.by_number(text.strip().split(" ")[0]).getId())
        except Refusal as refusal:
            faults.append(type(refusal)(f"dossiers.{place}"))
    return list(dict.fromkeys(found))


def _copies(raw, kinds, faults) -> int:
    text = str(raw.get("copies") or "1").strip()
    copies = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
    if not 1 <= copies * kinds <= MOST:
        faults.append(HowManySheets(most=MOST))
    return copies


def _type(raw, faults) -> str:
    slug = as_text(raw.get("document_type")).strip()
    if slug and slug not in {term.id for term in offers.types_offered()}:
        faults.append(UnknownType())
    return slug


def _station(raw, faults) -> str:
    slug = station_slug(as_text(raw.get("station")))
    if len(slug) > _LONGEST_STATION or not is_slug(slug):
        faults.append(UnknownStation())
    return slug
