"""Each handler calls one operation."""

from farde.capture import duplicates, history, journal, operations, readings


def document_filed(event) -> None:
    """Have every filed document read."""
    operations.ask_recognition(event.object)


def document_emptied(event) -> None:
    """Keep no words of a document of which a stub alone stays."""
    readings.forget_layers(event.object)
    duplicates.forget_likeness(event.object)


def part_filed(event) -> None:
    """Know the pages of documents again."""
    duplicates.keep_likeness(event.batch, event.part, event.documents)


def deposited(batch, event) -> None:
    """Note every deposit before anything else touches it, whatever channel it came by."""
    journal.note_deposit(batch)
    history.note(batch, "deposited", channel=batch.channel or "", pages=batch.page_count or 0)
