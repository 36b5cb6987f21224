"""The filed documents that may be learned from: not personal notes, nor protected dossiers."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from DateTime import DateTime
from plone import api

from farde.access import operations as access
from farde.access import roles
from farde.capture.suggesting.classifier import BETWEEN
from farde.document import text
from farde.document.profile import DEFAULT_CLASS
from farde.thesaurus import operations as thesaurus

#: The latest documents of each type: enough to learn from, and bounded.
_OF_A_TYPE = 400
#: Documents between two looks at how much memory the database holds.
_BATCH = 100


@dataclass(frozen=True)
class Filing:
    """A document as it stands filed today, corrections included."""

    pages: tuple[str, ...]
    type_id: str
    kind_id: str
    dossier_uid: str
    dossier_number: str
    document_date: date | None
    sender: str

    @property
    def label(self) -> str:
        """The label that a model learns."""
        return f"{self.type_id}{BETWEEN}{self.kind_id}"


def latest(of_a_type: int = _OF_A_TYPE) -> Iterator[Filing]:
    """Yield the latest documents of each type, each text once however often it is filed."""
    seen: set[bytes] = set()
    for number, brain in enumerate(_brains(of_a_type)):
        if number % _BATCH == 0:
            api.portal.get()._p_jar.cacheGC()
        found = _filing(brain)
        mark = hashlib.sha256("\n".join(found.pages).encode()).digest()
        if mark not in seen:
            seen.add(mark)
            yield found


def new_since(moment: datetime | None) -> int:
    """Return how many documents were filed or changed since then; all of them for None."""
    asked = {"modified": {"query": DateTime(moment.isoformat()), "range": "min"}} if moment else {}
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    return len(search(portal_type="CaseDocument", recognition_state="done", **asked))


def _brains(of_a_type: int) -> Iterator:
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    closed = set(access.limits().protected())
    for type_ in thesaurus.types():
        brains = search(
            portal_type="CaseDocument",
            recognition_state="done",
            document_type=type_.id,
            sort_on="created",
            sort_order="descending",
        )
        open_ones = (one for one in brains if _may_teach(one, closed))
        yield from islice(open_ones, of_a_type)


def _may_teach(brain, closed: set[str]) -> bool:
    class_ = brain.confidentiality or DEFAULT_CLASS
    return brain.dossier_uid not in closed and not roles.stands_alone(class_)


def _filing(brain) -> Filing:
    document = brain._unrestrictedGetObject()
    status = text.recognition(document)
    return Filing(
        pages=status.texts if status else (),
        type_id=document.document_type,
        kind_id=document.document_kind or "",
        dossier_uid=brain.dossier_uid,
        dossier_number=brain.dossier_number,
        document_date=document.document_date,
        sender=document.sender or "",
    )
