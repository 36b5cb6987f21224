"""The page of one deposit: deposit, profile, file; and what became of the latest ones."""

import json
from dataclasses import asdict

from plone import api
from plone.protect import PostOnly
from plone.protect.authenticator import check as check_authenticator
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate

from farde.capture import deposits, operations
from farde.capture.profile_form import FIELDS, ProfileForm
from farde.capture.quality import operations as quality
from farde.capture.wording import STATE_TITLES, filed_words
from farde.core.errors import Refusal, refusal_text
from farde.core.forms import text_of
from farde.core.i18n import _
from farde.document import vocabularies
from farde.dossier import operations as dossiers
from farde.dossier.pages.finder import suggested
from farde.thesaurus import operations as thesaurus

_START = {"direction": "incoming", "channel": "mail"}


class FollowUp(BrowserView):
    """What became of the latest deposits."""

    followed = ViewPageTemplateFile("templates/followed.pt")
    tabs = ViewPageTemplateFile("templates/tabs.pt")

    @property
    def may_file(self) -> bool:
        """The front desk deposits; profiling and filing is the capture team's work."""
        return bool(api.user.has_permission("farde: Capture", obj=self.context))

    def deposits(self) -> list[dict]:
        """Return the latest deposits for the table."""
        return [_shown(deposit, self.request) for deposit in deposits.latest(20)]

    def unreadable(self) -> list[dict]:
        """Return the documents the capture team has to look at again."""
        if not self.may_file:
            return []
        return [_shown(deposit, self.request) for deposit in deposits.unreadable()]

    def read_again(self) -> None:
        """Have the workers read a document once more."""
        try:
            operations.repeat_recognition(self.request.form["again"])
        except Refusal as refusal:
            self.leave(refusal_text(refusal), "error")
        else:
            self.leave(_("recognition_repeated", default="La lecture est relancée."))

    def leave(self, message, kind: str = "info") -> None:
        """Say something on this page, shown anew."""
        api.portal.show_message(message, self.request, type=kind)
        self.request.response.redirect(
            f"{self.context.absolute_url()}/@@{self.__name__}", status=303
        )


class FollowView(FollowUp):
    """The tab of the desk where the latest deposits are followed."""

    def __call__(self) -> str:
        if self.request.method == "POST":
            check_authenticator(self.request)
            PostOnly(self.request)
            self.read_again()
        return "" if self.request.response.getStatus() in (302, 303) else self.index()


class DepositView(FollowUp, ProfileForm):
    """Deposit and file on one page; what was given is never asked twice."""

    def __call__(self) -> str:
        self.errors: dict[str, Refusal] = {}
        self.batch = None
        self.values = {name: self.request.form.get(name, _START.get(name, "")) for name in FIELDS}
        if self.request.method == "POST":
            check_authenticator(self.request)
            PostOnly(self.request)
            self._act()
        elif self.request.form.get("batch"):
            self._take_up()
        return "" if self.request.response.getStatus() in (302, 303) else self.index()

    def _act(self) -> None:
        if "again" in self.request.form:
            self.read_again()
        elif "show-kinds" in self.request.form:
            self._keep_file()
        elif self._take_file():
            self._file()

    def _take_up(self) -> None:
        try:
            self.batch = operations.batch(self.request.form["batch"])
        except Refusal as refusal:
            self.leave(refusal_text(refusal), "error")

    def _take_file(self) -> bool:
        """Keep the file first, so that a mistake elsewhere does not ask for it again."""
        try:
            self.batch = self._deposited()
        except Refusal as refusal:
            self._blame(refusal)
            self._check_the_rest()
            return False
        return True

    def _keep_file(self) -> None:
        """Show the inventory of the chosen type where no script does; a chosen file is kept."""
        form = self.request.form
        if form.get("batch") or getattr(form.get("file"), "filename", ""):
            self._take_file()

    def _deposited(self):
        if self.request.form.get("batch"):
            return operations.batch(self.request.form["batch"])
        upload = self.request.form.get("file")
        data = upload.read() if hasattr(upload, "read") else b""
        name = getattr(upload, "filename", "") or ""
        return operations.deposit(data, name, channel=self.values["channel"])

    def _check_the_rest(self) -> None:
        try:
            operations.parse_filing(self.values | {"dossiers": self.also})
        except Refusal as refusal:
            self._blame(refusal)

    def _file(self) -> None:
        try:
            documents = quality.file_whole(self.batch, self.values | {"dossiers": self.also})
        except Refusal as refusal:
            self._blame(refusal)
            return
        self.leave(filed_words(documents))

    def _blame(self, refusal: Refusal) -> None:
        self.errors.update({one.field or "file": one for one in refusal.each()})


class ProgressView(BrowserView):
    """How far the latest deposits have come, for the script that keeps the page fresh."""

    def __call__(self) -> str:
        response = self.request.response
        response.setHeader("Content-Type", "application/json")
        response.setHeader("Cache-Control", "no-store")
        return json.dumps([_shown(one, self.request) for one in deposits.latest(20)])


class DossierFinder(BrowserView):
    """Suggests dossiers while the capture team types."""

    def __call__(self) -> str:
        self.request.response.setHeader("Content-Type", "application/json")
        self.request.response.setHeader("Cache-Control", "no-store")
        return suggested(dossiers.find(text_of(self.request.form, "q")))


def _shown(deposit: deposits.Deposit, request) -> dict:
    term = thesaurus.resolve("DocumentType", deposit.document_type)
    state = deposit.recognition or deposit.state
    titles = vocabularies.RECOGNITION_TITLES | STATE_TITLES
    channel = vocabularies.CHANNEL_TITLES.get(deposit.channel, deposit.channel)
    return {
        "id": deposit.id,
        "uid": deposit.document_uid,
        "when": api.portal.get_localized_time(deposit.deposited_at, long_format=True),
        "who": deposit.depositor,
        "pages": deposit.pages,
        "channel": translate(channel, context=request),
        "type": term.label if term else "",
        "filings": [asdict(filing) for filing in deposit.filings],
        "state": state,
        "state_title": translate(titles.get(state, state), context=request),
        "done": deposit.done,
        "total": deposit.total,
    }


class QueueView(BrowserView):
    """The queue's own address leads to the capture page."""

    def __call__(self) -> None:
        self.request.response.redirect(f"{api.portal.get().absolute_url()}/@@capture")


class BatchView(BrowserView):
    """A deposit's own address leads to its filing."""

    def __call__(self) -> None:
        site = api.portal.get().absolute_url()
        self.request.response.redirect(f"{site}/@@capture?batch={self.context.getId()}")
