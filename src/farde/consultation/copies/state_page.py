"""How far a copy is, and the door by which it leaves: for who asked for it, while it is kept."""

from functools import cached_property

from plone.namedfile.utils import stream_data
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.i18n import translate

from farde.capture.recognition_task import by_uid
from farde.consultation import serving
from farde.consultation.copies import orders
from farde.consultation.copies.copyable import copyable
from farde.consultation.copies.orders import FAILED, PURPOSES, READY, Order
from farde.core.days import day_and_hour
from farde.core.forms import text_of
from farde.core.i18n import _
from farde.core.visitor import current_user_id

_PROGRESS = _("bundle_progress", default="${done} document(s) sur ${total}")


class _OfOrder(BrowserView):
    """Mixed in: the order that the address names, if the visitor asked for it."""

    @cached_property
    def order(self) -> Order:
        """The order; NotFound for anybody else's, and for what is erased."""
        asked = text_of(self.request.form, "order")
        order = orders.found(asked, current_user_id(), self.context.UID())
        if order is None:
            raise NotFound
        return order

    @property
    def withdrawn(self) -> bool:
        """Whether the copy holds a document that its owner may no longer copy."""
        # Of the documents themselves, not of the catalogue: this opens a door.
        return not all(copyable(by_uid(uid)) for uid in self.order.noted)

    @property
    def said(self) -> str:
        """How far it is, in words."""
        done, total = len(self.order.noted), len(self.order.pieces)
        message = _(
            str(_PROGRESS), default=_PROGRESS.default, mapping={"done": done, "total": total}
        )
        return translate(message, context=self.request)


class StateView(_OfOrder):
    """The page of one copy."""

    page_title = _("title_bundle_state", default="Votre copie")
    purposes = PURPOSES

    def __call__(self) -> str:
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.index() if self.order else ""

    @property
    def state(self) -> str:
        """What the page says: pending, ready, withdrawn or failed."""
        if self.order.pending:
            return "pending"
        if self.order.state == FAILED:
            return "failed"
        return "withdrawn" if self.withdrawn else "ready"

    @property
    def until(self) -> str:
        """When the copy is erased."""
        return day_and_hour(self.order.until)


class ProgressView(_OfOrder):
    """How far it is, as JSON; the page asks every two seconds."""

    def __call__(self) -> str:
        order = self.order
        answer = {"done": len(order.noted), "total": len(order.pieces)}
        answer |= {"pending": order.pending, "said": self.said}
        return serving.as_json(self.request.response, answer)


class FileView(_OfOrder):
    """The copy itself."""

    def __call__(self):
        order = self.order
        if order.state != READY or self.withdrawn:
            raise NotFound
        response, name = self.request.response, f"copie-{self.context.getId()}.pdf"
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Length", str(order.file.getSize()))
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        serving.keep_private(response)
        return stream_data(order.file)
