"""What a person or system says of a document when filing it, checked as a whole."""

from collections.abc import Container, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from farde.access.confidentiality import CONFIDENTIALITY_TITLES
from farde.core import clock
from farde.core.errors import Refusal, Refusals
from farde.document import errors
from farde.document.amounts import parsed_amount
from farde.document.terms import meant
from farde.document.vocabularies import CHANNEL_TITLES, DIRECTION_TITLES
from farde.thesaurus import operations as thesaurus
from farde.thesaurus.terms import Term

#: Class of a document whose term says nothing of it: social.
DEFAULT_CLASS = "c1"


@dataclass(frozen=True)
class Profile:
    """The metadata of a document; ids of terms, dates as days, the amount in euro."""

    document_type: str
    received_on: date
    direction: str = "incoming"
    channel: str = "mail"
    document_kind: str | None = None
    document_date: date | None = None
    sender: str | None = None
    confidentiality: str = DEFAULT_CLASS
    amount: Decimal | None = None
    creditor: str | None = None
    payment_due: date | None = None

    def fields(self) -> dict:
        """Return the profile as fields of a CaseDocument."""
        return asdict(self)


def parse_profile(raw: Mapping[str, object], kept: Container[str] = ()) -> Profile:
    """Read a profile from form or REST values; raises Refusals naming every field at fault.

    What neither the type nor the inventory entry asks for is not kept. Terms that the document
    has already are ``kept``, retired or not.
    """
    faults: list[Refusal] = []
    values = {name: _written(raw.get(name)) for name in Profile.__annotations__}
    values["document_type"], values["document_kind"] = meant(
        values["document_type"], values["document_kind"]
    )
    class_ = default_class(values["document_type"], values["document_kind"])
    parsed = {
        "document_type": _term(values["document_type"], kept, faults),
        "document_kind": _kind(values, kept, faults),
        "direction": _choice("direction", values, DIRECTION_TITLES, "incoming", faults),
        "channel": _choice("channel", values, CHANNEL_TITLES, "mail", faults),
        "confidentiality": _choice(
            "confidentiality", values, CONFIDENTIALITY_TITLES, class_, faults
        ),
        "received_on": _received(values["received_on"], faults),
        "document_date": _day("document_date", values["document_date"], faults),
        "sender": values["sender"] or None,
        **_asked(values, faults),
    }
    if faults:
        raise Refusals(faults)
    return Profile(**parsed)


def asked_fields(type_id: str, kind_id: str = "") -> frozenset[str]:
    """Return the names of the fields that a type and an inventory entry ask for at profiling."""
    return frozenset(name for term in _terms(type_id, kind_id) for name in term.asked_fields)


def default_class(type_id: str, kind_id: str = "") -> str:
    """Return the class of a document when nobody chose one: its entry's, else its type's."""
    given = [term.confidentiality for term in _terms(type_id, kind_id) if term.confidentiality]
    return given[-1] if given else DEFAULT_CLASS


def _terms(type_id: str, kind_id: str) -> list[Term]:
    found = (thesaurus.document_type(type_id or ""), thesaurus.document_kind(kind_id or ""))
    return [term for term in found if term is not None]


def _written(value: object) -> str:
    """Applications may send an amount as a number."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    text = str(value) if number else value
    return text.strip() if isinstance(text, str) else ""


def _asked(values: Mapping[str, str], faults: list[Refusal]) -> dict:
    asked = asked_fields(values["document_type"], values["document_kind"])
    given = {name: values[name] if name in asked else "" for name in values}
    return {
        "amount": _amount(given["amount"], faults),
        "creditor": given["creditor"] or None,
        "payment_due": _day("payment_due", given["payment_due"], faults),
    }


def _amount(value: str, faults: list[Refusal]) -> Decimal | None:
    try:
        return parsed_amount(value) if value else None
    except errors.InvalidAmount as refusal:
        faults.append(refusal)
        return None


def _term(slug: str, kept: Container[str], faults: list[Refusal]) -> str:
    term = thesaurus.document_type(slug)
    if not slug:
        faults.append(errors.MissingType())
    elif not _may_be_chosen(term, kept):
        faults.append(errors.UnknownType())
    return slug


def _kind(values: Mapping[str, str], kept: Container[str], faults: list[Refusal]) -> str | None:
    slug = values["document_kind"]
    if not slug:
        return None
    term = thesaurus.document_kind(slug)
    if not _may_be_chosen(term, kept):
        faults.append(errors.UnknownKind())
    elif term.parent != values["document_type"]:
        faults.append(errors.KindOfOtherType())
    return slug


def _may_be_chosen(term: Term | None, kept: Container[str]) -> bool:
    return term is not None and (term.offered(clock.today()) or term.id in kept)


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
