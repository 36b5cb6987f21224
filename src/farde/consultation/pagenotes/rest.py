"""``@notes`` on a document: the notes on its pages, for programs and other screens."""

from plone.restapi.deserializer import json_body

from farde.consultation.pagenotes import operations
from farde.consultation.pagenotes.keeping import PageNote
from farde.core.rest import PathService, Service
from farde.core.visitor import current_user_id


class NotesGet(Service):
    """The notes that the caller may read."""

    def answer(self) -> dict:
        return {"items": [told(one) for one in operations.notes(self.context)]}


class NotesPost(Service):
    """Writes a note: ``page``, ``x``, ``y``, ``words``, ``confidentiality``."""

    writes = True

    def answer(self) -> dict:
        note = operations.write(self.context, _fields(self.request))
        self.request.response.setStatus(201)
        return told(note)


class NotesPatch(PathService):
    """Changes what is sent of a note: ``@notes/<id>``."""

    writes = True

    def answer(self) -> dict:
        return told(operations.change(self.context, "/".join(self.path), _fields(self.request)))


class NotesDelete(PathService):
    """Deletes a note: ``@notes/<id>``."""

    writes = True

    def answer(self) -> None:
        operations.delete(self.context, "/".join(self.path))
        return self.reply_no_content()


def told(note: PageNote) -> dict:
    """Return a note as programs read it."""
    return {name: getattr(note, name) for name in ("id", "author", *operations.FIELDS)} | {
        "made": note.made.isoformat(),
        "changed": note.changed.isoformat() if note.changed else None,
        "yours": note.author == current_user_id(),
    }


def _fields(request) -> dict:
    sent = json_body(request)
    return {name: sent[name] for name in operations.FIELDS if name in sent}
