"""A second pair of eyes: a sample of the profiled parts is confirmed by a colleague."""

import hashlib
from collections.abc import Mapping

from plone import api

from farde.capture import filing, history, work
from farde.capture.errors import AlreadyFiled
from farde.capture.operations import parse_filing
from farde.capture.plan import Part
from farde.capture.quality import kept
from farde.capture.quality.errors import NothingToCheck, OwnProfile, PagesChanged, ReasonlessReturn
from farde.capture.quality.kept import Check
from farde.capture.quality.settings import setting
from farde.core import clock
from farde.core.visitor import current_user_id
from farde.document.profile import Profile

_WHOLE = 100
#: Of what a form sends: where a part goes, and what is said of it.
_KEPT = {"dossier", "dossiers", *Profile.__annotations__}


def is_sampled(batch_uid: str, part_id: str, percent: int) -> bool:
    """Tell whether a part is in the sample: the same answer whoever asks, and as often."""
    digest = hashlib.sha256(f"{batch_uid} {part_id}".encode()).digest()
    return int.from_bytes(digest[:8]) % _WHOLE < percent


def needs_check(batch, part: Part) -> bool:
    """Tell whether a part is filed only after a colleague has confirmed its profile."""
    return not part.closed and is_sampled(batch.UID(), part.id, setting("sample_percent"))


def file(batch, part_id: str, raw: Mapping[str, object], version: int | None = None) -> list:
    """File a part as the desk profiles it; none where a colleague is to confirm it first.

    A colleague who gives the same profile confirms. Raises what ``parse_filing`` and filing raise.
    """
    values = {name: value for name, value in raw.items() if name in _KEPT}
    if not needs_check(batch, work.planned(batch).part(part_id)):
        return filing.file_part(batch, part_id, *parse_filing(values), version)
    work.check_version(work.of(batch), version)
    if _confirms(batch, part_id, values):
        return confirm(batch, part_id)
    submit(batch, part_id, values)
    return []


def file_whole(batch, raw: Mapping[str, object]) -> list:
    """File a deposit that is one document; none where a colleague is to confirm it first.

    Raises what ``file`` raises, SeveralParts and NotPrepared.
    """
    waiting = work.planned(batch).open_parts
    if len(waiting) == 1:
        return file(batch, waiting[0].id, raw)
    return filing.file_in_all(batch, *parse_filing(raw))


def is_handed_over(batch, user_id: str) -> bool:
    """Whether all that is open was profiled by this person and waits for a colleague."""
    found = kept.checks(batch)
    waiting = [found.get(part.id) for part in work.planned(batch).open_parts]
    return bool(waiting) and all(one and one.waits and one.by == user_id for one in waiting)


def submit(batch, part_id: str, values: Mapping[str, object], version: int | None = None) -> Check:
    """Hand a profiled part to a colleague, in place of filing it.

    Raises what ``parse_filing`` raises, UnknownPart, AlreadyFiled and StalePlan.
    """
    work.check_version(work.of(batch), version)
    part = _open_part(batch, part_id)
    parse_filing(values)
    check = Check(current_user_id(), clock.now(), dict(values), _leaves(part))
    kept.put_check(batch, part_id, check)
    work.keep_draft(batch, part_id, values)
    batch.reindexObject()
    return check


def confirm(batch, part_id: str) -> list:
    """File a part as a colleague profiled it; return the documents.

    Raises NothingToCheck, OwnProfile, PagesChanged and what filing raises.
    """
    check, part = _waiting(batch, part_id), _open_part(batch, part_id)
    if check.leaves != _leaves(part):
        raise PagesChanged
    dossiers, profile = parse_filing(check.values)
    documents = filing.file_part(batch, part_id, dossiers, profile)
    kept.drop_check(batch, part_id)
    history.note(batch, "checked", part=part_id, profiled_by=check.by)
    batch.reindexObject()
    return documents


def send_back(batch, part_id: str, reason: str) -> None:
    """Give a part back to who profiled it; raises ReasonlessReturn, NothingToCheck, OwnProfile."""
    check = _waiting(batch, part_id)
    if not reason.strip():
        raise ReasonlessReturn
    sent = Check(check.by, check.at, check.values, check.leaves, reason.strip(), current_user_id())
    kept.put_check(batch, part_id, sent)
    history.note(batch, "sent-back", part=part_id)
    batch.reindexObject()


def _confirms(batch, part_id: str, values: Mapping[str, object]) -> bool:
    check = kept.checks(batch).get(part_id)
    if check is None or not check.waits or check.by == current_user_id():
        return False
    return _meant(check.values) == _meant(values)


def _meant(values: Mapping[str, object]) -> tuple:
    dossiers, profile = parse_filing(values)
    return [one.getId() for one in dossiers], profile


def _waiting(batch, part_id: str) -> Check:
    check = kept.checks(batch).get(part_id)
    if check is None or not check.waits:
        raise NothingToCheck
    if check.by == current_user_id():
        raise OwnProfile
    return check


def _open_part(batch, part_id: str) -> Part:
    if api.content.get_state(batch) in ("filed", "discarded"):
        raise AlreadyFiled
    part = work.planned(batch).part(part_id)
    if part.closed:
        raise AlreadyFiled
    return part


def _leaves(part: Part) -> tuple[str, ...]:
    return tuple(str(leaf) for leaf in part.leaves)
