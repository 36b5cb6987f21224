"""The verbs of the room: deposit a file, file it in dossiers, have it read once more."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from Products.CMFCore.utils import getToolByName

from farde.capture import conversion, deposits, history, keys, sources, work
from farde.capture.about import NOTHING, About
from farde.capture.errors import MissingFile, UnknownBatch
from farde.capture.filing import file_batch, file_in_all, file_part
from farde.capture.recognition_task import TASK
from farde.core import ids, outbox
from farde.core.errors import Refusal, Refusals
from farde.document import operations as document_operations
from farde.document import text
from farde.document.inspection import Inspection, inspect
from farde.document.profile import Profile, parse_profile
from farde.dossier import operations as dossier_operations

__all__ = ["file_batch", "file_in_all", "file_part"]

#: The task that prepares a deposit for the desk; its subject is the UID of the deposit.
PREPARE = "farde.prepare"
#: Held on one deposit by whoever made it. Not Plone's Owner: who made the site owns all that is
#: in it.
DEPOSITOR = "Depositor"


@dataclass(frozen=True)
class Given:
    """One file as it was given; its name tells its kind and is not kept."""

    data: bytes
    filename: str = ""
    content_type: str = ""
    title: str = ""


def deposit(
    data: bytes,
    filename: str = "",
    content_type: str = "",
    channel: str = "mail",
    about: About = NOTHING,
):
    """Store and hash a file in the queue; raises MissingFile and the refusals of ``inspect``."""
    return deposit_all([Given(data, filename, content_type)], channel, about)


def deposit_all(files: Sequence[Given], channel: str = "mail", about: About = NOTHING):
    """Store and hash the files of one deposit, all of them or none.

    Raises MissingFile and the refusals of ``inspect``. Without files it is announced: what was
    handed in as paper comes later from the scanner.
    """
    if any(not given.data and not given.filename for given in files):
        raise MissingFile
    found = [inspected(given) for given in files]
    batch = createContentInContainer(
        deposits.queue(),
        "CaptureBatch",
        checkConstraints=False,
        id=ids.opaque_id("b"),
        channel=channel,
        about=about,
        **(_first_source(files[0], found[0]) if files else {}),
        page_count=sum(inspection.pages for inspection in found),
    )
    for given, inspection in list(zip(files, found, strict=True))[1:]:
        sources.add(batch, stored(given.data, inspection), inspection, given.title)
    if give_to_depositor(batch):
        batch.reindexObjectSecurity()
    if files:
        outbox.enqueue(PREPARE, batch.UID())
    else:
        to_state(batch, "await")
    return batch


def deposit_once(
    key: str, files: Sequence[Given], channel: str = "mail", about: About = NOTHING
) -> tuple:
    """Deposit under a key of the channel; return the deposit, and whether it is a new one.

    However often a channel tries again after it was stopped, one key makes one deposit.
    """
    known = keys.known(deposits.queue(), key)
    if known and known in deposits.queue():
        return deposits.queue()[known], False
    made = deposit_all(files, channel, about)
    keys.note(deposits.queue(), key, made.getId())
    return made, True


def inspected(given: Given) -> Inspection:
    """Return what a file is: pages, or something that is first converted into pages."""
    kind = conversion.kind_of(given.data, given.filename, given.content_type)
    if kind is None:
        return inspect(given.data, given.filename, given.content_type)
    digest = hashlib.sha256(given.data).hexdigest()
    return Inspection(kind, conversion.content_type_of(given.data), 0, False, digest)


def stored(data: bytes, inspection: Inspection) -> NamedBlobFile:
    """Return bytes as a file whose name says nothing of anybody."""
    return NamedBlobFile(
        data=data,
        contentType=inspection.content_type,
        filename=document_operations.neutral_filename(inspection),
    )


def _first_source(given: Given, inspection: Inspection) -> dict:
    return {
        "sha256": inspection.sha256,
        "signed": inspection.signed,
        "source_kind": inspection.kind,
        "source_pages": inspection.pages,
        "source_title": given.title,
        "file": stored(given.data, inspection),
    }


def to_state(batch, transition: str, why: str = "") -> None:
    """Lead a deposit to another state, whoever asks; ``why`` is kept in its workflow history."""
    with api.env.adopt_roles(["Capture Agent"]):
        getToolByName(batch, "portal_workflow").doActionFor(batch, transition, comment=why)
    batch.reindexObject()


def give_to_depositor(batch) -> bool:
    """Let whoever made a deposit follow it; tell whether they could not yet."""
    creator = batch.Creator()
    if not creator or DEPOSITOR in batch.get_local_roles_for_userid(creator):
        return False
    batch.manage_addLocalRoles(creator, [DEPOSITOR])
    return True


def parse_filing(raw: Mapping[str, object]) -> tuple[list, Profile]:
    """Read the dossiers and the profile of a filing; raises Refusals naming fields at fault.

    ``dossiers`` is a list of numbers; ``dossier`` is one. The field at fault in the list is
    named by its place: ``dossiers.1``.
    """
    faults: list[Refusal] = []
    found: dict[str, object] = {}
    profile = None
    for field, number in _numbers(raw) or [("dossier", "")]:
        try:
            dossier = dossier_operations.by_number(number)
            found[dossier.getId()] = dossier
        except Refusal as refusal:
            faults.append(type(refusal)(field))
    try:
        profile = parse_profile(raw)
    except Refusal as refusal:
        faults += refusal.each()
    if faults:
        raise Refusals(faults)
    return list(found.values()), profile


def raised_for(document) -> list[dict[str, str]]:
    """Return what the filing raised: kind and role, nothing about the person."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type=["Signal", "Ticket"], document_uid=document.UID()
    )
    return [{"kind": brain.portal_type, "role": brain.assignee_role} for brain in brains]


def batch(batch_id: str):
    """Return a deposit the asker may see and file; raises UnknownBatch."""
    found = deposits.queue().get(batch_id or "")
    if found is None or not api.user.has_permission("View", obj=found):
        raise UnknownBatch
    return found


def retry(batch) -> None:
    """Have a deposit that was left to a person prepared once more."""
    work.begin(batch).reason = ""
    history.note(batch, "retried")
    to_state(batch, "retry")
    outbox.enqueue(PREPARE, batch.UID())


def ask_recognition(document) -> None:
    """Ask the workers to read a document; asking twice is once."""
    outbox.enqueue(TASK, document.UID())


def repeat_recognition(uid: str) -> None:
    """Read a document again that could not be recognised; raises UnknownBatch."""
    brain = next(iter(deposits.filed_as(uid)), None)
    if brain is None or brain.recognition_state != "unreadable" or deposits.hidden(brain):
        raise UnknownBatch
    document = brain._unrestrictedGetObject()
    text.begin(document, document.page_count or 0)
    document.reindexObject(idxs=["recognition_state"])
    ask_recognition(document)


def _numbers(raw: Mapping[str, object]) -> list[tuple[str, str]]:
    """Each number with the field it was given in; the place in a list counts from zero."""
    several = raw.get("dossiers")
    listed = several if isinstance(several, list) else [several]
    given = {"dossier": raw.get("dossier")}
    given |= {f"dossiers.{place}": one for place, one in enumerate(listed)}
    typed = {field: one.strip() for field, one in given.items() if isinstance(one, str)}
    return [(field, number.split(" ")[0]) for field, number in typed.items() if number]
