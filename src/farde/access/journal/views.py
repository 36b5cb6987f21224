"""The pages of the journal: of one dossier for its people, of the house for its privacy officer."""

from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView
from zope.component import queryAdapter
from zope.interface import implementer

from farde.access.journal import actions, agents, anchors, operations, recording, subjects, telling
from farde.access.journal.asking import Asked, asked_of, discreet
from farde.access.journal.interfaces import FoundDossier, IAccessSubject, Subject
from farde.access.need_to_know import IBlindDoor
from farde.core.clock import CENTRE_TIME
from farde.core.errors import Refusal
from farde.core.forms import text_of
from farde.core.i18n import _

#: Rows on one page.
PAGE_SIZE = 50


class _JournalPage(BrowserView):
    """What both pages have in common: filters, rows under their days, older rows.

    Filters come by POST: who is looked for stands in no address and in no log of a proxy.
    """

    hidden: tuple[str, ...] = ()
    subject: IAccessSubject | None = None

    def __call__(self) -> str:
        self.refusals: list[Refusal] = []
        self.asked = asked_of(self.request.form)
        self.rows: list = []
        self.request.set("disable_plone.leftcolumn", True)
        self.request.set("disable_plone.rightcolumn", True)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        try:
            return self.answer() or self.index()
        except Refusal as refusal:
            if refusal.status == 503:
                raise
            self.refusals = refusal.each()
            return self.index()

    def answer(self) -> str | None:
        """Find the rows; return another answer than the page, if one is asked for."""
        query = self.asked.query(self.subject, self.hidden)
        self.rows = operations.search(query, PAGE_SIZE + 1, self.asked.mark())
        return None

    @cached_property
    def days(self) -> list:
        """The rows of this page in words, under their days."""
        return telling.by_day(telling.lines(self.rows[:PAGE_SIZE]))

    @property
    def action_titles(self) -> dict:
        """The actions one can ask for, by code."""
        return {code: title for code, title in actions.TITLES.items() if code not in self.hidden}

    @property
    def older(self) -> int | None:
        """The number below which the list goes on, None at its end."""
        return self.rows[PAGE_SIZE - 1].number if len(self.rows) > PAGE_SIZE else None

    @property
    def here(self) -> str:
        """The address of this page, without words."""
        return f"{self.context.absolute_url()}/@@{self.__name__}"

    @property
    def filtered(self) -> bool:
        """Whether anything is asked for in particular."""
        return self.asked != Asked(before=self.asked.before)


@implementer(IBlindDoor)
class DossierJournal(_JournalPage):
    """Who read a dossier, its documents and its person."""

    page_title = _("title_dossier_journal", default="Qui a consulté ce dossier")
    of_site = False

    def answer(self) -> str | None:
        self.subject = queryAdapter(self.context, IAccessSubject)
        return super().answer()

    @property
    def hidden(self) -> tuple[str, ...]:
        """Actions that this visitor is not told of."""
        return discreet(self.context)

    @cached_property
    def readers(self) -> list[telling.NamedReader]:
        """Who read this dossier, the last one first."""
        return telling.readers(operations.readers_of(*self._about))

    @cached_property
    def turned_away(self) -> list[telling.NamedReader]:
        """Who tried to and was refused."""
        return telling.readers(operations.turned_away(*self._about))

    @cached_property
    def agents(self) -> list[telling.NamedReader]:
        """Everybody one can ask for."""
        return telling.readers(operations.present(*self._about))

    @cached_property
    def _about(self) -> tuple[str, str]:
        subject = queryAdapter(self.context, IAccessSubject)
        return subject.dossier_uid, subject.person_id


class SiteJournal(_JournalPage):
    """The whole journal, for the privacy officer."""

    page_title = _("title_site_journal", default="Journal des accès")
    of_site = True
    readers = turned_away = agents = ()

    def answer(self) -> str | None:
        form = self.request.form
        self.dossier = text_of(form, "dossier")
        # A name in an address would be kept by every log on the way.
        sent = self.request.method == "POST"
        self.choices = self._looked_up(text_of(form, "words") if sent else "")
        self.agent_choices = agents.matching(self.asked.agent)
        if len(self.agent_choices) == 1:
            self.asked = asked_of(form | {"agent": self.agent_choices[0].id})
        self.subject = subjects.subject_by_id(self.dossier) if self.dossier else None
        query = self.asked.query(self.subject)
        if text_of(form, "export"):
            return self._as_csv(query)
        about = (query.dossier_uid, query.person_id)
        recording.note(self.request, actions.JOURNAL, Subject("journal", "", *about))
        return super().answer()

    @property
    def may_set(self) -> bool:
        """Whether the visitor decides about the journal."""
        return bool(api.user.has_permission("farde: Manage access settings", obj=self.context))

    @property
    def check(self) -> anchors.Check | None:
        """The last walk over the chain."""
        return anchors.last_check(api.portal.get())

    @property
    def checked_at(self) -> str:
        """When that was."""
        return self.check.at.astimezone(CENTRE_TIME).strftime("%d/%m/%Y %H:%M")

    @property
    def missed(self) -> int:
        """Events that could not be noted, and whose gap is not noted yet."""
        return operations.missed()

    def _looked_up(self, words: str) -> list[FoundDossier]:
        if not words:
            return []
        recording.note(self.request, actions.LOOKUP, Subject("search", ""))
        found = subjects.find(words)
        if len(found) == 1:
            self.dossier = found[0].number
        return found

    def _as_csv(self, query) -> str:
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", 'attachment; filename="journal-des-acces.csv"')
        return operations.export_csv(query, api.user.get_current().getId())
