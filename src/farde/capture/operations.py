"""The verbs of the room: deposit a file, file it in a dossier, follow and repeat its reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from Products.CMFCore.utils import getToolByName

from farde.access import operations as access
from farde.capture.errors import AlreadyFiled, MissingFile, UnknownBatch
from farde.capture.recognition_task import TASK
from farde.core import ids, outbox
from farde.core.errors import Refusal, Refusals
from farde.core.visitor import current_user_id
from farde.document import operations as document_operations
from farde.document import text
from farde.document.inspection import inspect
from farde.document.profile import Profile, parse_profile
from farde.dossier import operations as dossier_operations

QUEUE_ID = "capture"
#: Held on one deposit by whoever made it. Not Plone's Owner: who made the site owns all that is
#: in it.
DEPOSITOR = "Depositor"


@dataclass(frozen=True)
class Deposit:
    """A deposit as lists show it, with how far its reading has come."""

    id: str
    state: str
    deposited_at: datetime
    depositor: str
    pages: int
    channel: str
    document_uid: str = ""
    document_type: str = ""
    dossier_number: str = ""
    recognition: str = ""
    done: int = 0
    total: int = 0


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
    batch.document_uid = documents[0].UID()
    batch.channel = profile.channel
    with api.env.adopt_roles(["Capture Agent"]):
        getToolByName(batch, "portal_workflow").doActionFor(batch, "file")
    batch.reindexObject()
    return documents


def parse_filing(raw: Mapping[str, object]) -> tuple[list, Profile]:
    """Read the dossiers and the profile of a filing; raises Refusals naming fields at fault.

    ``dossiers`` is a list of numbers; ``dossier`` is one.
    """
    faults: list[Refusal] = []
    found: dict[str, object] = {}
    profile = None
    for number in _numbers(raw) or [""]:
        try:
            dossier = dossier_operations.by_number(number)
            found[dossier.getId()] = dossier
        except Refusal as refusal:
            faults += refusal.each()
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


def receipt(batch_id: str) -> Deposit:
    """Return how far one deposit has come, for who sees or made it; raises UnknownBatch."""
    found = deposits(1, getId=batch_id) if batch_id else []
    if not found:
        raise UnknownBatch
    return found[0]


def deposits(limit: int = 50, **query: object) -> list[Deposit]:
    """Return the latest deposits the asker may see, and receipts for those the asker made."""
    catalog = api.portal.get_tool("portal_catalog")
    query |= {"portal_type": "CaptureBatch", "sort_on": "created"}
    query |= {"sort_order": "descending", "sort_limit": limit}
    mine = catalog.unrestrictedSearchResults(Creator=current_user_id(), **query)[:limit]
    brains = {brain.getId: brain for brain in [*catalog(**query)[:limit], *mine]}
    latest = sorted(brains.values(), key=lambda brain: brain.created, reverse=True)[:limit]
    found = [_deposit(brain, _filed(catalog, brain.document_uid)) for brain in latest]
    if api.user.has_permission("farde: Capture", obj=_queue()):
        return found
    return [_receipt(one) for one in found]


def ask_recognition(document) -> None:
    """Ask the workers to read a document; asking twice is once."""
    outbox.enqueue(TASK, document.UID())


def repeat_recognition(uid: str) -> None:
    """Read a document again that could not be recognised; raises UnknownBatch."""
    brain = _filed(api.portal.get_tool("portal_catalog"), uid)
    if brain is None or brain.recognition_state != "unreadable" or _shut_out(brain):
        raise UnknownBatch
    document = brain._unrestrictedGetObject()
    text.begin(document, document.page_count or 0)
    document.reindexObject(idxs=["recognition_state"])
    ask_recognition(document)


def unreadable(limit: int = 50) -> list[Deposit]:
    """Return the filed documents nobody could read, for the capture team: no content of them."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="CaseDocument",
        recognition_state="unreadable",
        sort_on="created",
        sort_order="descending",
    )
    known = (brain for brain in brains if not _shut_out(brain))
    return [_deposit(brain, brain) for brain in islice(known, limit)]


def _queue():
    return api.portal.get()[QUEUE_ID]


def _numbers(raw: Mapping[str, object]) -> list[str]:
    several = raw.get("dossiers")
    given = [raw.get("dossier"), *(several if isinstance(several, list) else [several])]
    return [text.split(" ")[0] for one in given if isinstance(one, str) and (text := one.strip())]


def _filed(catalog, uid: str):
    """Look a filed document up beyond what the asker may read: only its progress is told."""
    brains = catalog.unrestrictedSearchResults(UID=uid) if uid else ()
    return brains[0] if brains else None


def _deposit(brain, filed) -> Deposit:
    state, done, total = _progress(filed)
    found = Deposit(
        id=brain.getId,
        state=brain.review_state,
        deposited_at=brain.created,
        depositor=brain.Creator,
        pages=brain.page_count or 0,
        channel=brain.channel or "",
        document_uid=filed.UID if filed else "",
        document_type=(filed.document_type or "") if filed else "",
        dossier_number=(filed.dossier_number or "") if filed else "",
        recognition=state,
        done=done,
        total=total,
    )
    if filed is not None and _shut_out(filed):
        return replace(_receipt(found), document_type="")
    return found


def _receipt(found: Deposit) -> Deposit:
    """What is told outside the dossier: that it was filed and read, not in which one."""
    return replace(found, document_uid="", dossier_number="")


def _shut_out(filed) -> bool:
    """Whether the asker may not know of the dossier that a document was filed in."""
    return access.shut_out(current_user_id(), filed.dossier_uid)


def _progress(filed) -> tuple[str, int, int]:
    """Return state, pages done and pages in all; only what is not read yet is woken."""
    if filed is None:
        return "", 0, 0
    if filed.recognition_state not in ("waiting", "running"):
        return filed.recognition_state or "", 0, 0
    status = text.recognition(filed._unrestrictedGetObject())
    return (status.state, status.done, status.total) if status else ("waiting", 0, 0)
