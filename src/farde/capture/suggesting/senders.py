"""Who wrote a document: known senders read at its head, or the address of a message."""

from collections.abc import Iterator

from farde.capture.suggesting.learned import Version
from farde.capture.suggesting.suggestion import Material, Suggestion
from farde.core.words import fold

#: Characters of the first page in which a letterhead stands.
_HEAD = 400


def proposals(material: Material, version: Version) -> Iterator[Suggestion]:
    """Yield known senders that stand at the head, and who sent the message."""
    head = plain(material.pages[0][:_HEAD]) if material.pages else ""
    for folded, written in version.facts.senders.items():
        if folded in head:
            sure = version.belief("sender-known")
            yield Suggestion("sender", written, written, sure, "sender-known")
    if material.sender:
        sure = version.belief("sender-mail")
        yield Suggestion("sender", material.sender, material.sender, sure, "sender-mail")


def plain(text: str) -> str:
    """Return a text as senders are compared: folded, with single spaces."""
    return " ".join(fold(text).split())
