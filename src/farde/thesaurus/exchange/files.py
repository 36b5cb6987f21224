"""Files as people send them: which format, which letters; read into the terms they speak of."""

import codecs
from dataclasses import dataclass
from pathlib import PurePath

from farde.thesaurus.exchange import skos, table
from farde.thesaurus.exchange.entries import Entry
from farde.thesaurus.exchange.errors import (
    MissingTable,
    SpreadsheetFile,
    TableTooLarge,
    UnreadableText,
)
from farde.thesaurus.exchange.faults import Fault
from farde.thesaurus.exchange.values import Column, understood

CSV, TURTLE, RDF_XML = "csv", "turtle", "xml"
#: Ends of file names, and content types.
_FORMATS = {
    ".csv": CSV,
    ".txt": CSV,
    ".ttl": TURTLE,
    ".rdf": RDF_XML,
    ".xml": RDF_XML,
    "text/csv": CSV,
    "text/turtle": TURTLE,
    "application/rdf+xml": RDF_XML,
}
#: Two megabytes are some ten thousand terms.
LIMIT = 2
BYTES = LIMIT * 1024 * 1024
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class Reading:
    """The terms of a file, what is wrong with them, and how its format calls their fields."""

    entries: list[Entry]
    faults: list[Fault]
    column: Column


def read(data: bytes, name: str = "") -> Reading:
    """Read a file by its name or content type, else by what is in it. Raises FileRefusal."""
    if not data.strip():
        raise MissingTable
    if len(data) > BYTES:
        raise TableTooLarge(limit=LIMIT)
    if data.startswith(_WORKBOOKS):
        raise SpreadsheetFile
    text = _text(data)
    found = _FORMATS.get(name) or _FORMATS.get(PurePath(name).suffix.lower()) or _guessed(text)
    if found == CSV:
        raws, faults, column = *table.read(text), table.column
    else:
        raws, faults, column = *skos.read(text, found), skos.column
    entries, more = understood(raws, column)
    return Reading(entries, [*faults, *more], column)


def _text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(data, "utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What a spreadsheet of a Belgian desk writes when it is asked for plain CSV.
        return _decoded(data, "windows-1252")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableText from error


def _guessed(text: str) -> str:
    start = text.lstrip()[:200]
    if start.startswith(("<?xml", "<rdf:")):
        return RDF_XML
    return TURTLE if start.lower().startswith(("@prefix", "@base", "prefix ")) else CSV
