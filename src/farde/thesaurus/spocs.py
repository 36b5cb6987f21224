"""SPOCs: who speaks for a service of the centre when the thesaurus is made.

The services are those that the centre's own presentation names; their list is a table of the
policy, and lies on the thesaurus with the person named for each.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from BTrees.OOBTree import OOBTree
from plone import api
from plone.i18n.normalizer import idnormalizer
from zope.annotation.interfaces import IAnnotations

from farde.thesaurus.governance_errors import UnknownColleague, UnknownDepartment
from farde.thesaurus.snapshot import THESAURUS_ID

#: The site group that holds the right to propose.
GROUP = "spocs"
_ANNOTATION = "farde.thesaurus.spocs"


@dataclass(frozen=True)
class Department:
    """A service of the centre, the line it stands in, and the user id of its SPOC."""

    id: str
    title: str
    line: str
    spoc: str = ""
    place: int = 0


def departments() -> list[Department]:
    """Return the services in the order of the centre's list."""
    return sorted(_kept().values(), key=lambda one: one.place)


def load_departments(rows: Iterable[Mapping[str, str]]) -> int:
    """Add the services of a table (``ligne``, ``service``) that are not there yet."""
    kept, added = _written(), 0
    for place, row in enumerate(rows, start=1):
        slug = idnormalizer.normalize(row["service"], max_length=80)
        if slug not in kept:
            kept[slug] = Department(slug, row["service"], row["ligne"], place=place)
            added += 1
    return added


def name_spoc(department_id: str, user_id: str) -> Department:
    """Let a member of staff speak for a service; whoever did so before no longer does.

    Raises UnknownDepartment, UnknownColleague.
    """
    department = _department(department_id)
    if api.user.get(userid=user_id) is None:
        raise UnknownColleague
    named = replace(department, spoc=user_id)
    _written()[department_id] = named
    api.group.add_user(groupname=GROUP, username=user_id)
    if department.spoc != user_id:
        _let_go(department.spoc)
    return named


def dismiss_spoc(department_id: str) -> Department:
    """Leave a service without a SPOC; raises UnknownDepartment."""
    department = _department(department_id)
    vacant = replace(department, spoc="")
    _written()[department_id] = vacant
    _let_go(department.spoc)
    return vacant


def service_of(user_id: str) -> str:
    """Return the services that somebody speaks for, in words; "" for anybody else."""
    return ", ".join(one.title for one in departments() if user_id and one.spoc == user_id)


def _let_go(user_id: str) -> None:
    """Take who speaks for no service any more out of the group."""
    if user_id and not service_of(user_id) and api.user.get(userid=user_id) is not None:
        api.group.remove_user(groupname=GROUP, username=user_id)


def _department(department_id: str) -> Department:
    found = _kept().get(department_id)
    if found is None:
        raise UnknownDepartment
    return found


def _kept() -> Mapping[str, Department]:
    thesaurus = api.portal.get().get(THESAURUS_ID)
    return IAnnotations(thesaurus).get(_ANNOTATION, {}) if thesaurus is not None else {}


def _written() -> OOBTree:
    annotations = IAnnotations(api.portal.get()[THESAURUS_ID])
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = OOBTree()
    return annotations[_ANNOTATION]
