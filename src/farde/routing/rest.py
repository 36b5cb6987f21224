"""``@routing``: the signal table, for programs."""

from dataclasses import asdict

from farde.core.rest import Service
from farde.routing import signal_table


class RoutingGet(Service):
    """Tells the table as the page does."""

    scope = "thesaurus:read"

    def answer(self) -> dict:
        rows = [asdict(row) for row in signal_table.signal_table()]
        return {"@id": self.request.getURL(), "items": rows, "items_total": len(rows)}
