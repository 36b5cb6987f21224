"""Whom the words at the counter mean: enough to choose the right dossier, no more.

Protected dossiers are not found. A name alone never decides: the agent chooses.
"""

import re

from farde.capture.counter.errors import MissingCitizen, NobodyFound, SeveralFound
from farde.dossier import niss
from farde.dossier import operations as dossiers
from farde.dossier.operations import DossierHit

_NUMBER = re.compile(r"\d{4}-\d{6}")
_NISS = re.compile(r"[\d\s.\-/]{9,}")


def meant(words: str, chosen: str = "") -> DossierHit:
    """Return the dossier that a number or a NISS names; of a name, the one whose number is chosen.

    A choice among those that other words meant counts for nothing. Raises MissingCitizen,
    InvalidNiss, NobodyFound, and SeveralFound for a name.
    """
    words = words.strip()
    if not words:
        raise MissingCitizen
    number = _NUMBER.match(words)
    if number is None and _NISS.fullmatch(words):
        niss.normalise(words)
    hits = dossiers.find(number[0] if number else words)
    picked = [hit for hit in hits if hit.number == chosen]
    if picked:
        return picked[0]
    exact = [hit for hit in hits if hit.number == number[0]] if number else hits
    if not exact:
        raise NobodyFound
    if len(exact) > 1 or not any(sign.isdigit() for sign in words):
        raise SeveralFound
    return exact[0]


def candidates(words: str) -> list[DossierHit]:
    """Return those whom words may mean, for the agent to choose from."""
    return dossiers.find(words)


def language_of(dossier_uid: str) -> str:
    """Return the language of a dossier's person, "both" where it is not known (BE-29)."""
    if not dossier_uid:
        return "both"
    person = dossiers.beneficiary(dossiers.by_uid(dossier_uid))
    return getattr(person, "language", "") or "both"
