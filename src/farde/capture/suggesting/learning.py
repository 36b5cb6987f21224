"""Learning anew from what the centre filed: texts, references, senders, and how good signs are.

The model is trained in a process of its own, which is given words without the names of the
registry; so the other threads of the worker go on, and nothing is written on a disk meanwhile.
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from io import BytesIO

import numpy as np

from farde.capture.suggesting import days, learned, operations, people, traits
from farde.capture.suggesting.filings import Filing
from farde.capture.suggesting.learned import Facts, Version
from farde.capture.suggesting.names import NameIndex
from farde.capture.suggesting.senders import plain
from farde.capture.suggesting.suggestion import Material, Suggestion
from farde.core import clock
from farde.core.words import fold

#: Seconds that a training may take by the clock.
_PATIENCE = 1800
#: Documents on which the signs are measured; each asks the registry.
_MEASURED = 600
#: A sender of fewer dossiers may be a citizen.
_DOSSIERS = 3


class TrainingFailed(Exception):
    """The process that trains ended without a model."""


def learn(filings: Sequence[Filing], key: bytes) -> tuple[bytes, Facts]:
    """Return the model as arrays, and what else is known; raises TrainingFailed."""
    index = people.registry()
    arrays, trials = trained([(_nameless(one, index), one.label) for one in filings], filings)
    known = Facts(references=_references(filings, key), senders=_senders(filings))
    measured = filings[:: max(1, len(filings) // _MEASURED)]
    rates = _rates(measured, Version(facts=known, key=key))
    version = Version(facts=Facts(known.references, {}, known.senders, rates), key=key)
    tried = {**_by_level(trials), **_trials(measured, version)}
    return arrays, Facts(known.references, {}, known.senders, rates, tried)


def trained(
    texts: Sequence[tuple[str, str]], filings: Sequence[Filing]
) -> tuple[bytes, list[list]]:
    """Have a process of its own learn labels of texts; return the model and its trials.

    Raises TrainingFailed.
    """
    dossiers = {uid: number for number, uid in enumerate({one.dossier_uid for one in filings})}
    rows = [
        [text, label, dossiers[one.dossier_uid]]
        for (text, label), one in zip(texts, filings, strict=True)
    ]
    done = _run(json.dumps(rows).encode())
    with np.load(BytesIO(done), allow_pickle=False) as told:
        return told["model"].tobytes(), json.loads(told["told"].tobytes())["trials"]


def _run(given: bytes) -> bytes:
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    paths = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-m", "farde.capture.suggesting.training"]
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=_PATIENCE,
            env=os.environ | threads | paths,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        # What the process wrote may quote what it read.
        raise TrainingFailed from error
    return done.stdout


def _nameless(filing: Filing, index: NameIndex) -> str:
    words = fold("\n".join(filing.pages)).split()
    return " ".join(word for word in words if not any(map(index.bears, _parts(word))))


def _parts(word: str) -> list[str]:
    return "".join(char if char.isalpha() else " " for char in word).split()


def _references(filings: Sequence[Filing], key: bytes) -> Mapping[str, Sequence[str]]:
    """References that lead to one dossier alone, as digests."""
    seen: dict[str, set[str]] = defaultdict(set)
    for one in filings:
        for trait in traits.references("\n".join(one.pages)):
            seen[learned.digest(key, trait.value)].add(one.dossier_uid)
    return {mark: sorted(uids) for mark, uids in seen.items() if len(uids) == 1}


def _senders(filings: Sequence[Filing]) -> Mapping[str, str]:
    written: dict[str, str] = {}
    dossiers: dict[str, set[str]] = defaultdict(set)
    for one in filings:
        if len(plain(one.sender)) > 3:
            written[plain(one.sender)] = one.sender
            dossiers[plain(one.sender)].add(one.dossier_uid)
    return {who: written[who] for who, of in sorted(dossiers.items()) if len(of) >= _DOSSIERS}


def _rates(filings: Sequence[Filing], version: Version) -> Mapping[str, Sequence[int]]:
    """How often each sign was there, and how often it was right."""
    rates: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in filings:
        for sign in {(sign.field, sign.value, sign.reason): sign for sign in _signs(one, version)}:
            rates[sign[2]][0] += 1
            rates[sign[2]][1] += sign[1] == _meant(one, sign[0])
    return dict(rates)


def _signs(one: Filing, version: Version) -> list[Suggestion]:
    """The signs on a document; its own references are known from itself, and say nothing."""
    given = Material(pages=one.pages)
    found = [
        sign
        for sign in people.signs(given, version, people.registry())
        if sign.reason != "reference"
    ]
    if one.document_date:
        dated = days.written_on(one.pages, clock.today())
        found += [operations.day("document_date", day, version) for day in dated]
    return found


def _meant(one: Filing, field: str) -> str:
    if field == "dossier":
        return one.dossier_number
    return one.document_date.isoformat() if one.document_date else ""


def _trials(filings: Sequence[Filing], version: Version) -> Mapping[str, list[list]]:
    """What is said of documents that are filed: for each, whether the best was the one meant."""
    found: dict[str, list[list]] = {"dossier": [], "document_date": []}
    for one in filings:
        signs = _signs(one, version)
        for field, trials in found.items():
            if _meant(one, field):
                trials.append(_trial([s for s in signs if s.field == field], _meant(one, field)))
    return found


def _trial(signs: Sequence[Suggestion], meant: str) -> list:
    """Which dossier or day it was is not kept: right or wrong, and how sure."""
    best = next(iter(operations.joined(signs)), None)
    if best is None:
        return ["right", "", 0.0]
    return ["right", "right" if best.value == meant else "wrong", round(best.confidence, 4)]


def _by_level(trials: Sequence[Sequence]) -> Mapping[str, list[list]]:
    """Trials of labels as trials of types, and of the entries below them."""
    types, kinds = [], []
    for meant, said, sure in trials:
        types.append([meant.partition("|")[0], said.partition("|")[0], sure])
        kind = said.partition("|")[2]
        if kind or meant.partition("|")[2]:
            kinds.append([meant.partition("|")[2], kind, sure])
    return {"document_type": types, "document_kind": kinds}
