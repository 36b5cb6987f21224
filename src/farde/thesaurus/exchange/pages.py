"""Pages of the exchange: take the thesaurus along as a file, and propose what a file says."""

import base64
import binascii
import zlib
from functools import cached_property
from hashlib import sha256

from plone import api
from Products.Five.browser import BrowserView

from farde.core import clock
from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.thesaurus import snapshot
from farde.thesaurus.exchange import files, operations, telling
from farde.thesaurus.exchange.comparing import Comparison
from farde.thesaurus.exchange.errors import MissingTable
from farde.thesaurus.exchange.telling import Group


class ExportCsv(BrowserView):
    """The thesaurus as a table; ``?pour=excel`` separates cells as a Belgian Excel wants them."""

    def __call__(self) -> bytes:
        excel = self.request.form.get("pour") == "excel"
        _attach(self.request.response, "text/csv; charset=utf-8", "csv")
        # The mark tells spreadsheets that the letters are UTF-8.
        return operations.as_table(";" if excel else ",").encode("utf-8-sig")


class ExportSkos(BrowserView):
    """The thesaurus as SKOS: Turtle, or RDF/XML with ``?format=xml``."""

    def __call__(self) -> bytes:
        xml = self.request.form.get("format") == "xml"
        kind, end = ("application/rdf+xml", "rdf") if xml else ("text/turtle; charset=utf-8", "ttl")
        _attach(self.request.response, kind, end)
        return operations.as_skos("xml" if xml else "turtle").encode("utf-8")


def _attach(response, content_type: str, end: str) -> None:
    name = f"thesaurus-{clock.today().isoformat()}.{end}"
    response.setHeader("Content-Type", content_type)
    response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
    response.setHeader("Cache-Control", "private, no-store")


class ImportView(SteppedView):
    """Choose a file, read back what it would change, propose it; the file is chosen once."""

    page_title = _("title_thesaurus_import", default="Importer un thésaurus")
    comparison: Comparison | None = None
    #: Whether the thesaurus has moved on since the differences were read.
    overtaken = False

    def receive(self, step: str) -> str:
        """Compare the file, and propose what it says once it was read; raises refusals."""
        if step == "again":
            return self.index()
        data, name = self.file
        self.comparison = operations.compare(data, name, self.retire_absent)
        if step == "submit":
            self.overtaken = self.text("read") != self.digest
            if not self.overtaken:
                return self._submit()
        return self.index()

    def _submit(self) -> str:
        data, name = self.file
        operations.submit(data, name, self.text("why"), self.retire_absent)
        text = _(
            "import_submitted",
            default="La proposition est enregistrée. Un autre gestionnaire de l'information doit "
            "l'accepter avant que le thésaurus ne change.",
        )
        api.portal.show_message(text, self.request)
        return self.request.response.redirect(
            f"{self.context.absolute_url()}/@@thesaurus-proposals"
        )

    @cached_property
    def file(self) -> tuple[bytes, str]:
        """The file and its name, as chosen now or kept since. Raises MissingTable."""
        upload = self.request.form.get("file")
        if getattr(upload, "filename", ""):
            return upload.read(), upload.filename
        if not self.text("kept"):
            raise MissingTable
        return _unpacked(self.text("kept")), self.text("name")

    @property
    def kept(self) -> str:
        """The file, for the page to carry along."""
        return base64.b64encode(zlib.compress(self.file[0])).decode()

    @property
    def retire_absent(self) -> bool:
        """Whether terms that the file leaves out are to be retired."""
        return bool(self.text("retire_absent"))

    @cached_property
    def digest(self) -> str:
        """What stands for the differences that were read back."""
        return sha256(repr(self.comparison.changes).encode()).hexdigest()

    @cached_property
    def groups(self) -> list[Group]:
        """The differences, in words."""
        return telling.groups(self.comparison.changes, snapshot.current().terms)


def _unpacked(kept: str) -> bytes:
    try:
        # No more than a file may weigh: what comes back with the form may have been tampered with.
        return zlib.decompressobj().decompress(base64.b64decode(kept), files.BYTES + 1)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise MissingTable from error
