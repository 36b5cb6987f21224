"""The verbs of the room: deposit a file, file it in dossiers, have it read once more."""

from collections.abc import Mapping, Sequence

from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from Products.CMFCore.utils import getToolByName

from farde.capture import deposits
from farde.capture.errors import AlreadyFiled, MissingFile, UnknownBatch
from farde.capture.recognition_task import TASK
from farde.core import ids, outbox
from farde.core.errors import Refusal, Refusals
from farde.document import operations as document_operations
from farde.document import text
from farde.document.inspection import inspect
from farde.document.profile import Profile, parse_profile
from farde.dossier import operations as dossier_operations

QUEUE_ID = "capture"
#: Held on one deposit by whoever made it. Not Plone's Owner: who made the site owns all that is
#: in it.
DEPOSITOR = "Depositor"


def deposit(data: bytes, filename: str = "", content_type: str = "", channel: str = "mail"):
    """Store and hash a file in the queue; raises MissingFile and the refusals of ``inspect``."""
    if not data and not filename:
        raise MissingFile
    inspection = inspect(data, filename, content_type)
    batch = createContentInContainer(
        _queue(),
        "CaptureBatch",
        checkConstraints=False,
        id=ids.opaque_id("b"),
        channel=channel,
        sha256=inspection.sha256,
        page_count=inspection.pages,
        signed=inspection.signed,
        file=NamedBlobFile(
            data=data,
            contentType=inspection.content_type,
            filename=document_operations.neutral_filename(inspection),
        ),
    )
    if give_to_depositor(batch):
        batch.reindexObjectSecurity()
    return batch


def give_to_depositor(batch) -> bool:
    """Let whoever made a deposit follow it; tell whether they could not yet."""
    creator = batch.Creator()
    if not creator or DEPOSITOR in batch.get_local_roles_for_userid(creator):
        return False
    batch.manage_addLocalRoles(creator, [DEPOSITOR])
    return True


def file_batch(batch, dossier, profile: Profile):
    """File a deposit in a dossier, which fires the rules; raises AlreadyFiled."""
    return file_in_all(batch, [dossier], profile)[0]


def file_in_all(batch, dossiers: Sequence, profile: Profile) -> list:
    """File a deposit in each of these dossiers, or in none; the rules fire in each.

    Raises AlreadyFiled and NoteWithoutAuthor.
    """
    if batch.file is None:
        raise AlreadyFiled
    inspection = document_operations.inspected(batch)
    documents = document_operations.file_in_all(dossiers, batch.file, inspection, profile)
    batch.file = None
    batch.document_uid = " ".join(one.UID() for one in documents)
    batch.channel = profile.channel
    with api.env.adopt_roles(["Capture Agent"]):
        getToolByName(batch, "portal_workflow").doActionFor(batch, "file")
    batch.reindexObject()
    return documents


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
    found = _queue().get(batch_id or "")
    if found is None or not api.user.has_permission("View", obj=found):
        raise UnknownBatch
    return found


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


def _queue():
    return api.portal.get()[QUEUE_ID]


def _numbers(raw: Mapping[str, object]) -> list[tuple[str, str]]:
    """Each number with the field it was given in; the place in a list counts from zero."""
    several = raw.get("dossiers")
    listed = several if isinstance(several, list) else [several]
    given = {"dossier": raw.get("dossier")}
    given |= {f"dossiers.{place}": one for place, one in enumerate(listed)}
    typed = {field: one.strip() for field, one in given.items() if isinstance(one, str)}
    return [(field, number.split(" ")[0]) for field, number in typed.items() if number]
