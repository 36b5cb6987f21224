"""What the counter knows of a deposit becomes what the desk proposes: nothing is entered twice.

Photos and files carry the receipt they were given with. Paper comes later, from any scanner, in
any stack: its cover sheet names the receipt.
"""

from collections.abc import Iterable, Mapping

from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.capture import deposits, history, plan, sources, work
from farde.capture import operations as capture
from farde.capture.counter import receipts
from farde.capture.counter.receipts import Receipt
from farde.core.errors import Refusal
from farde.dossier import operations as dossiers

#: On a deposit: the receipt that each page arrived under, by leaf as written.
_ARRIVED = "farde.counter.arrived"
#: What a cover sheet or a channel of ours knows; the form's other fields are of other sheets.
_OURS = ("counter", "interview")


def join(batch) -> None:
    """Give the parts of a prepared deposit what the counter knows; close what was announced."""
    if batch.about.receipt or batch.channel in _OURS:
        _propose_pieces(batch)
    else:
        _join_covers(batch)


def receipt_of(batch, part) -> Receipt | None:
    """Return the receipt under which a part was handed in, however it was cut since."""
    arrived = IAnnotations(batch).get(_ARRIVED, {})
    found = [arrived[str(leaf)] for leaf in part.leaves if str(leaf) in arrived]
    return receipts.get(found[0] if found else batch.about.receipt)


def mark_interview(batch, part, documents: Iterable) -> None:
    """Let documents say at which interview they were handed in."""
    receipt = receipt_of(batch, part)
    for document in documents if receipt is not None else ():
        document.interview = receipt.interview


def _propose_pieces(batch) -> None:
    """The pieces were listed in the order of the files: each is a document, however many photos."""
    state, left = work.begin(batch), list(_roots(batch))
    for piece in batch.about.pieces:
        mine, left = left[: piece.files], left[piece.files :]
        parts = _parts_from(batch, set(mine))
        if piece.count == 1 and not _signed(batch, mine):
            parts = _merged(state, parts)
        _draft(state, parts, _known(batch.about) | {"document_type": piece.document_type})
    if not batch.about.pieces:
        _draft(state, [part.id for part in state.plan.parts], _known(batch.about))


def _join_covers(batch) -> None:
    """A cover sheet speaks for all that lies under it, until a sheet that says something else."""
    state, receipt, found = work.begin(batch), None, {}
    for part in state.plan.parts:
        given = state.drafts.get(part.id, {})
        if given.get("receipt"):
            receipt = receipts.get(given["receipt"])
        elif given.get("dossier"):
            receipt = None
        if receipt is not None:
            found[part.id] = receipt
    for part_id, one in found.items():
        alone = list(found.values()).count(one) == 1
        _draft(state, [part_id], _known_of(one) | _type_of(one, alone))
        _note_arrival(batch, state.plan.part(part_id), one)


def _note_arrival(batch, part, receipt: Receipt) -> None:
    annotations = IAnnotations(batch)
    leaves = {str(leaf): receipt.reference for leaf in part.leaves}
    annotations[_ARRIVED] = {**annotations.get(_ARRIVED, {}), **leaves}
    if batch.getId() not in receipt.arrived:
        receipt.arrived = (*receipt.arrived, batch.getId())
    announced = deposits.queue().get(receipt.announced)
    # Somebody may have closed it by hand meanwhile.
    if announced is not None and api.content.get_state(announced) == "awaiting":
        history.note(announced, "emptied", arrived=batch.getId())
        capture.to_state(announced, "discard")


def _known_of(receipt: Receipt) -> dict[str, str]:
    announced = deposits.queue().get(receipt.announced)
    told = announced.about.sender if announced is not None else ""
    return {
        "dossier": _number(receipt.dossier_uid),
        "received_on": receipt.received_on.isoformat(),
        "sender": told,
        "channel": receipt.channel,
        "direction": "incoming",
        "receipt": receipt.reference,
    }


def _known(about) -> dict[str, str]:
    return {
        "dossier": _number(about.dossier_uid),
        "received_on": about.received_on.isoformat() if about.received_on else "",
        "sender": about.sender,
        "channel": "interview" if about.interview else "counter",
        "direction": "incoming",
        "receipt": about.receipt,
    }


def _type_of(receipt: Receipt, alone: bool) -> dict[str, str]:
    paper = [piece for piece in receipt.pieces if piece.paper]
    return {"document_type": paper[0].document_type} if alone and len(paper) == 1 else {}


def _number(dossier_uid: str) -> str:
    try:
        return dossiers.by_uid(dossier_uid).getId() if dossier_uid else ""
    except Refusal:
        return ""


def _draft(state, part_ids, values: Mapping[str, str]) -> None:
    """What a sheet said of a part stands; what nobody said is filled in."""
    told = {name: value for name, value in values.items() if value}
    for part_id in part_ids:
        state.drafts = {**state.drafts, part_id: told | dict(state.drafts.get(part_id, {}))}


def _roots(batch) -> list[str]:
    """The files as they were handed in, without what was converted from them."""
    return [one.id for one in sources.of(batch) if not one.made_from]


def _parts_from(batch, wanted: set[str]) -> list[str]:
    made = {one.id: one.made_from for one in sources.of(batch)}
    return [
        part.id
        for part in work.of(batch).plan.parts
        if (made.get(part.leaves[0].source) or part.leaves[0].source) in wanted
    ]


def _merged(state, parts: list[str]) -> list[str]:
    if len(parts) < 2:
        return parts
    state.plan = plan.merge(state.plan, parts)
    return parts[:1]


def _signed(batch, source_ids: list[str]) -> bool:
    return any(one.signed for one in sources.of(batch) if one.id in source_ids)
