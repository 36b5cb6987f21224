"""Who holds a dossier: the AS titulaire, the referent, and whom the caseworker's team answers to.

The memberships are the one truth; nothing is written on the dossier, and no list has to be
brought up to date when someone else takes over.
"""

from collections.abc import Iterable
from datetime import datetime

from farde.access import causes
from farde.access import operations as access
from farde.access.teams import SUPERVISORS, supervisors_of

CASEWORKER = "caseworker"
SUPERVISOR = "supervisor"
REFERENT = "referent"


def assign_caseworker(dossier_uid: str, user_id: str, at: datetime | None = None) -> bool:
    """Make a user the caseworker now or from an instant on; tell whether that is new.

    The supervisors of the user's team come with them. Without a user the supervisors that the
    dossier has stand in.
    """
    return assign_all([dossier_uid], user_id, at) == [dossier_uid]


def assign_all(dossier_uids: Iterable[str], user_id: str, at: datetime | None = None) -> list[str]:
    """Make a user the caseworker of many dossiers; return those for which that is new."""
    uids, changed = list(dossier_uids), set()
    for teams, mine in _by_team(uids, user_id).items():
        changed |= access.hand_over(mine, SUPERVISOR, causes.TEAM, teams, at)
        fallback = () if user_id else teams
        changed |= access.hand_over(mine, CASEWORKER, causes.FALLBACK, fallback, at)
        holder = (user_id,) if user_id else ()
        changed |= access.hand_over(mine, CASEWORKER, causes.HOLDER, holder, at)
    return [uid for uid in uids if uid in changed]


def assign_referent(dossier_uid: str, user_id: str) -> bool:
    """Make a user the referent, or nobody; tell whether that is new."""
    holder = (user_id,) if user_id else ()
    return bool(access.hand_over([dossier_uid], REFERENT, causes.HOLDER, holder))


def follow_team(user_id: str) -> int:
    """Let the supervisors of a caseworker's present teams see their dossiers; return how many."""
    teams = supervisors_of(access.site_groups(user_id))
    return len(access.hand_over(access.held_by(user_id), SUPERVISOR, causes.TEAM, teams))


def _by_team(dossier_uids: list[str], user_id: str) -> dict[tuple[str, ...], list[str]]:
    """The dossiers by who is to supervise them: the user's teams, or else who does already."""
    teams = supervisors_of(access.site_groups(user_id)) if user_id else ()
    if teams:
        return {teams: dossier_uids}
    found: dict[tuple[str, ...], list[str]] = {}
    for uid in dossier_uids:
        found.setdefault(_present(uid), []).append(uid)
    return found


def _present(dossier_uid: str) -> tuple[str, ...]:
    """The supervisors that a dossier has; all of them for a new one."""
    return tuple(sorted(access.principals(dossier_uid, SUPERVISOR))) or (SUPERVISORS,)
