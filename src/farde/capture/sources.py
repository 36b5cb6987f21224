"""The untouched originals of a deposit, and what was converted from them."""

from dataclasses import dataclass, field
from pathlib import Path

from persistent import Persistent
from persistent.mapping import PersistentMapping
from plone.namedfile.file import NamedBlobFile
from zope.annotation.interfaces import IAnnotations

from farde.document.inspection import Inspection
from farde.document.kinds import KINDS

_ANNOTATION = "farde.capture.sources"
_DIGESTS = "farde.capture.digests"
#: Sources whose pages come from what they are converted into.
CONVERTED = ("eml", "office")


class Source(Persistent):
    """One file: ``pages`` is 0 for what is only kept; ``title`` is shown at the desk alone."""

    def __init__(
        self, id: str, file: NamedBlobFile, inspection: Inspection, title: str, made_from: str
    ) -> None:
        self.id = id
        self.file = file
        self.kind = inspection.kind
        self.sha256 = inspection.sha256
        self.pages = inspection.pages
        self.signed = inspection.signed
        self.title = title
        self.made_from = made_from

    @property
    def inspection(self) -> Inspection:
        """What is known of the bytes, without decoding them again."""
        return Inspection(self.kind, self.file.contentType, self.pages, self.signed, self.sha256)

    @property
    def path(self) -> Path:
        """Where the stored bytes lie; only to be read."""
        with self.file.open() as blob:
            return Path(blob.name)


@dataclass(frozen=True)
class _First:
    """The first source, which the deposit itself carries."""

    file: NamedBlobFile
    inspection: Inspection
    title: str = ""
    id: str = field(default="s1")
    made_from: str = ""

    kind = property(lambda self: self.inspection.kind)
    sha256 = property(lambda self: self.inspection.sha256)
    pages = property(lambda self: self.inspection.pages)
    signed = property(lambda self: self.inspection.signed)
    path = Source.path


def add(batch, file: NamedBlobFile, inspection: Inspection, title="", made_from="") -> Source:
    """Keep one more file with the deposit."""
    annotations = IAnnotations(batch)
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = PersistentMapping()
    kept = annotations[_ANNOTATION]
    source = Source(f"s{len(kept) + 2}", file, inspection, title, made_from)
    kept[source.id] = source
    return source


def of(batch) -> tuple[Source, ...]:
    """Return the sources in the order they came; none once all is filed."""
    first = [_first(batch)] if batch.file is not None else []
    kept = IAnnotations(batch).get(_ANNOTATION, {})
    return (*first, *(kept[id] for id in sorted(kept, key=lambda id: int(id[1:]))))


def get(batch, source_id: str) -> Source | None:
    """Return one source, or None."""
    return next((one for one in of(batch) if one.id == source_id), None)


def digests(batch) -> tuple[str, ...]:
    """Return the SHA-256 of every file that came, also once the files are let go."""
    kept = IAnnotations(batch).get(_DIGESTS, ())
    found = [batch.sha256, *kept, *(one.sha256 for one in of(batch))]
    return tuple(dict.fromkeys(one for one in found if one))


def let_go(batch) -> None:
    """Forget the files: everything in them is filed."""
    IAnnotations(batch)[_DIGESTS] = digests(batch)
    batch.file, batch.source_title = None, ""
    IAnnotations(batch).pop(_ANNOTATION, None)


def _first(batch) -> _First:
    content_type = batch.file.contentType
    kind = batch.source_kind or KINDS[content_type]
    # What was deposited before there were several files has one source, with all the pages.
    own = batch.page_count if batch.source_pages is None else batch.source_pages
    pages = own if kind not in CONVERTED else 0
    inspection = Inspection(kind, content_type, pages or 0, bool(batch.signed), batch.sha256)
    return _First(batch.file, inspection, batch.source_title or "")
