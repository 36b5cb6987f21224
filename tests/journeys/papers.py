"""What the clerk of the journeys holds in hand: a bank statement of three pages, and a bad file."""

import re
from datetime import date
from pathlib import Path
from random import Random

import numpy as np

from farde.demo import broken
from farde.demo.formats import as_pdf
from farde.demo.letterhead import Letter, typed
from farde.demo.letters import models
from farde.demo.paper import CLEAN, aged
from farde.demo.people import SyntheticPerson
from farde.demo.sheet import Sheet

TYPE = "attestations-donnees-bancaires"


def write_papers(folder: Path, person: SyntheticPerson) -> dict[str, str]:
    """Write the files; return their paths and what is to be read in them, as robot variables."""
    sheet = _statement(person)
    grain = np.random.default_rng(1)
    pages = [aged(page, CLEAN, grain) for page in sheet.pages]
    scan, bad = folder / "extrait.pdf", folder / "lettre.pdf"
    scan.write_bytes(as_pdf(pages, CLEAN.dpi))
    bad.write_bytes(broken.text_named_pdf())
    return {"SCAN": str(scan), "NOT_A_PDF": str(bad), "WORD_ON_PAGE_2": _telling_word(sheet)}


def _statement(person: SyntheticPerson) -> Sheet:
    model = next(m for m in models() if (m.type_id, m.language, m.pages) == (TYPE, "fr", 3))
    letter = Letter(model, person, date(2026, 6, 19), date(2026, 6, 24), "email")
    return typed(letter, Sheet(CLEAN.dpi, CLEAN.mode), Random(1))


def _telling_word(sheet: Sheet) -> str:
    """Return a long word of plain letters that stands on page 2 and on no other."""
    words = [set(re.findall(r"\b[a-z]{7,}\b", "\n".join(lines))) for lines in sheet.truth]
    return max(sorted(words[1] - words[0] - words[2]), key=len)
