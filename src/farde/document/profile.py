"""What a person or system says of a document when filing it, checked as a whole."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from farde.access.confidentiality import CONFIDENTIALITY_TITLES
from farde.core import clock
from farde.core.errors import Refusal, Refusals
from farde.document import errors
from farde.document.vocabularies import CHANNEL_TITLES, DIRECTION_TITLES
from farde.thesaurus import operations as thesaurus


@dataclass(frozen=True)
class Profile:
    """The metadata of a document; ids of terms, dates as days."""

    document_type: str
    received_on: date
    direction: str = "incoming"
    channel: str = "mail"
    document_kind: str | None = None
    document_date: date | None = None
    sender: str | None = None
    confidentiality: str = "c1"

    def fields(self) -> dict:
        """Return the profile as fields of a CaseDocument."""
        return asdict(self)


def parse_profile(raw: Mapping[str, str | None]) -> Profile:
    """Read a profile from form or REST values; raises Refusals naming every field at fault."""
    faults: list[Refusal] = []
    values = {name: (raw.get(name) or "").strip() for name in Profile.__annotations__}
    parsed = {
        "document_type": _term(values["document_type"], faults),
        "document_kind": _kind(values, faults),
        "direction": _choice("direction", values, DIRECTION_TITLES, "incoming", faults),
        "channel": _choice("channel", values, CHANNEL_TITLES, "mail", faults),
        "confidentiality": _choice("confidentiality", values, CONFIDENTIALITY_TITLES, "c1", faults),
        "received_on": _received(values["received_on"], faults),
        "document_date": _day("document_date", values["document_date"], faults),
        "sender": values["sender"] or None,
    }
    if faults:
        raise Refusals(faults)
    return Profile(**parsed)


def _term(slug: str, faults: list[Refusal]) -> str:
    term = thesaurus.document_type(slug)
    if not slug:
        faults.append(errors.MissingType())
    elif term is None or not term.offered(clock.today()):
        faults.append(errors.UnknownType())
    return slug


def _kind(values: Mapping[str, str], faults: list[Refusal]) -> str | None:
    slug = values["document_kind"]
    if not slug:
        return None
    term = thesaurus.document_kind(slug)
    if term is None or not term.offered(clock.today()):
        faults.append(errors.UnknownKind())
    elif term.parent != values["document_type"]:
        faults.append(errors.KindOfOtherType())
    return slug


def _choice(name: str, values: Mapping[str, str], titles, default: str, faults) -> str:
    value = values[name] or default
    if value not in titles:
        faults.append(errors.UnknownChoice(field=name))
    return value


def _received(value: str, faults: list[Refusal]) -> date | None:
    if not value:
        faults.append(errors.MissingReceipt())
        return None
    day = _day("received_on", value, faults)
    if day is not None and day > clock.today():
        faults.append(errors.FutureReceipt())
    return day


def _day(name: str, value: str, faults: list[Refusal]) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        faults.append(errors.InvalidDay(field=name))
        return None
