"""Filing a deposit, or one of its parts: the pages leave the queue for a dossier."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from plone import api
from plone.namedfile.file import NamedBlobFile
from Products.CMFCore.utils import getToolByName
from zope.event import notify

from farde.capture import history, readings, sources, work
from farde.capture.about import traced
from farde.capture.binding import Sheet, bind
from farde.capture.errors import AlreadyFiled
from farde.capture.events import PartFiled
from farde.capture.plan import Page, Part, Plan
from farde.capture.plan_errors import SeveralParts, SignedWhole
from farde.document import operations as document_operations
from farde.document.inspection import Inspection
from farde.document.profile import Profile
from farde.document.twins import same_bytes


@dataclass(frozen=True)
class Material:
    """The bytes of a part, what is known of them, and what they were made from, if anything."""

    file: NamedBlobFile
    inspection: Inspection
    original: NamedBlobFile | None = None
    bound: bool = True


def file_batch(batch, dossier, profile: Profile):
    """File a deposit in a dossier, which fires the rules; raises AlreadyFiled."""
    return file_in_all(batch, [dossier], profile)[0]


def file_in_all(batch, dossiers: Sequence, profile: Profile) -> list:
    """File a deposit that holds one document in each of these dossiers, or in none.

    Raises AlreadyFiled, SeveralParts, NotPrepared and NoteWithoutAuthor.
    """
    _require_unfiled(batch)
    waiting = work.planned(batch).open_parts
    if len(waiting) != 1:
        raise SeveralParts
    return file_part(batch, waiting[0].id, dossiers, profile)


def file_part(
    batch, part_id: str, dossiers: Sequence, profile: Profile, version: int | None = None
) -> list:
    """File one part of a deposit in each of these dossiers, or in none; the rules fire in each.

    Raises AlreadyFiled, UnknownPart, StalePlan, SignedWhole, NotPrepared and NoteWithoutAuthor.
    """
    _require_unfiled(batch)
    work.check_version(work.of(batch), version)
    part = work.planned(batch).part(part_id)
    if part.closed:
        raise AlreadyFiled
    found = material(batch, part)
    documents = document_operations.file_in_all(
        dossiers, found.file, found.inspection, profile, found.original
    )
    readings.hand_over(batch, part, documents, bound=found.bound)
    notify(PartFiled(batch, part, documents))
    _settle(batch, part, documents, profile)
    return documents


def material(batch, part: Part) -> Material:
    """Return the bytes of a part: the untouched file where it is whole, else its pages bound.

    Raises SignedWhole.
    """
    found, plan = {source.id: source for source in sources.of(batch)}, work.planned(batch)
    used = {page.leaf.source for page in part.pages}
    source = found[part.pages[0].leaf.source]
    if part.pages == tuple(Page(leaf) for leaf in work.leaves(source)):
        original = _original(part, plan, found)
        return Material(same_bytes(source.file), source.inspection, original, bound=False)
    if any(found[one].signed for one in used):
        raise SignedWhole
    read = work.of(batch).read
    data = bind([_sheet(page, found[page.leaf.source], read) for page in part.pages])
    digest = hashlib.sha256(data).hexdigest()
    inspection = Inspection("pdf", "application/pdf", len(part.pages), False, digest)
    name = document_operations.neutral_filename(inspection)
    file = NamedBlobFile(data=data, contentType="application/pdf", filename=name)
    return Material(file, inspection, _original(part, plan, found))


def _sheet(page: Page, source, read) -> Sheet:
    """A page as a person turned it, on top of how the machine found it to be upright."""
    known = read.get(str(page.leaf))
    turn = (page.turn + (known.turn if known else 0)) % 360
    return Sheet(source.path, source.kind, page.leaf.number, turn)


def _original(part: Part, plan: Plan, found: dict) -> NamedBlobFile | None:
    """What the pages of a part were made from: it goes with the first of them that is filed.

    A message belongs to its own text, not to its files.
    """
    for source in found.values():
        children = [one.id for one in found.values() if one.made_from == source.id]
        leaves = (leaf for one in plan.parts for leaf in one.leaves)
        first = min((leaf for leaf in leaves if leaf.source in children[:1]), default=None)
        if first in part.leaves:
            return same_bytes(source.file)
    return None


def _require_unfiled(batch) -> None:
    if not sources.of(batch):
        raise AlreadyFiled


def _settle(batch, part: Part, documents: list, profile: Profile) -> None:
    uids = tuple(one.UID() for one in documents)
    plan = work.close(batch, part.id, uids).plan
    batch.document_uid = " ".join([*(batch.document_uid or "").split(), *uids])
    batch.channel = profile.channel
    history.note(batch, "filed", pages=len(part.pages), documents=len(uids))
    if not plan.open_parts:
        finish(batch, plan)
    batch.reindexObject()


def finish(batch, plan: Plan) -> None:
    """Keep the trace alone: the capture team does not read again what it has released."""
    batch.page_count, batch.about = plan.pages_in, traced(batch.about)
    sources.let_go(batch)
    readings.let_go(batch)
    with api.env.adopt_roles(["Capture Agent"]):
        getToolByName(batch, "portal_workflow").doActionFor(batch, "file")
