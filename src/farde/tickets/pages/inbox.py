"""``@@inbox``: what waits for the reader, answered row by row or several at once."""

from collections.abc import Iterable

from plone import api
from plone.protect import CheckAuthenticator
from zope.i18n import translate

from farde.core.errors import Refusal, refusal_text
from farde.tickets import inbox, operations
from farde.tickets.pages import asking, wording
from farde.tickets.pages.listing import Listing
from farde.tickets.rows import Row, rows


class InboxView(Listing):
    """The morning's list: tickets first, the most pressing first of all, then signals."""

    def __call__(self) -> str:
        self.refused: dict[str, Refusal] = {}
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.method == "POST":
            return self.receive()
        after = asking.text(self.request, "after")
        return self._go_on_after(after) if after else self.index()

    def receive(self) -> str:
        """Do what a button asks; what is refused stands at its row, with what was given."""
        CheckAuthenticator(self.request)
        uids, action = asking.texts(self.request, "uids"), self.given("action")
        try:
            answered = operations.answer_all(uids, action, **asking.given(self.request))
        except Refusal as refusal:
            answered = [operations.Answered(uid, refusal=refusal) for uid in uids]
        if asking.wants_json(self.request):
            return self._as_json(answered, action)
        self.refused = {one.uid: one.refusal for one in answered if one.refusal}
        self._say(answered, action)
        return self.index() if self.refused else self._redirect(self.address)

    def given(self, name: str) -> str:
        """Return what a field holds, "" where it holds nothing."""
        return asking.text(self.request, name)

    def roles_for(self, row: Row) -> list[str]:
        """Return to whom a row can be given."""
        return [role for role in self.role_titles if role != row.role or row.kind == "signal"]

    def picked(self, row: Row) -> bool:
        """Tell whether a row was chosen with others, and refused."""
        return row.uid in self.refused and self.given("action") == "done"

    def bulk_given(self, name: str) -> str:
        """Return what the form of the selection held."""
        return self.given(name) if self.given("action") == "done" else ""

    def row_given(self, row: Row, name: str) -> str:
        """Return what the form of a row held when it was refused."""
        return self.given(name) if row.uid in self.refused else ""

    def refused_text(self, row: Row, *actions: str) -> str:
        """Return why a row was refused, where one of these actions was asked of it."""
        refusal = self.refused.get(row.uid)
        if refusal is None or (actions and self.given("action") not in actions):
            return ""
        return refusal_text(refusal)

    def _redirect(self, url: str) -> str:
        return self.request.response.redirect(url)

    def _go_on_after(self, uid: str) -> str:
        found = list(self.found)
        places = [place for place, brain in enumerate(found) if uid == brain.UID]
        follows = rows(found[places[0] + 1 :][:1]) if places else rows(found[:1])
        if not follows or not follows[0].within_reach:
            return self._redirect(self._url(self.asked))
        return self._redirect(self.document_url(follows[0]))

    def _say(self, answered: Iterable[operations.Answered], action: str) -> None:
        done = [one for one in answered if one.done]
        if done:
            api.portal.show_message(wording.thanks(action, len(done)), self.request)
        for text in {refusal_text(one) for one in self.refused.values()}:
            api.portal.show_message(text, self.request, type="error")

    def _as_json(self, answered: list[operations.Answered], action: str) -> str:
        done = [one.uid for one in answered if one.done]
        refused = [
            {"uid": one.uid, "field": one.refusal.field, "text": refusal_text(one.refusal)}
            for one in answered
            if one.refusal
        ]
        alone = refused[0]["text"] if len(refused) == 1 and not done else ""
        said = alone or wording.said(action, len(done), len(refused))
        return asking.as_json(
            self.request,
            {
                "done": done,
                "refused": refused,
                "said": translate(said, context=self.request),
                "counts": asking.told(inbox.counts()),
            },
        )
