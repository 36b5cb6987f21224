"""Trials asked for: small ones are answered at once, large ones by a worker, with progress."""

from collections.abc import Iterable
from datetime import timedelta

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer

from farde.core import clock, ids, outbox
from farde.core.background import committing
from farde.core.interfaces import IBackgroundTask
from farde.core.visitor import current_user_id
from farde.routing import errors
from farde.routing.editing import changed
from farde.routing.findings import Findings, findings
from farde.routing.rows import Row
from farde.routing.rulestates import photograph
from farde.routing.sample import Sample, documents, facts, hidden_dossiers
from farde.routing.trial import compare

_ANNOTATION = "farde.signal-table.trials"
TASK = "farde.try-signal-table"
#: More documents than this are tried by a worker; a page shall not wait for them.
AT_ONCE = 2000
#: After so many documents a worker says how far it is.
_STEP = 5000
#: Trials older than this are forgotten when the next one is asked for.
_KEPT = timedelta(days=7)


class Trial(Persistent):
    """Rows and removed rules that are tried on a sample: waiting, running, done or failed."""

    state = "waiting"
    looked_at = 0
    found: Findings | None = None

    def __init__(self, rows: Iterable[Row], removed: Iterable[str], sample: Sample, total: int):
        self.uid = ids.opaque_id("trial")
        self.by, self.at = current_user_id(), clock.now()
        self.rows, self.removed = tuple(rows), tuple(removed)
        self.sample, self.total = sample, total
        self.hidden = frozenset(hidden_dossiers())


def try_table(rows: Iterable[Row], removed: Iterable[str], sample: Sample) -> Findings | Trial:
    """Return what a changed table would have done, or the trial that a worker will finish.

    Raises UnknownRow.
    """
    rows, removed, brains = list(rows), list(removed), documents(sample)
    changed(photograph(), rows, removed)
    if len(brains) <= AT_ONCE:
        return _try(rows, removed, facts(brains, hidden_dossiers()))
    trial = Trial(rows, removed, sample, len(brains))
    _forget_old(trial.by)
    _register()[trial.uid] = trial
    outbox.enqueue(TASK, trial.uid)
    return trial


def trial(trial_id: str) -> Trial:
    """Return a trial of the signed-in user; raises UnknownTrial."""
    found = _register().get(trial_id)
    if found is None or found.by != current_user_id():
        raise errors.UnknownTrial
    return found


def forget() -> None:
    """Take the register away."""
    IAnnotations(api.portal.get()).pop(_ANNOTATION, None)


@implementer(IBackgroundTask)
class TrySignalTable:
    """Finishes a trial; run again, it begins anew, since it writes nothing but its result."""

    def __call__(self, subject: str) -> None:
        asked = _register().get(subject)
        if asked is None:
            return
        brains = documents(asked.sample)
        found = _try(
            asked.rows,
            asked.removed,
            facts(brains, {*asked.hidden, *hidden_dossiers()}),
            lambda count: committing(lambda: _note(subject, "running", count)),
        )
        committing(lambda: _note(subject, "done", found.looked_at, found))

    def give_up(self, subject: str, error: Exception) -> None:
        """See the interface."""
        _note(subject, "failed", 0)


def _try(rows, removed, documents, progress=lambda count: None) -> Findings:
    present = photograph()
    found = None
    for found in compare(present, changed(present, rows, removed), documents):
        if found.looked_at % _STEP == 0:
            progress(found.looked_at)
    return findings(found) if found else Findings(0, 0, ())


def _note(trial_id: str, state: str, looked_at: int, found: Findings | None = None) -> None:
    # One that was replaced by a later trial meanwhile has nobody left to tell.
    if (noted := _register().get(trial_id)) is not None:
        noted.state, noted.looked_at, noted.found = state, looked_at, found


def _forget_old(user_id: str) -> None:
    register, oldest = _register(), clock.now() - _KEPT
    for name in [name for name, one in register.items() if one.by == user_id or one.at < oldest]:
        del register[name]


def _register() -> OOBTree:
    return IAnnotations(api.portal.get()).setdefault(_ANNOTATION, OOBTree())
