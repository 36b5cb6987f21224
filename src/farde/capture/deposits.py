"""What became of the deposits: receipts, the latest ones, and those to look at again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from plone import api

from farde.access import operations as access
from farde.capture.errors import UnknownBatch
from farde.core.visitor import current_user_id
from farde.document import text
from farde.document.reclassification import filed_just_now
from farde.document.vocabularies import MISFILED
from farde.dossier import operations as dossiers

QUEUE_ID = "capture"


@dataclass(frozen=True)
class Filing:
    """One of the documents that a deposit became, by the number of its dossier.

    ``mend`` is its address, while the asker may still correct how it was filed.
    """

    number: str
    mend: str = ""


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
    filings: tuple[Filing, ...] = ()
    recognition: str = ""
    done: int = 0
    total: int = 0


def queue():
    """Return the queue of deposits, at the site root."""
    return api.portal.get()[QUEUE_ID]


def of_all(**query: object):
    """Return deposits as the catalogue knows them, also those that the asker may not see.

    For counts and progress, which tell nothing of a single one.
    """
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    return search(portal_type="CaptureBatch", **query)


def receipt(batch_id: str) -> Deposit:
    """Return how far one deposit has come, for who sees or made it; raises UnknownBatch."""
    found = latest(1, getId=batch_id) if batch_id else []
    if not found:
        raise UnknownBatch
    return found[0]


def latest(limit: int = 50, **query: object) -> list[Deposit]:
    """Return the latest deposits the asker may see, and receipts for those the asker made."""
    catalog = api.portal.get_tool("portal_catalog")
    query |= {"portal_type": "CaptureBatch", "sort_on": "created"}
    query |= {"sort_order": "descending", "sort_limit": limit}
    mine = catalog.unrestrictedSearchResults(Creator=current_user_id(), **query)[:limit]
    brains = {brain.getId: brain for brain in [*catalog(**query)[:limit], *mine]}
    newest = sorted(brains.values(), key=lambda brain: brain.created, reverse=True)[:limit]
    found = [_deposit(brain, filed_as(brain.document_uid or "")) for brain in newest]
    if api.user.has_permission("farde: Capture"):
        return found
    return [_receipt(one) for one in found]


def unreadable(limit: int = 50) -> list[Deposit]:
    """Return the filed documents nobody could read, for the capture team: no content of them."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="CaseDocument",
        recognition_state="unreadable",
        sort_on="created",
        sort_order="descending",
    )
    known = (brain for brain in brains if not hidden(brain))
    return [_deposit(brain, [brain]) for brain in islice(known, limit)]


def filed_as(uids: str) -> list:
    """Look filed documents up beyond what the asker may read: only their progress is told."""
    wanted, search = uids.split(), api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    found = {one.UID: one for one in search(UID=wanted)} if wanted else {}
    return [found[uid] for uid in wanted if uid in found]


def _deposit(brain, filed: Sequence) -> Deposit:
    known = [one for one in filed if not hidden(one)]
    first = next(iter(known or filed), None)
    state, done, total = _progress(first)
    found = Deposit(
        id=brain.getId,
        state=brain.review_state,
        deposited_at=brain.created,
        depositor=brain.Creator,
        pages=brain.page_count or 0,
        channel=brain.channel or "",
        document_uid=first.UID if first else "",
        document_type=(first.document_type or "") if first else "",
        filings=tuple(_filing(one) for one in known),
        recognition=state,
        done=done,
        total=total,
    )
    if filed and not known:
        return replace(_receipt(found), document_type="")
    return found


def _filing(filed) -> Filing:
    mendable = filed_just_now(filed.Creator, filed.created, filed.dossier_uid)
    return Filing(filed.dossier_number or "", filed.getURL() if mendable else "")


def _receipt(found: Deposit) -> Deposit:
    """What is told outside the dossier: that it was filed and read, not in which one."""
    return replace(found, document_uid="", filings=())


def hidden(filed) -> bool:
    """Whether the asker may not know of the dossier that a document was filed in.

    Of one that is in the wrong dossier nobody is told where.
    """
    return filed.review_state == MISFILED or access.shut_out(current_user_id(), filed.dossier_uid)


def may_name(field: object) -> bool:
    """Tell whether the asker may know of the dossier that a field names, if it names one."""
    return not dossiers.is_concealed(str(field).strip().partition(" ")[0])


def _progress(filed) -> tuple[str, int, int]:
    """Return state, pages done and pages in all; only what is not read yet is woken."""
    if filed is None:
        return "", 0, 0
    if filed.recognition_state not in ("waiting", "running"):
        return filed.recognition_state or "", 0, 0
    status = text.recognition(filed._unrestrictedGetObject())
    return (status.state, status.done, status.total) if status else ("waiting", 0, 0)
