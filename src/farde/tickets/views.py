"""Pages of the room: the inbox, its count, and the way from a ticket to its document."""

import json

from Acquisition import aq_inner, aq_parent
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView

from farde.core.days import short_day
from farde.core.errors import Refusal, refusal_text
from farde.core.i18n import _
from farde.core.people import display_name
from farde.tickets import inbox, operations, roles, states

#: Which part of the inbox is shown, as the address says it.
TABS = {
    "mine": _("inbox_tab_mine", default="Ma boîte"),
    "service": _("inbox_tab_service", default="Mon service"),
    "done": _("inbox_tab_done", default="Terminé"),
}

_THANKS = {
    "take": _("inbox_taken", default="Le ticket est pris en charge."),
    "finish": _("inbox_finished", default="Le ticket est traité."),
    "read": _("inbox_read", default="Le signal est lu."),
}


class InboxView(BrowserView):
    """The morning's list: tickets first, then signals."""

    limit, short_day = inbox.LIMIT, staticmethod(short_day)
    colleague = staticmethod(display_name)

    def __call__(self) -> str:
        if self.request.method == "POST":
            return self.receive()
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.index()

    def receive(self) -> str:
        """Do what a button asks, say so, and show the list again."""
        CheckAuthenticator(self.request)
        form = self.request.form
        action = form.get("action", "")
        try:
            operations.answer(form.get("uid", ""), action, outcome=form.get("outcome", ""))
            api.portal.show_message(_THANKS[action], self.request)
        except Refusal as refusal:
            api.portal.show_message(refusal_text(refusal), self.request, type="error")
        return self.request.response.redirect(self.address(self.shown))

    @property
    def shown(self) -> str:
        """The tab that the address names, the whole inbox where it names none."""
        asked = self.request.form.get("show")
        return asked if asked in TABS else "mine"

    @property
    def tabs(self) -> list[dict]:
        """The tabs this user has use for."""
        names = [name for name in TABS if name != "service" or roles.my_services()]
        return [
            {"url": self.address(name), "title": TABS[name], "current": name == self.shown}
            for name in names
        ]

    @property
    def lists(self) -> list[dict]:
        """The two lists, each with its heading."""
        tickets, signals = (self._rows(kind) for kind in inbox.KINDS)
        return [
            {"name": "tickets", "title": _("inbox_tickets", default="Tickets"), "rows": tickets},
            {"name": "signals", "title": _("inbox_signals", default="Signaux"), "rows": signals},
        ]

    def address(self, tab: str) -> str:
        """Return the address of a tab."""
        base = f"{self.context.absolute_url()}/@@inbox"
        return base if tab == "mine" else f"{base}?show={tab}"

    def state_title(self, row: inbox.Row):
        """Return what a row's state is called."""
        return states.STATE_TITLES[row.state]

    def role_title(self, row: inbox.Row):
        """Return what a row's role is called."""
        return roles.ROLE_TITLES.get(row.role, row.role)

    def _rows(self, kind: str) -> list[inbox.Row]:
        wanted = states.SETTLED if self.shown == "done" else states.OPEN
        return inbox.inbox([kind], wanted, services_only=self.shown == "service")


class InboxCount(BrowserView):
    """How much waits, for the header to ask again."""

    def __call__(self) -> str:
        counts = inbox.counts()
        response = self.request.response
        response.setHeader("Content-Type", "application/json")
        response.setHeader("Cache-Control", "private, no-store")
        return json.dumps(
            {"tickets": counts.tickets, "signals": counts.signals, "total": counts.total}
        )


class FollowUpView(BrowserView):
    """A signal or ticket has no page of its own: it leads to its document."""

    def __call__(self) -> str:
        dossier = aq_parent(aq_inner(self.context))
        url = f"{dossier.absolute_url()}/{self.context.document_id}"
        return self.request.response.redirect(url)
