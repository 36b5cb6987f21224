"""The page of a document and the addresses its viewer reads: thin views over functions."""

import json
from functools import cached_property
from urllib.parse import urlencode

from plone import api
from plone.namedfile.browser import DisplayFile, Download
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import alsoProvides

from farde.consultation import followups, page_search, serving, viewer
from farde.consultation.pagenotes.beside import NotesBeside
from farde.consultation.reading import neighbours
from farde.consultation.search import addresses
from farde.core.days import day_and_hour
from farde.core.forms import text_of
from farde.core.people import display_name, display_names
from farde.core.rest import TakesPath
from farde.document import (
    also,
    classification,
    notes,
    operations,
    pages,
    reclassification,
    text,
)
from farde.document.misfiled import reporting
from farde.document.reclassify_page import told
from farde.tickets.pages import asking


class DocumentPage(NotesBeside, BrowserView):
    """The document: its facts, its pages, its files. The first reading marks it seen."""

    def __call__(self) -> str:
        self.request.set("disable_plone.leftcolumn", True)
        self.request.set("disable_plone.rightcolumn", True)
        if self.request.method == "GET" and operations.mark_seen(self.context):
            # The one write of this page, and reading it is what it says.
            alsoProvides(self.request, IDisableCSRFProtection)
        self.progress = viewer.progress(self.context)
        return self.index()

    @property
    def from_inbox(self) -> str:
        """The signal or ticket by which the reader came, for the way back; "" for none."""
        uid = text_of(self.request.form, "inbox")
        return uid if uid.isalnum() else ""

    def inbox_url(self, **more: str) -> str:
        """Return the address of the list by which the reader came."""
        query = urlencode(asking.query(asking.asked(self.request)) | more)
        return f"{api.portal.get().absolute_url()}/@@inbox{'?' * bool(query)}{query}"

    @cached_property
    def place(self) -> neighbours.Place | None:
        """Where the document stands in the dossier's list; None for who came from their box."""
        return None if self.from_inbox else neighbours.place(self.context, self.request.form)

    def name(self) -> str:
        """What the document is called today."""
        return operations.label(self.context)

    def filed_label(self) -> str:
        """What it was called when it was filed, where that was something else."""
        return operations.label_of_its_time(self.context)

    def facts(self) -> list[tuple]:
        """Label and value of what is known of the document."""
        return viewer.facts(self.context)

    def viewer_data(self) -> str:
        """What the script hands to the viewer, as JSON."""
        return json.dumps(viewer.viewer_data(self.context))

    def sought(self) -> str:
        """The words by which the reader found the document, where they stand in its text."""
        query = addresses.opened(self.request.form.get(addresses.FIELD)).query
        return query if query and page_search.find(pages.page_texts(self.context), query) else ""

    def viewer_words(self) -> str:
        """The viewer's words in the language of the reader, as JSON."""
        words = viewer.VIEWER_WORDS.items()
        return json.dumps({key: translate(word, context=self.request) for key, word in words})

    @property
    def may_reclassify(self) -> bool:
        """Whether the reader may correct what is said of the document."""
        return reclassification.may_reclassify(self.context)

    @property
    def may_file_also(self) -> bool:
        """Whether the reader may file the document in one more dossier."""
        return also.may_file_also(self.context)

    @property
    def may_report(self) -> bool:
        """Whether the reader may report that the document is in the wrong dossier."""
        return reporting.may_report(self.context)

    @property
    def corrections(self) -> list[dict]:
        """What was corrected, by whom, when and why; the last one first."""
        return [
            one | {"who": display_name(one["by"]), "when": day_and_hour(one["at"])}
            for one in told(classification.corrections(self.context))
        ]

    @property
    def followups(self) -> list[dict]:
        """The signals and tickets that the document raised, as far as the reader may see them."""
        return followups.told(self.context)

    @property
    def note(self) -> dict | None:
        """Whom its author shows a personal note to, and could; None for anybody else."""
        if not notes.may_share(self.context):
            return None
        shown, could = notes.shown_to(self.context), notes.supervisors(self.context)
        names = display_names({*shown, *could})
        return {
            "shown": [(user, names[user]) for user in shown],
            "offered": [(user, names[user]) for user in could if user not in shown],
        }

    def static(self) -> str:
        """Where our script and style lie, under an address that changes with them."""
        return f"{api.portal.get().absolute_url()}/++plone++farde"

    def version(self) -> str:
        """What makes browsers fetch our script and style again after an upgrade."""
        return serving.static_version()


class Preview(DocumentPage):
    """The same in a bare frame, for pages that show a document beside a list."""


class RecognitionProgress(BrowserView):
    """How far recognition has come, as JSON; the page asks every second or two."""

    def __call__(self) -> str:
        now = viewer.progress(self.context)
        answer = {"state": now.state, "label": translate(now.label, context=self.request)}
        answer |= {"done": now.done, "total": now.total, "pending": now.pending}
        return serving.as_json(self.request.response, answer)


class SearchInside(BrowserView):
    """Search inside the document, for words that a form posts, as JSON the viewer understands."""

    def __call__(self) -> str:
        query = text_of(self.request.form, "q")
        marks = page_search.find(pages.page_texts(self.context), query)
        answer = {"query": query, "results": sorted(marks), "marks": marks}
        return serving.as_json(self.request.response, answer)


class PageFiles(TakesPath, BrowserView):
    """``@@dvpdffiles/<u>/<v>/<uid>/<part>/<name>``: one picture or text of a page, or nothing."""

    def __call__(self) -> bytes:
        if len(self.path) != 5:
            raise NotFound
        document = serving.viewable(self.path[2], self.path[:2], self.request)
        name = "/".join(self.path[3:])
        return serving.page_file(document, name, self.request)


class Closed(BrowserView):
    """An address of collective.documentviewer that the product does not offer."""

    def __call__(self) -> None:
        raise NotFound


class Original(Download):
    """The untouched file, or what it was made from, as a download; no other field leaves here."""

    def _getFile(self):
        return _received(self) if self.fieldname == "original" else _original(self)

    def set_headers(self, file) -> None:
        self.filename = _neutral(self, file)
        super().set_headers(file)
        serving.keep_private(self.request.response)


class OriginalInline(DisplayFile):
    """The untouched file, shown by the browser where its kind is safe to show."""

    def _getFile(self):
        return _original(self)

    def set_headers(self, file) -> None:
        super().set_headers(file)
        serving.keep_private(self.request.response)


class SearchableCopy(Download):
    """The copy with a text layer, shown by the browser."""

    def publishTraverse(self, request, name: str):
        raise NotFound

    def _getFile(self):
        file = _searchable(self.context)
        if file is None:
            raise NotFound
        return file

    def set_headers(self, file) -> None:
        self.filename = _neutral(self, file)
        super().set_headers(file)
        response = self.request.response
        response.setHeader("Content-Disposition", f'inline; filename="{self.filename}"')
        serving.keep_private(response)


def _searchable(document):
    status = text.recognition(document)
    return status.searchable if status else None


def _received(view):
    if view.context.original is None:
        raise NotFound
    return view.context.original


def _original(view):
    if view.fieldname not in (None, "file"):
        raise NotFound
    return view.context.file


def _neutral(view, file) -> str:
    return viewer.download_name(view.context, (file.filename or "").rpartition(".")[2])
