"""Teams: site groups named ``team-<id>``; supervisors see the dossiers of their own teams."""

from collections.abc import Iterable

#: The site group of all supervisors (AS en chef).
SUPERVISORS = "supervisors"
_TEAM = "team-"


def is_team(group_id: str) -> bool:
    """Tell whether a site group is a team."""
    return group_id.startswith(_TEAM)


def supervision_of(team: str) -> str:
    """Return the principal that stands for the supervisors of a team, whoever they are."""
    return f"{SUPERVISORS}:{team}"


def supervised_team(principal: str) -> str:
    """Return the team whose supervisors a principal stands for, "" for any other principal."""
    group, _, team = principal.partition(":")
    return team if group == SUPERVISORS else ""


def with_supervision(groups: Iterable[str]) -> tuple[str, ...]:
    """Return a user's site groups, and what a supervisor holds through their teams."""
    groups = tuple(groups)
    if SUPERVISORS not in groups:
        return groups
    return groups + tuple(supervision_of(group) for group in groups if is_team(group))


def supervisors_of(groups: Iterable[str]) -> tuple[str, ...]:
    """Return who supervises a caseworker of these site groups: all supervisors without a team."""
    teams = tuple(supervision_of(group) for group in groups if is_team(group))
    return teams or (SUPERVISORS,)
