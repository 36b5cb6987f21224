"""The form a searchable copy is kept in: PDF/A-2b where that is honest, harmless in any case.

pikepdf repairs what can be repaired without touching what is shown, writes the file, reads it
again and approves it only if it knows every construct in it to conform.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import pdfa

_FLAVOUR = "2b"
# Findings told as the reason; they repeat themselves on every page.
_TOLD = 3
_HARMLESS_ACTIONS = ("/GoTo", "/URI", "/Named")
_ACTIVE_NOTES = ("/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D")
_DATED = re.compile(rb"<xmp:MetadataDate>.*?</xmp:MetadataDate>|\sxmp:MetadataDate=\"[^\"]*\"")


def write(opened: Callable[[], pikepdf.Pdf], target: Path) -> str:
    """Write the PDF that ``opened`` returns as PDF/A-2b; return why it is none, "" if it is.

    The same document gives the same bytes. What cannot be PDF/A is written as it is, without
    what acts by itself, and does not say that it is.
    """
    with opened() as pdf:
        reason = _archived(pdf, target)
    if reason:
        with opened() as pdf:
            disarm(pdf)
            _without(pdf.Root, "/Metadata")
            pdf.save(target, deterministic_id=True)
    return reason


def keep(source: Path, target: Path) -> str:
    """Write a PDF that needs no text to ``target``, archival if possible; return why not.

    One that cannot be PDF/A keeps its bytes, unless it acts by itself.
    """
    with pikepdf.open(source, suppress_warnings=True) as pdf:
        reason = _archived(pdf, target)
    if reason:
        with pikepdf.open(source, suppress_warnings=True) as pdf:
            if disarm(pdf):
                pdf.save(target, deterministic_id=True)
            else:
                shutil.copyfile(source, target)
    return reason


def disarm(pdf: pikepdf.Pdf) -> bool:
    """Take out scripts, launches and carried files; tell whether there were any."""
    opening = ["/OpenAction"] if _acts(pdf.Root.get("/OpenAction")) else []
    found = [_without(pdf.Root, "/AA", "/AF", *opening)]
    found.append(_without(pdf.Root.get("/Names"), "/JavaScript", "/EmbeddedFiles"))
    found.append(_without(pdf.Root.get("/AcroForm"), "/XFA"))
    for page in pdf.pages:
        found.append(_without(page.obj, "/AA", "/AF"))
        if isinstance(page.get("/Annots"), pikepdf.Array):
            found.append(_disarm_notes(page))
    return any(found)


def _archived(pdf, target):
    disarm(pdf)
    # Even a harmless place to open at is more than pikepdf vouches for.
    _without(pdf.Root, "/OpenAction")
    try:
        pdfa.prepare(pdf, _FLAVOUR, output_intent="sRGB")
        _forget_when(pdf)
        pdfa.save(pdf, target, _FLAVOUR, repair=False, deterministic_id=True)
    except pdfa.PdfaError as refused:
        return _reason(refused.report)
    return ""


def _without(thing, *names):
    if not isinstance(thing, pikepdf.Dictionary):
        return False
    there = [name for name in names if name in thing]
    for name in there:
        del thing[name]
    return bool(there)


def _disarm_notes(page):
    notes = [note for note in page.Annots if isinstance(note, pikepdf.Dictionary)]
    harmless = [note for note in notes if str(note.get("/Subtype")) not in _ACTIVE_NOTES]
    found = [_without(note, "/AA") for note in harmless]
    found += [_without(note, "/A") for note in harmless if _acts(note.get("/A"))]
    if len(harmless) < len(page.Annots):
        page.Annots = pikepdf.Array(harmless)
        return True
    return any(found)


def _acts(action):
    if not isinstance(action, pikepdf.Dictionary):
        return False
    # What follows an action may be anything.
    return str(action.get("/S")) not in _HARMLESS_ACTIONS or "/Next" in action


def _forget_when(pdf):
    packet = pdf.Root.Metadata
    packet.write(_DATED.sub(b"", packet.read_bytes()))


def _reason(report):
    rules = dict.fromkeys(finding.rule for finding in report.findings)
    return ", ".join(list(rules)[:_TOLD])
