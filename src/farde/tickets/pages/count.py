"""``@@inbox-count``: how much waits and what stands in the list, for the open page to follow."""

from Products.Five.browser import BrowserView

from farde.tickets import inbox
from farde.tickets.pages import asking

#: Rows that are named from the beginning of the page that is open, and with them all before it:
#: as rows before it leave, those of the page move up.
WINDOW = 200


class InboxCount(BrowserView):
    """The counts, and UID and state of the rows that the address asks for; ``more`` follow."""

    def __call__(self) -> str:
        found = inbox.entries(asking.asked(self.request))
        end = asking.first_row(self.request) + WINDOW
        rows = [(brain.UID, brain.review_state) for brain in found[:end]]
        told = {"counts": asking.told(inbox.counts()), "rows": rows, "more": len(found) > end}
        return asking.as_json(self.request, told)
