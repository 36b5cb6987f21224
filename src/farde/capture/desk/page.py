"""The page of the review desk; without a script, one form for one part at a time."""

import json

from plone import api
from plone.protect import PostOnly
from plone.protect.authenticator import check as check_authenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate

from farde.capture import operations
from farde.capture.desk import operations as desk
from farde.capture.desk import queue, telling
from farde.capture.desk.wording import KEYS, REASON_TITLES, SAID
from farde.capture.profile_form import FIELDS, ProfileForm
from farde.capture.quality import operations as quality
from farde.capture.wording import STATE_TITLES, filed_words
from farde.core.errors import Refusal, refusal_text
from farde.core.forms import text_of
from farde.document.vocabularies import CHANNEL_TITLES


class DeskView(ProfileForm):
    """The queue, the pages of one deposit, one of them large, and the form of its part."""

    tabs = ViewPageTemplateFile("../templates/tabs.pt")

    def __call__(self) -> str:
        if not api.user.has_permission("farde: Capture", obj=self.context):
            self.request.response.redirect(self._address(self._elsewhere()))
            return ""
        self.errors: dict[str, Refusal] = {}
        self.chosen = queue.filters(self.request.form)
        self.deposit, self.batch = None, self._asked()
        if self.request.method == "POST" and self.batch is not None:
            check_authenticator(self.request)
            PostOnly(self.request)
            self._file()
        self.rows, self.total = queue.waiting(self.chosen)
        if self.request.response.getStatus() in (302, 303):
            return ""
        self._show()
        return self.index()

    def _asked(self):
        asked = text_of(self.request.form, "batch")
        try:
            wanted = asked or queue.next_free(self.chosen)
            return operations.batch(wanted) if wanted else None
        except Refusal as refusal:
            api.portal.show_message(refusal_text(refusal), self.request, type="error")
            return None

    def _show(self) -> None:
        self.deposit = telling.told(self.batch) if self.batch is not None else None
        self.part = self._part()
        form = self.deposit["forms"].get(self.part) if self.part else None
        start = form["values"] if form else {}
        given = self.request.form
        self.values = {name: given.get(name, start.get(name, "")) for name in FIELDS}

    def _part(self) -> str:
        """The part that the plain form is about: the one asked for, else the first open one."""
        waiting = list(self.deposit["forms"]) if self.deposit else []
        asked = text_of(self.request.form, "part")
        return asked if asked in waiting else next(iter(waiting), "")

    def _file(self) -> None:
        form = self.request.form
        version = text_of(form, "version")
        try:
            desk.require_free(self.batch)
            documents = quality.file(
                self.batch,
                text_of(form, "part"),
                {**form, "dossiers": self.also},
                int(version) if version.isdecimal() else None,
            )
        except Refusal as refusal:
            self.errors = {one.field or "part": one for one in refusal.each()}
            return
        api.portal.show_message(filed_words(documents), self.request)
        desk.go_on(self.batch, self.chosen)
        self.request.response.redirect(self._address("@@capture"), status=303)

    def _elsewhere(self) -> str:
        """Where those give papers who do not file them."""
        receives = api.user.has_permission("farde: Receive at the counter", obj=self.context)
        return "@@counter" if receives else "@@deposit"

    def _address(self, view: str) -> str:
        return f"{api.portal.get().absolute_url()}/{view}"

    def queue_rows(self) -> list[dict]:
        """Return the deposits that wait, as the script shows them too."""
        return [telling.row(one) for one in self.rows]

    def queue_source(self) -> str:
        """Return where the script asks for the queue, with the filters of this page."""
        asked = "&".join(f"{name}={value}" for name, value in self.chosen.items())
        return self._address("@capture-queue") + (f"?{asked}" if asked else "")

    def filters_sent(self) -> str:
        """Return the filters as the script sends them along."""
        return json.dumps(self.chosen)

    def choices(self) -> list[dict]:
        """Return what the queue can be narrowed to: circuit, state, station."""
        stations = [(one, one) for one in queue.stations()]
        found = {
            "channel": self._choices(CHANNEL_TITLES),
            "state": self._choices(STATE_TITLES),
            "station": stations,
        }
        return [
            {"name": name, "options": options, "chosen": self.chosen.get(name, "")}
            for name, options in found.items()
            if options
        ]

    def reasons(self) -> list[tuple[str, str]]:
        """Return why a page can be set aside."""
        return self._choices(REASON_TITLES)

    def keys(self) -> list[dict[str, str]]:
        """Return the keys of the desk, and what each does."""
        return [{"keys": k, "does": translate(does, context=self.request)} for k, does in KEYS]

    def words(self) -> str:
        """Return what the script says, as JSON that cannot end its own element."""
        said = {name: translate(text, context=self.request) for name, text in SAID.items()}
        return _embedded(said)

    def started(self) -> str:
        """Return which deposit the script opens, as JSON."""
        return _embedded(self.deposit["id"] if self.deposit else None)


def _embedded(value: object) -> str:
    return json.dumps(value).replace("<", "\\u003c")
