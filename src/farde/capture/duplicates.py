"""Whether a deposit came before: on its untouched bytes, and on what a part says.

A warning, no more: a person decides whether to file anyway or to put the pages aside. Of a dossier
that the asker may not know of, nothing is told but that there is one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from Missing import Value as Missing
from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.capture import deposits, sources, work
from farde.capture.looking.likeness import alike
from farde.capture.nearness import nearness
from farde.capture.plan import Part
from farde.capture.quality.settings import setting
from farde.core.i18n import _
from farde.document import text
from farde.document.operations import label_of
from farde.document.vocabularies import STATE_TITLES as DOCUMENT_STATES

_ANNOTATION = "farde.capture.likeness"
#: Told of at most this many.
_TOLD = 5
#: Documents of a dossier and type that a part is compared with, the last received first.
_COMPARED = 20
#: Pages of a document whose pictures are compared.
_PAGES = 3
_SETTLED = ("filed", "discarded")
_DEPOSIT = _("duplicate_deposit", default="Dépôt")
_WAITS = _("duplicate_waits", default="En attente de classement")
_FILED = _("duplicate_filed", default="Classé")


@dataclass(frozen=True)
class Earlier:
    """What was there before: ``exact`` for the same bytes, ``near`` for much the same content.

    ``what`` and ``state`` are messages; all but ``kind`` and ``score`` (0 to 1) is empty where the
    asker may not know of it. ``uid`` is that of the document or deposit.
    """

    kind: str
    what: object = ""
    dossier: str = ""
    received_on: date | None = None
    state: object = ""
    score: float = 1.0
    uid: str = ""


def of_batch(batch) -> tuple[Earlier, ...]:
    """Return where the same bytes are already: filed documents, and deposits that came before."""
    mine = {api.content.get_uuid(batch), *(batch.document_uid or "").split()}
    found = [brain for brain in _same_bytes(batch) if brain.UID not in mine]
    return _told(_exact(brain) for brain in found if _counts(brain, batch))


def is_known(batch) -> bool:
    """Tell that there is an identical deposit or document, and nothing of where."""
    return bool(of_batch(batch))


def of_part(batch, part: Part, dossier_number: str, document_type: str) -> tuple[Earlier, ...]:
    """Return the documents of a dossier and type that are much like a part, the nearest first.

    A few are compared, the last received ones.
    """
    words, sights = _text_of(batch, part), _sights_of(batch, part)
    own = (batch.document_uid or "").split()
    near = []
    for brain in _of_dossier(dossier_number, document_type):
        score = _nearness(words, sights, brain) if brain.UID not in own else 0.0
        if score * 100 >= setting("near_percent"):
            near.append((score, brain))
    near.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(_of_document(brain, "near", score) for score, brain in near[:_TOLD])


def keep_likeness(batch, part: Part, documents: Iterable) -> None:
    """Keep with the documents of a part how its first pages look, to know them again."""
    prints = _sights_of(batch, part)
    for document in documents if prints else ():
        IAnnotations(document)[_ANNOTATION] = prints


def forget_likeness(document) -> None:
    """Keep no longer how the pages of a document look."""
    IAnnotations(document).pop(_ANNOTATION, None)


def _same_bytes(batch) -> Sequence:
    wanted = sources.digests(batch)
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    return search(digests=list(wanted), sort_on="created") if wanted else ()


def _counts(brain, batch) -> bool:
    """Only the later of two that wait is told of the other: else each could give way to it."""
    if brain.portal_type == "CaseDocument" or brain.review_state == "filed":
        return True
    order = (brain.created, brain.UID) < (batch.created(), api.content.get_uuid(batch))
    return brain.review_state not in _SETTLED and order


def _exact(brain) -> Earlier:
    if brain.portal_type == "CaseDocument":
        return _of_document(brain, "exact", 1.0)
    state = _FILED if brain.review_state == "filed" else _WAITS
    return Earlier("exact", _DEPOSIT, "", brain.created.asdatetime().date(), state, 1.0, brain.UID)


def _of_document(brain, kind: str, score: float) -> Earlier:
    if deposits.hidden(brain):
        return Earlier(kind, score=score)
    received = _given(brain.received_on)
    return Earlier(
        kind,
        label_of(brain.document_type, _given(brain.document_kind)),
        brain.dossier_number,
        received.date() if received else None,
        DOCUMENT_STATES.get(brain.review_state, ""),
        score,
        brain.UID,
    )


def _told(found: Iterable[Earlier]) -> tuple[Earlier, ...]:
    """Documents say more than the deposits they came from; what is hidden is told once."""
    each = list(dict.fromkeys(found))
    documents = [one for one in each if one.what is not _DEPOSIT]
    return tuple((documents or each)[:_TOLD])


def _of_dossier(number: str, document_type: str) -> Sequence:
    found = api.portal.get()["dossiers"].get(number or "")
    if found is None or not document_type:
        return ()
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="CaseDocument",
        dossier_uid=api.content.get_uuid(found),
        document_type=document_type,
        sort_on="received_on",
        sort_order="descending",
        sort_limit=_COMPARED,
    )
    return [brain for brain in brains[:_COMPARED] if not deposits.hidden(brain)]


def _nearness(words: str, prints: tuple[str, ...], brain) -> float:
    document = brain._unrestrictedGetObject()
    status = text.recognition(document)
    kept = IAnnotations(document).get(_ANNOTATION, ())
    same_length = len(kept) == len(prints) > 0
    pictures = min(map(alike, prints, kept), default=0.0) if same_length else 0.0
    return max(pictures, nearness(words, status.text if status else ""))


def _text_of(batch, part: Part) -> str:
    read = work.of(batch).read
    return "\n".join(read[str(leaf)].text for leaf in part.leaves if str(leaf) in read)


def _sights_of(batch, part: Part) -> tuple[str, ...]:
    sights = work.of(batch).sights
    seen = [sights.get(str(leaf)) for leaf in part.leaves[:_PAGES]]
    return tuple(getattr(one, "fingerprint", "") for one in seen if one is not None)


def _given(value):
    return None if value is Missing else value
