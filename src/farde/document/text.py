"""Recognition on the document: how far it is, the text found, the searchable copy."""

from persistent import Persistent
from zope.annotation.interfaces import IAnnotations

_STATUS = "farde.recognition"


class Recognition(Persistent):
    """How far recognition of a document has come; changed by one worker, read by pages."""

    #: Why the searchable copy is no PDF/A-2b: the rules that it does not keep; "" if it is one.
    not_archival = ""

    def __init__(self) -> None:
        self.state = "waiting"
        self.done = 0
        self.total = 0
        self.reason = ""
        self.texts: tuple[str, ...] = ()
        self.searchable = None

    @property
    def text(self) -> str:
        """The text of all pages."""
        return "\n".join(self.texts)


def recognition(document) -> Recognition | None:
    """Return the recognition of a document, or None before it was registered."""
    return IAnnotations(document).get(_STATUS)


def begin(document, pages: int) -> Recognition:
    """Put a fresh recognition on a document."""
    status = IAnnotations(document)[_STATUS] = Recognition()
    status.total = pages
    return status
