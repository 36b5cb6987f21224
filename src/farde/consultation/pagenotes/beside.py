"""What the page of a document shows of the notes on its pages: the list, the marks, the form."""

import json
from functools import cached_property

from plone import api

from farde.consultation.dossierpage import asked
from farde.consultation.pagenotes import operations, telling


class NotesBeside:
    """Mixed into the page of a document."""

    @cached_property
    def page_notes(self) -> list[dict]:
        """The notes on its pages that the reader may read."""
        return telling.told(self.context)

    def marks(self) -> str:
        """Where those notes stand on the pages, as JSON."""
        return json.dumps(telling.marks(self.context))

    @property
    def may_note(self) -> bool:
        """Whether notes may be written and changed."""
        return operations.may_change(self.context)

    def note_form(self) -> str:
        """The empty form of a note."""
        return api.content.get_view("page-note", self.context, self.request).form()

    def note_url(self, note_id: str) -> str:
        """Return where the author of a note changes it; the list one came by goes with it."""
        address = asked(self.request.form).url(f"{self.context.absolute_url()}/@@page-note")
        return f"{address}{'&' if '?' in address else '?'}note={note_id}"
