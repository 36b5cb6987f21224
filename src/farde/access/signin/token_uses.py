"""When tokens were last used, to the hour: enough to find the forgotten, and seldom a write."""

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from farde.access.signin import database
from farde.access.signin.database import token_uses
from farde.core import clock

_COARSE = 3600


def note(token_id: str) -> None:
    """Note that a token is used now; within the hour this writes nothing."""
    at = clock.now().timestamp()
    mine = token_uses.c.token == token_id
    with database.engine().connect() as sql:
        known = sql.scalar(select(token_uses.c.at).where(mine))
    if known is not None and at - known < _COARSE:
        return
    with database.engine().begin() as sql:
        if sql.execute(update(token_uses).where(mine).values(at=at)).rowcount == 0:
            _first(sql, token_id, at)


def last(token_id: str) -> datetime | None:
    """Return when a token was last used, to the hour; None when never."""
    with database.engine().connect() as sql:
        at = sql.scalar(select(token_uses.c.at).where(token_uses.c.token == token_id))
    return datetime.fromtimestamp(at, clock.CENTRE_TIME) if at is not None else None


def _first(sql, token_id: str, at: float) -> None:
    try:
        with sql.begin_nested():
            sql.execute(insert(token_uses).values(token=token_id, at=at))
    except IntegrityError:
        # Another request of the same machine was first.
        pass
