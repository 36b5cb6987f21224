"""Failed attempts, and the doors they close for a while."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, or_, select

from farde.access.signin import database
from farde.access.signin.database import failures, locks
from farde.access.signin.settings import setting
from farde.core import clock
from farde.core.ids import derived_id

_EVERYWHERE = ""


@dataclass(frozen=True)
class Caller:
    """Who tries, as digests: a login name on a site, and the address it comes from."""

    login: str
    address: str

    @classmethod
    def of(cls, site: str, login: str, address: str) -> "Caller":
        """Return the caller for a site's path, a login name as typed, and a network address."""
        return cls(login_digest(site, login), derived_id("a", site, address))


@dataclass(frozen=True)
class Standing:
    """What is held against a caller: minutes until the lock ends (0: open), failures or not."""

    locked_minutes: int
    failed: bool


def login_digest(site: str, login: str) -> str:
    """Return what stands for a login name; case and outer blanks make no difference."""
    return derived_id("l", site, login.strip().casefold())


def standing(caller: Caller) -> Standing:
    """Tell whether a caller may try now."""
    at = _now()
    with database.engine().connect() as sql:
        until = sql.scalar(select(func.max(locks.c.until)).where(_of(locks, caller, everywhere=1)))
        failed = sql.scalar(select(failures.c.id).where(_of(failures, caller)).limit(1))
    minutes = math.ceil((until - at) / 60) if until and until > at else 0
    return Standing(minutes, failed is not None)


def note(caller: Caller) -> None:
    """Count a failure, and close the door when the settings say so."""
    at = _now()
    with database.engine().begin() as sql:
        sql.execute(insert(failures).values(login=caller.login, address=caller.address, at=at))
        sql.execute(
            delete(failures).where(failures.c.at < at - 60 * setting("lock_period_minutes"))
        )
        sql.execute(delete(locks).where(locks.c.until <= at))
        if _count(sql, _of(failures, caller)) >= setting("lock_failures"):
            _close(sql, caller.login, caller.address, at)
        elif _count(sql, failures.c.login == caller.login) >= setting("lock_failures_anywhere"):
            _close(sql, caller.login, _EVERYWHERE, at)


def forgive(caller: Caller) -> None:
    """Forget the failures of a caller who got in; those from elsewhere stand."""
    with database.engine().begin() as sql:
        sql.execute(delete(failures).where(_of(failures, caller)))


def any_locked() -> bool:
    """Tell whether any door is closed now."""
    with database.engine().connect() as sql:
        return sql.scalar(select(locks.c.login).where(locks.c.until > _now()).limit(1)) is not None


def locked(logins: Iterable[str]) -> dict[str, int]:
    """Return, of these digests of login names, the locked ones and the minutes that remain."""
    at = _now()
    with database.engine().connect() as sql:
        rows = sql.execute(
            select(locks.c.login, func.max(locks.c.until))
            .where(locks.c.until > at)
            .group_by(locks.c.login)
        ).all()
    wanted = set(logins)
    return {login: math.ceil((until - at) / 60) for login, until in rows if login in wanted}


def unlock(login: str) -> None:
    """Open the door of a digest of a login name, and forget its failures."""
    with database.engine().begin() as sql:
        sql.execute(delete(locks).where(locks.c.login == login))
        sql.execute(delete(failures).where(failures.c.login == login))


def _close(sql: Connection, login: str, address: str, at: float) -> None:
    key = (locks.c.login == login) & (locks.c.address == address)
    sql.execute(delete(locks).where(key))
    until = at + 60 * setting("lock_minutes")
    sql.execute(insert(locks).values(login=login, address=address, until=until))


def _count(sql: Connection, condition) -> int:
    return sql.scalar(select(func.count()).select_from(failures).where(condition))


def _of(table, caller: Caller, everywhere: bool = False):
    here = table.c.address == caller.address
    where = or_(here, table.c.address == _EVERYWHERE) if everywhere else here
    return (table.c.login == caller.login) & where


def _now() -> float:
    return clock.now().timestamp()
