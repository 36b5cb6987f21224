"""``@@inbox-count``: how much waits and what stands in the list, for the open page to follow."""

from Products.Five.browser import BrowserView

from farde.tickets import inbox
from farde.tickets.pages import asking

#: Rows that are named at most, from the beginning of the page that is open.
WINDOW = 200


class InboxCount(BrowserView):
    """The counts, and UID and state of the rows that the address asks for."""

    def __call__(self) -> str:
        found = inbox.entries(asking.asked(self.request))
        first = asking.first_row(self.request)
        rows = [(brain.UID, brain.review_state) for brain in found[first : first + WINDOW]]
        counts = asking.told(inbox.counts())
        return asking.as_json(self.request, {"counts": counts, "rows": rows})
