"""What a program gives in one request: files, what it knows of them, a key of its own."""

import base64
import binascii
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plone import api

from farde.capture import deposits, operations
from farde.capture.about import About
from farde.capture.channels.errors import KeyReused, LongKey
from farde.capture.errors import MalformedFile, MissingFile, NotYoursToFile
from farde.capture.operations import Given
from farde.core import clock
from farde.core.days import parsed_day
from farde.core.forms import text_of
from farde.core.visitor import current_user_id
from farde.document.errors import FutureReceipt, InvalidDay, UnknownChoice
from farde.document.mapped import opened
from farde.document.vocabularies import CHANNEL_TITLES
from farde.dossier import operations as dossiers

#: Signs of a key; enough for any UUID or digest.
_KEY_LENGTH = 200


@dataclass(frozen=True)
class Deposit:
    """What came of a request; ``documents`` are those it was filed as, ``is_new`` tells a retry."""

    batch: object
    is_new: bool
    documents: tuple = ()


def files(body: Mapping, form: Mapping) -> list[Given]:
    """Return the files that were sent, in their order; raises MissingFile and MalformedFile.

    Uploaded files stay where the server put them: none is read into memory.
    """
    uploaded = [*_uploaded(form.get("file")), *_uploaded(form.get("files"))]
    if uploaded:
        return [_from_upload(one) for one in uploaded]
    sent = [body["file"]] if body.get("file") is not None else body.get("files")
    if not isinstance(sent, list) or not sent:
        raise MissingFile
    return [_from_json(one) for one in sent]


def about(body: Mapping) -> About:
    """Return what the sender knows of a deposit; raises InvalidDay, FutureReceipt, UnknownDossier.

    ``for_dossier`` proposes a dossier to whoever files; only who may file may name one.
    """
    return About(
        station=text_of(body, "station"),
        dossier_uid=_dossier_uid(text_of(body, "for_dossier")),
        received_on=_received(text_of(body, "received_on")),
        sender=text_of(body, "sender"),
        language=text_of(body, "language")[:2],
        marks={"way": "rest"},
    )


def circuit(body: Mapping) -> str:
    """Return the circuit a program names, its own where it names none; raises UnknownChoice."""
    named = text_of(body, "channel") or "api"
    if named not in CHANNEL_TITLES:
        raise UnknownChoice("channel")
    return named


def deposit(given: list[Given], body: Mapping, key: str = "") -> Deposit:
    """Deposit what was given; a key that was used before leads to the deposit it made.

    Raises KeyReused where the key came with other bytes, and the refusals of ``inspect``.
    """
    if not key:
        return Deposit(operations.deposit_all(given, circuit(body), about(body)), True)
    if len(key) > _KEY_LENGTH:
        raise LongKey
    own = f"rest|{current_user_id()}|{key}"
    batch, is_new = operations.deposit_once(own, given, circuit(body), about(body))
    if is_new:
        return Deposit(batch, True)
    if batch.sha256 != hashlib.sha256(given[0].data).hexdigest():
        raise KeyReused
    return Deposit(batch, False, tuple(_documents(batch)))


def _documents(batch) -> Iterator:
    """What the deposit was filed as, for who may know: its depositor alone is told of progress."""
    if api.user.has_permission("farde: Capture", obj=api.portal.get()):
        filed = deposits.filed_as(batch.document_uid or "")
        yield from (one._unrestrictedGetObject() for one in filed if not deposits.hidden(one))


def _uploaded(field: object) -> Iterator:
    for one in field if isinstance(field, list) else [field]:
        if hasattr(one, "read") and getattr(one, "filename", ""):
            yield one


def _from_upload(upload) -> Given:
    content_type = upload.headers.get("Content-Type", "")
    return Given(opened(upload.file), upload.filename, content_type, _title(upload.filename))


def _from_json(sent: object) -> Given:
    if not isinstance(sent, Mapping) or "data" not in sent:
        raise MissingFile
    name = text_of(sent, "filename")
    return Given(_decoded(sent), name, text_of(sent, "content-type"), _title(name))


def _decoded(sent: Mapping) -> bytes:
    if sent.get("encoding") != "base64":
        raise MalformedFile
    try:
        return base64.b64decode(sent["data"], validate=True)
    except (binascii.Error, ValueError, TypeError) as error:
        raise MalformedFile from error


def _title(name: str) -> str:
    return name.rpartition(".")[0] or name


def _dossier_uid(number: str) -> str:
    if not number:
        return ""
    if not api.user.has_permission("farde: Capture", obj=api.portal.get()):
        raise NotYoursToFile("for_dossier")
    return api.content.get_uuid(dossiers.by_number(number))


def _received(text: str):
    day = parsed_day(text)
    if text and day is None:
        raise InvalidDay("received_on")
    if day and day > clock.today():
        raise FutureReceipt("received_on")
    return day
