"""What the inbox shows: a part of it, a page at a time, and what can be asked of it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from plone.protect import createToken
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate

from farde.access import operations as access
from farde.core import clock, days
from farde.core.paging import Page, page_of
from farde.core.people import display_names
from farde.dossier import absence
from farde.dossier.holders import CASEWORKER
from farde.tickets import fallback, inbox, roles, states, waiting
from farde.tickets.inbox import Asked
from farde.tickets.pages import asking, wording
from farde.tickets.rows import Row, rows


class Listing(BrowserView):
    """The list that an address asks for, read off the catalogue."""

    short_day = staticmethod(days.short_day)
    role_titles, kinds, keys = roles.ROLE_TITLES, wording.KINDS, wording.KEYS
    role_title = staticmethod(roles.title)
    _parts = ViewPageTemplateFile("../templates/inbox_parts.pt")

    @property
    def macros(self):
        """The parts of the page that stand in a template of their own."""
        return self._parts.macros

    @cached_property
    def asked(self) -> Asked:
        """The part and what narrows it, as the address says it."""
        return asking.asked(self.request)

    @cached_property
    def found(self) -> Sequence[Any]:
        """Everything asked for, in its order; read where used."""
        return inbox.entries(self.asked)

    @cached_property
    def page(self) -> Page:
        """The page of the list that the address names."""
        number = self.request.form.get("page")
        return page_of(self.found, asking.PAGE_SIZE, number, self._base, asking.query(self.asked))

    @cached_property
    def lists(self) -> list[dict]:
        """Tickets and signals of this page, each with a heading and how many there are."""
        shown = rows(self.page.items)
        return [
            {"name": f"{kind}s", "title": title, "rows": [one for one in shown if one.kind == kind]}
            for kind, title in wording.KINDS.items()
        ]

    @cached_property
    def counts(self) -> waiting.Counts:
        """How much waits for the reader in all."""
        if self.asked == Asked():
            return waiting.counted(self.found)
        return inbox.counts()

    @cached_property
    def parts(self) -> list[dict]:
        """The parts this reader has use for."""
        told = {inbox.MINE: self.counts.total, inbox.OVERDUE: self.counts.overdue}
        return [
            {
                "name": name,
                "url": self._url(Asked(part=name)),
                "title": wording.PARTS[name],
                "count": told.get(name),
                "current": name == self.asked.part,
            }
            for name in asking.parts_offered()
        ]

    @cached_property
    def types(self) -> dict[str, str]:
        """The types of document to choose from."""
        found = inbox.entries(replace(self.asked, document_type=""))
        return inbox.types_among(found)

    @cached_property
    def of_whom(self) -> str:
        """Whose work the team's part shows, by name; "" for what nobody answers for."""
        return wording.whose(self.asked.of, self.request)

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of staff on this page."""
        users = {row.taken_by for row in self._shown}
        return display_names(users | {*self.holders.values(), *self.absents.values()})

    @cached_property
    def holders(self) -> dict[str, str]:
        """Who holds the dossiers of this page, where the reader looks at the team's work."""
        if self.asked.part != inbox.TEAM:
            return {}
        return access.holders({row.dossier_uid for row in self._shown}, CASEWORKER)

    @cached_property
    def absents(self) -> dict[str, str]:
        """For whom the reader stands in, by dossier."""
        found = absence.stood_in({row.dossier_uid for row in self._shown})
        return {uid: one.absent for uid, one in found.items()}

    @property
    def done(self) -> bool:
        """Whether settled things are shown."""
        return self.asked.part == inbox.DONE

    @cached_property
    def token(self) -> str:
        """What proves that a form came from this page."""
        return createToken()

    @property
    def today(self) -> str:
        """The first day that can be chosen."""
        return clock.today().isoformat()

    @property
    def address(self) -> str:
        """The address of this page, with all that narrows it."""
        return self._url(self.asked, self.page.number)

    @property
    def poll(self) -> str:
        """Where the open page asks what changed."""
        query = asking.query(self.asked) | {"page": str(self.page.number)}
        return f"{self.context.absolute_url()}/@@inbox-count?{urlencode(query)}"

    @property
    def words(self) -> str:
        """The words of the page's script, as JSON."""
        spoken = {
            key: translate(word, context=self.request) for key, word in wording.SCRIPT.items()
        }
        return json.dumps(spoken)

    @property
    def states(self) -> dict[str, Any]:
        """The states to choose from."""
        shown = states.RECENT if self.done else states.OPEN
        return {state: states.STATE_TITLES[state] for state in shown}

    @property
    def unfiltered(self) -> str:
        """The address of this part, with nothing that narrows it."""
        return self._url(Asked(part=self.asked.part, of=self.asked.of))

    @property
    def empty_text(self):
        """What is said where there is nothing."""
        return wording.nothing(self.asked)

    def answerable(self, row: Row) -> bool:
        """Return whether the reader can act on a row: signals are read by those they are for."""
        if not row.open or row.kind == "ticket" or row.told:
            return row.open
        return not self._silent.isdisjoint(roles.addressees(row.role, row.dossier_uid))

    def state_title(self, row: Row):
        """Return what a row's state is called."""
        return states.STATE_TITLES[row.state]

    @cached_property
    def _silent(self) -> set[str]:
        return {*fallback.addressees()}

    def document_url(self, row: Row) -> str:
        """Return the address of a row's document, by which its reader finds back to this list."""
        # Not what was typed: it can be a name.
        query = {"inbox": row.uid} | asking.query(replace(self.asked, text=""))
        return f"{row.document_url}?{urlencode(query)}"

    @property
    def _shown(self) -> list[Row]:
        return [row for part in self.lists for row in part["rows"]]

    @property
    def _base(self) -> str:
        return f"{self.context.absolute_url()}/@@inbox"

    def _url(self, asked: Asked, page: int = 1) -> str:
        query = asking.query(asked) | ({"page": str(page)} if page > 1 else {})
        return f"{self._base}?{urlencode(query)}" if query else self._base
