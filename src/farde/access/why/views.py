"""The pages: who sees this and why, and what somebody sees."""

from functools import cached_property

from plone import api
from plone.base.batch import Batch
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Unauthorized
from zope.interface import implementer

from farde.access.explaining import Ground
from farde.access.journal.interfaces import IAccessSubject
from farde.access.need_to_know import IBlindDoor
from farde.access.why import operations, telling
from farde.core.errors import Refusal
from farde.core.forms import text_of
from farde.core.i18n import _
from farde.core.visitor import current_user_id

#: Dossiers on one page.
PAGE_SIZE = 50


class _WhyPage(BrowserView):
    """What both pages have in common. Who is asked about comes by POST: it stands in no address."""

    choices: tuple = ()
    parts = ViewPageTemplateFile("templates/macros.pt")

    def __call__(self) -> str:
        self.refusals: list[Refusal] = []
        self.request.set("disable_plone.leftcolumn", True)
        self.request.set("disable_plone.rightcolumn", True)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.words = text_of(self.request.form, "user")
        try:
            self.user = operations.asked_about(self.words, self.may_ask)
        except Refusal as refusal:
            self.user, self.refusals = "", refusal.each()
            self.choices = getattr(refusal, "agents", ())
        return self.index()

    @property
    def may_ask(self) -> bool:
        """Whether the reader may ask about colleagues."""
        return operations.may_explain(self.context)

    @property
    def of_myself(self) -> bool:
        """Whether the answer is about the reader."""
        return self.user == current_user_id()

    @property
    def here(self) -> str:
        """The address of this page, without words."""
        return f"{self.context.absolute_url()}/@@{self.__name__}"


@implementer(IBlindDoor)
class WhyView(_WhyPage):
    """Who sees a dossier or a document, and why."""

    def __call__(self) -> str:
        if not operations.may_know(self.context):
            raise Unauthorized
        return super().__call__()

    @property
    def page_title(self) -> str:
        """What the page is called in the window: no name."""
        if self.of_document:
            return _("title_why_document", default="Qui peut voir ce document, et pourquoi")
        return _("title_why_dossier", default="Qui peut voir ce dossier, et pourquoi")

    @property
    def of_document(self) -> bool:
        """Whether it is a document that is asked about."""
        return IAccessSubject(self.context).kind == "document"

    @property
    def may_view(self) -> bool:
        """Whether the reader may open what the page is about."""
        return bool(api.user.has_permission("View", obj=self.context))

    @cached_property
    def answer(self) -> telling.Answer | None:
        """Why the person asked about sees it, or does not."""
        return telling.answer(self.context, self.user) if self.user else None

    @cached_property
    def watchers(self) -> list[telling.Watcher]:
        """Everybody who sees it now, for those who may know."""
        return telling.watchers(self.context) if self.may_ask else []

    @property
    def denied(self) -> list[str]:
        """Who is kept out by name, for those who may know."""
        return telling.denied(self.context)


class SiteWhyView(_WhyPage):
    """What somebody sees."""

    page_title = _("title_why_site", default="Accès d'une personne")

    @property
    def may_ask(self) -> bool:
        """Whether the reader may ask about colleagues: of their own dossiers, or of all."""
        return operations.may_ask_about_colleagues()

    @property
    def name(self) -> str:
        """What the person asked about is called."""
        return telling.name_of(self.user)

    @cached_property
    def grounds(self) -> dict[str, tuple[Ground, ...]]:
        """Why they see which dossiers, by UID."""
        return operations.seen_by(self.user) if self.user else {}

    @cached_property
    def batch(self) -> Batch:
        """The dossiers of this page, as the catalogue has them."""
        start = text_of(self.request.form, "b_start")
        begin = int(start) if start.isdecimal() else 0
        return Batch(operations.numbered(self.grounds), PAGE_SIZE, begin)

    @property
    def dossiers(self) -> list[telling.SeenDossier]:
        """The dossiers of this page in words."""
        return telling.seen(self.batch, self.grounds)
