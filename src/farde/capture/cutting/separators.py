"""What the codes of our own sheets say: typed, versioned, checked, and about no person.

A payload is written in the signs that a QR code packs tightest, so that its squares are large:
``FARDE/2/S/2026-000123/ATTESTATIONS-EMPLOI/GUICHET-2/7K3M9X2P/MZXW6YTBOI5G23DF/5D0A1C2B``.
Version 1 had no seal, the last field but one.
"""

import re
import secrets
import zlib
from dataclasses import dataclass, replace

_UNSEALED, _SEALED = "FARDE/1", "FARDE/2"
_SEPARATOR, _COVER = "S", "C"
_NUMBER = re.compile(r"(\d{4}-\d{6,})?")
_SLUG = re.compile(r"([a-z0-9]+(-[a-z0-9]+)*)?")
_NONCE = re.compile(r"[2-9A-HJKMNP-Z]{8}")
_SEAL = re.compile(r"[A-Z2-7]{16}")
_NONCE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_DOCUMENT_NUMBER = re.compile(r"FARDE[- ]?(\d{4,20})")


@dataclass(frozen=True)
class Separator:
    """A sheet laid before a document; each field but ``nonce`` may be left open.

    ``dossier`` is a dossier's number, ``document_type`` the id of a type, ``nonce`` tells one
    printed sheet from another, and ``seal`` that the site itself has printed it.
    """

    dossier: str = ""
    document_type: str = ""
    station: str = ""
    nonce: str = ""
    seal: str = ""


@dataclass(frozen=True)
class Cover:
    """The sheet over what was handed in at the counter, by the reference of its receipt."""

    receipt: str
    station: str = ""
    nonce: str = ""
    seal: str = ""


type Sheet = Separator | Cover


def with_nonce(sheet: Sheet) -> Sheet:
    """Return the sheet with a nonce of its own."""
    return replace(sheet, nonce="".join(secrets.choice(_NONCE_SIGNS) for _ in range(8)))


def encode(sheet: Sheet) -> str:
    """Return the payload of a sheet; raises ValueError for what a payload may not hold."""
    said = statement(sheet)
    body = f"{said}/{sheet.seal}".replace(_UNSEALED, _SEALED, 1) if sheet.seal else said
    text = f"{body}/{_check(body)}"
    if parse(text) != sheet:
        raise ValueError("not a number, a slug or a nonce")
    return text


def statement(sheet: Sheet) -> str:
    """Return all that a sheet says, which is what a seal is set on."""
    return "/".join([_UNSEALED, *_fields(sheet)]).upper()


def parse(text: str) -> Sheet | None:
    """Return the sheet a payload names, None for the code of somebody else or a damaged one.

    Whether its seal is true is for whoever knows the key.
    """
    body, _slash, check = text.rpartition("/")
    if check != _check(body):
        return None
    if body.startswith(f"{_SEALED}/"):
        said, _slash, seal = body.removeprefix(f"{_SEALED}/").rpartition("/")
        return _sheet(said.split("/"), seal) if _SEAL.fullmatch(seal) else None
    is_ours = body.startswith(f"{_UNSEALED}/")
    return _sheet(body.removeprefix(f"{_UNSEALED}/").split("/"), "") if is_ours else None


def document_number(text: str) -> str:
    """Return the number in a barcode glued on a document, such as ``FARDE0001234``, or ""."""
    found = _DOCUMENT_NUMBER.fullmatch(text.strip().upper())
    return found[1] if found else ""


def is_slug(text: str) -> bool:
    """Whether a text may stand for a station, a type or a receipt in a payload."""
    return _SLUG.fullmatch(text) is not None


def _sheet(fields, seal):
    match fields:
        case [kind, dossier, document_type, station, nonce] if kind == _SEPARATOR:
            return _sound(Separator(dossier, document_type.lower(), station.lower(), nonce, seal))
        case [kind, receipt, station, nonce] if kind == _COVER:
            return _sound(Cover(receipt.lower(), station.lower(), nonce, seal))
    return None


def _fields(sheet):
    if isinstance(sheet, Separator):
        return _SEPARATOR, sheet.dossier, sheet.document_type, sheet.station, sheet.nonce
    return _COVER, sheet.receipt, sheet.station, sheet.nonce


def _sound(sheet):
    if isinstance(sheet, Separator):
        sound = _NUMBER.fullmatch(sheet.dossier) and is_slug(sheet.document_type)
    else:
        sound = sheet.receipt and is_slug(sheet.receipt)
    return sheet if sound and is_slug(sheet.station) and _NONCE.fullmatch(sheet.nonce) else None


def _check(body):
    return f"{zlib.crc32(body.encode()):08X}"
