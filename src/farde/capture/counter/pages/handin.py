"""What the form at the counter and the one after an interview have in common: its pieces."""

import json
from collections.abc import Iterator
from functools import cached_property

from plone import api
from zope.i18n import translate

from farde.capture.counter import handing, operations, receipts, usual, visits
from farde.capture.counter.handing import Row
from farde.capture.counter.pieces import MAX_PIECES
from farde.capture.counter.visits import HandedFile, Visit
from farde.capture.operations import Given
from farde.core import mail
from farde.core.errors import Refusal, Refusals
from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.thesaurus import offers

LANGUAGES = {
    "": _("receipt_language_usual", default="Celle du dossier"),
    "fr": _("language_fr", default="français"),
    "nl": _("language_nl", default="néerlandais"),
    "both": _("receipt_language_both", default="français et néerlandais"),
}
#: Names under which a line sends its files: from the camera, and from the disk.
_UPLOADS = ("photo", "file")


class HandInView(SteppedView):
    """Files are kept as they come, whatever else is wrong; sent twice, a form has one receipt."""

    languages = LANGUAGES

    def __call__(self) -> str:
        given = self.text("key")
        self.key = given if visits.is_key(given) else visits.new_key()
        self.file_refusals: list[Refusal] = []
        return super().__call__()

    def receive(self, step: str) -> str:
        """Keep what was sent, then do what the button asks; raises refusals."""
        self._keep_files()
        if step == "keep":
            return self._told_kept()
        if self.text("drop"):
            visits.drop(self.key, self.text("drop"))
            return self.index()
        if self.file_refusals:
            raise Refusals([*self.file_refusals, *self._other_faults()])
        if step == "receive":
            return self._receive()
        return self.index()

    def hand_in(self) -> operations.HandIn:
        """Read the whole form; raises Refusals naming every field at fault."""
        raise NotImplementedError

    def settled(self, hand_in: operations.HandIn) -> operations.HandIn:
        """Return what is handed in once nothing stands in its way any more."""
        return hand_in

    def begun(self) -> Visit:
        """What is begun with the first file: how it came, and for which dossier."""
        raise NotImplementedError

    @cached_property
    def usual_types(self) -> str:
        """The most usual types as options."""
        return offers.options(usual.types()[0], "")

    def type_options(self, row: Row) -> str:
        """Return all types as options, with the one of a line chosen."""
        return offers.options(usual.types()[1], row.document_type)

    @property
    def rows(self) -> list[Row]:
        """The lines of the form as they were typed, and one more when it is asked for."""
        asked = self.text("rows")
        kept = self.files_by_row
        count = min(int(asked), MAX_PIECES) if asked.isdecimal() else 1
        # Of a line that the form lost on the way, the photo is still there.
        count = max(count, 1, *(line + 1 for line in kept))
        more = self.text("step") == "more" and count < MAX_PIECES
        return [
            Row(n, self.text(f"type.{n}"), self.text(f"count.{n}"), len(kept.get(n, ())))
            for n in range(count + more)
        ]

    @property
    def files_by_row(self) -> dict[int, list[tuple[str, HandedFile]]]:
        """The files kept so far, by line."""
        found: dict[int, list[tuple[str, HandedFile]]] = {}
        try:
            for file_id, handed in visits.files(self.key):
                found.setdefault(handed.row, []).append((file_id, handed))
        except Refusal:
            return {}
        return found

    @property
    def may_mail(self) -> bool:
        """Whether a receipt can be mailed from this site."""
        return mail.can_leave()

    def _receive(self) -> str:
        receipt, new = operations.receive(self.settled(self.hand_in()))
        if not new:
            message = _(
                "counter_known",
                default="Ce dépôt était déjà enregistré : voici son reçu. Pour d'autres pièces, "
                "commencez un nouveau dépôt.",
            )
            api.portal.show_message(message, self.request, type="warning")
        site = api.portal.get().absolute_url()
        address = f"{site}/@@receipt?ref={receipt.reference}"
        return self.request.response.redirect(address, status=303)

    def _other_faults(self) -> list[Refusal]:
        try:
            self.hand_in()
        except Refusal as refusal:
            return refusal.each()
        return []

    def _keep_files(self) -> None:
        # What a slow line brings after the receipt is what the receipt was given for.
        uploads = self._uploads() if receipts.get(self.key) is None else ()
        for row, upload in uploads:
            try:
                given = Given(
                    upload.read(), upload.filename, upload.headers.get("Content-Type", "")
                )
                visits.keep(self.key, row, given, self.begun())
            except Refusal as refusal:
                refusal.field = f"type.{row}"
                self.file_refusals.append(refusal)

    def _uploads(self) -> Iterator[tuple[int, object]]:
        for row in range(MAX_PIECES):
            for name in _UPLOADS:
                sent = self.request.form.get(f"{name}.{row}", [])
                for one in sent if isinstance(sent, list) else [sent]:
                    if getattr(one, "filename", ""):
                        yield row, one

    def _told_kept(self) -> str:
        """Tell the script what is kept now, and what was refused."""
        response = self.request.response
        response.setHeader("Content-Type", "application/json")
        return json.dumps(
            {
                "files": [
                    {"id": file_id, "row": row, "pages": handed.pages}
                    for row, files in self.files_by_row.items()
                    for file_id, handed in files
                ],
                "refused": [
                    " ".join(
                        translate(text, context=self.request) for text in (one.message, one.remedy)
                    )
                    for one in self.file_refusals
                ],
            }
        )

    def read_common(self, faults: list[Refusal], usual_language: str) -> dict[str, object]:
        """Read what both forms ask: the pieces, the language and the address of the receipt."""
        return {
            "key": self.key,
            "pieces": handing.read_pieces(self.rows, faults),
            "language": handing.read_language(self.text("language"), usual_language, faults),
            "address": handing.read_address(self.text("email"), faults),
        }
