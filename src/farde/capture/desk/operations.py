"""The verbs of the desk: open a deposit, keep what is typed, file a part and go on."""

from collections.abc import Mapping

from plone import api

from farde.capture import filing, history, operations, work
from farde.capture.desk import deciding, leases, queue, telling
from farde.capture.desk.errors import HeldByColleague, PartsWaiting
from farde.capture.quality import operations as quality
from farde.core.people import display_name
from farde.core.visitor import current_user_id


def open_batch(batch, chosen: Mapping[str, str], over: bool = False) -> dict:
    """Put a deposit on the asker's desk, unless a colleague has it; return what is shown of it.

    With ``over`` it is taken from the colleague, who is told when the page asks next.
    """
    if api.content.get_state(batch) in queue.STATES:
        leases.take(batch.aq_parent, batch.getId(), current_user_id(), over)
    return telling.told(batch, upcoming(batch, chosen))


def require_free(batch) -> None:
    """Raise HeldByColleague when somebody else has the deposit on the desk."""
    lease = leases.of(batch.aq_parent, batch.getId())
    if lease is not None and lease.user != current_user_id():
        raise HeldByColleague(who=display_name(lease.user))


def finish(batch) -> None:
    """End a deposit of which nothing waits any more: its last pages were set aside.

    Where nothing at all was filed its files stay with it. Raises PartsWaiting.
    """
    plan = work.planned(batch)
    if plan.open_parts or not plan.discarded:
        raise PartsWaiting
    if plan.parts:
        filing.finish(batch, plan)
        batch.reindexObject()
        return
    history.note(batch, "emptied", pages=plan.pages_in)
    operations.to_state(batch, "discard")


def go_on(batch, chosen: Mapping[str, str]) -> dict | None:
    """Return what comes next: the rest of the deposit, else the next free one."""
    if _goes_on(batch):
        return open_batch(batch, chosen)
    leases.release(batch.aq_parent, batch.getId(), current_user_id())
    following = queue.next_free(chosen, besides=batch.getId())
    return open_batch(operations.batch(following), chosen) if following else None


def _goes_on(batch) -> bool:
    """Whether there is more to do in a deposit for the person who has it."""
    at = api.content.get_state(batch)
    return at == "received" or (
        at == "prepared" and not quality.is_handed_over(batch, current_user_id())
    )


def upcoming(batch, chosen: Mapping[str, str]) -> dict:
    """Return the deposit that will come next and the addresses of its first pictures."""
    following = queue.next_free(chosen, besides=batch.getId())
    if not following:
        return {}
    after = operations.batch(following)
    pictures = [f"{after.absolute_url()}/@@capture-page/{leaf}/small" for leaf in _first(after)]
    large = [one.replace("/small", "/large") for one in pictures[:1]]
    return {"id": following, "pictures": pictures + large}


def _first(batch) -> list:
    """As many pages as the first screen shows."""
    return deciding.plan_or_none(batch).leaves()[:16]
