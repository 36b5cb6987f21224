"""What was read of a deposit before it is filed: kept with it, then handed to the document."""

from pathlib import Path

from BTrees.OOBTree import OOBTree
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations

from farde.capture import work
from farde.capture.plan import Leaf, Part
from farde.capture.recognition.pictures import VIEWER_FORMAT, VIEWER_WIDTHS
from farde.capture.recognition.results import PageResult
from farde.capture.recognition.workfolder import WorkFolder
from farde.capture.recognition_task import TASK as READ
from farde.core import outbox
from farde.document import pages, text

#: The task that writes the searchable copy of a document whose pages were read before.
SEARCHABLE = "farde.searchable"
_LAYERS = "farde.layers"
_FACTS = ("turn", "skew", "language", "confidence")


def keep(batch, source_id: str, results: list[PageResult], folder: Path) -> None:
    """Keep what was read of one source of a deposit."""
    state = work.begin(batch)
    found = {}
    for page in results:
        leaf = Leaf(source_id, page.number)
        known = {name: getattr(page, name) for name in _FACTS if hasattr(page, name)}
        found[str(leaf)] = work.ReadPage(page.text, **known)
        for name, path in _files(folder, page.number).items():
            state.pictures[f"{leaf}/{name}"] = pages.blob_of(path)
    state.read.update(found)


def picture(batch, leaf: Leaf, size: str) -> Blob | None:
    """Return the picture of a page (large, normal or small), None before it was read."""
    return work.of(batch).pictures.get(f"{leaf}/{size}")


def hand_over(batch, part: Part, documents: list, bound: bool) -> bool:
    """Give documents what was read of their pages; tell whether all of it was known.

    Pages that a person turned are read again, as they stand now; those that the machine turned
    when they were ``bound`` anew, for their layers lie on the page as it was.
    """
    state = work.of(batch)
    read = [state.read.get(str(page.leaf)) for page in part.pages]
    if any(one is None or (bound and one.turn) for one in read):
        return False
    if any(page.turn for page in part.pages):
        return False
    for document in documents:
        _settle(document, state, part, tuple(one.text for one in read))
    return True


def has_layers(document) -> bool:
    """Tell whether a searchable copy is still to be written."""
    return _LAYERS in IAnnotations(document)


def layers_of(document) -> OOBTree:
    """Return the text layers by page number that wait to be laid on a document's pages."""
    return IAnnotations(document).get(_LAYERS, OOBTree())


def forget_layers(document) -> None:
    """Forget the layers: the searchable copy has them."""
    IAnnotations(document).pop(_LAYERS, None)


def let_go(batch) -> None:
    """Forget what was read; whoever may read the documents has it there."""
    state = work.begin(batch)
    state.read, state.sights, state.pictures = OOBTree(), OOBTree(), OOBTree()
    state.suggestions, state.drafts = {}, {}


def _settle(document, state: work.Work, part: Part, texts: tuple[str, ...]) -> None:
    blobs, layers = OOBTree(), OOBTree()
    for number, leaf in enumerate(part.leaves, start=1):
        for size in VIEWER_WIDTHS:
            blobs[f"{size}/dump_{number}.{VIEWER_FORMAT}"] = state.pictures[f"{leaf}/{size}"]
        blobs[f"text/dump_{number}.txt"] = state.pictures[f"{leaf}/text"]
        layer = state.pictures.get(f"{leaf}/layer")
        if layer is not None:
            layers[number] = layer
    pages.settle(document, blobs, len(part.pages), VIEWER_FORMAT)
    status = text.recognition(document)
    status.texts, status.done, status.total = texts, len(texts), len(texts)
    status.state = "done" if any(one.strip() for one in texts) else "unreadable"
    uid = document.UID()
    outbox.discard(f"{READ}:{uid}")
    if not document.signed:
        IAnnotations(document)[_LAYERS] = layers
        outbox.enqueue(SEARCHABLE, uid)
    document.reindexObject(idxs=["recognition_state", "SearchableText"])


def _files(folder: Path, number: int) -> dict[str, Path]:
    found = {size: folder / size / f"dump_{number}.{VIEWER_FORMAT}" for size in VIEWER_WIDTHS}
    found["text"] = folder / "text" / f"dump_{number}.txt"
    layer = WorkFolder(folder).layer(number)
    return found | ({"layer": layer} if layer else {})
