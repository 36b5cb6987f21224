"""``@@page-note``: a note is written or changed, and deleted after it was read back."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound

from farde.access.confidentiality import CONFIDENTIALITY_TITLES
from farde.consultation.dossierpage import asked
from farde.consultation.pagenotes import operations
from farde.consultation.pagenotes.errors import NoSuchPageNote, NotYourPageNote
from farde.consultation.pagenotes.keeping import PageNote
from farde.consultation.pagenotes.readers import CLASSES
from farde.core.errors import Refusal
from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.document import pages

_SAID = {
    "keep": _("page_note_kept", default="La note est enregistrée."),
    "delete-now": _("page_note_deleted", default="La note est supprimée."),
}
_START = {"page": "1", "x": "5", "y": "5", "words": "", "confidentiality": CLASSES[0]}


class PageNoteView(SteppedView):
    """The form stands beside the pages too; what is refused comes back here as it was typed."""

    classes = [(one, CONFIDENTIALITY_TITLES[one]) for one in CLASSES]
    longest = operations.LONGEST
    form = ViewPageTemplateFile("templates/form.pt")
    refusals: Sequence[Refusal] = ()

    def __call__(self) -> str:
        if self.request.method != "POST" and self.text("note") and self.note is None:
            raise NotFound
        return super().__call__()

    def receive(self, step: str) -> str:
        """Do what a button asks; raises refusals, which the page shows beside the fields."""
        if step not in _SAID:
            return self.index()
        if step == "delete-now":
            operations.delete(self.context, self.text("note"))
        elif self.text("note"):
            operations.change(self.context, self.text("note"), self._given())
        else:
            operations.write(self.context, self._given())
        return self.done(_SAID[step])

    @property
    def deleting(self) -> bool:
        """Whether the note is read back before it is deleted."""
        return self.text("step").startswith("delete") and self.note is not None

    @cached_property
    def note(self) -> PageNote | None:
        """The note that is changed, None for a new one and for one that is not the reader's."""
        try:
            return operations.yours(self.context, self.text("note"))
        except (NoSuchPageNote, NotYourPageNote):
            return None

    @property
    def last_page(self) -> int:
        """How many pages the document has."""
        return pages.page_count(self.context)

    @property
    def values(self) -> dict[str, str]:
        """What the fields hold: what was typed, else what the note says."""
        form = self.request.form
        return {name: self.text(name) if name in form else one for name, one in self._known()}

    def _known(self):
        if self.note is None:
            return _START.items()
        shares = {name: f"{100 * getattr(self.note, name):.0f}" for name in ("x", "y")}
        texts = {"words": self.note.words, "confidentiality": self.note.confidentiality}
        return ({"page": str(self.note.page)} | shares | texts).items()

    def _given(self) -> Mapping[str, object]:
        page = self.text("page")
        return {
            "page": int(page) if page.isdecimal() and len(page) < 6 else 0,
            "x": _share(self.text("x")),
            "y": _share(self.text("y")),
            "words": self.text("words").replace("\r\n", "\n"),
            "confidentiality": self.text("confidentiality"),
        }

    @property
    def address(self) -> str:
        """The document, in the list that its reader came by."""
        return asked(self.request.form).url(self.context.absolute_url())

    @property
    def target(self) -> str:
        """Where the form goes; the list goes with it."""
        return asked(self.request.form).url(f"{self.context.absolute_url()}/@@{self.__name__}")


def _share(text: str) -> float:
    try:
        return float(text.replace(",", ".")) / 100
    except ValueError:
        return -1
