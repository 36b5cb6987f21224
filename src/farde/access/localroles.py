"""The PAS plugin that finds a user's local roles, quickly also for who is in many circles.

Plone's own asks each place, for each of a user's groups, whether it has roles there. Someone who
supervises a thousand dossiers is in a thousand circles, and each place names a handful: this one
asks the handful whether the user is in them. The answers are the same.
"""

from collections.abc import Iterator

from AccessControl.class_init import InitializeClass
from Acquisition import aq_base, aq_inner
from borg.localrole.default_adapter import DefaultLocalRoleAdapter
from borg.localrole.workspace import (
    WorkspaceLocalRoleManager,
    clra_cache_key,
    store_on_request,
)
from plone.memoize.volatile import cache

PLUGIN_ID = "farde_local_roles"


class LocalRolesPlugin(WorkspaceLocalRoleManager):
    """Answers for the roles that content gives to circles, groups and users."""

    meta_type = "Farde Local Roles Plugin"

    def getRolesInContext(self, user, object) -> list[str]:
        """Return the local roles of a user on an object and what contains it."""
        mine, user = _principals(user), self._in_own_folder(user)
        return list(
            {
                role
                for place in self._parent_chain(object)
                if user._check_context(place)
                for roles in self._roles_at(place, mine)
                for role in roles
            }
        )

    @cache(get_key=clra_cache_key, get_cache=store_on_request)
    def checkLocalRolesAllowed(self, user, object, object_roles) -> int | None:
        """Tell whether a user has one of the roles there: 1; 0 for a stranger; None if not."""
        mine, user, wanted = _principals(user), self._in_own_folder(user), set(object_roles)
        for place in self._parent_chain(object):
            for roles in self._roles_at(place, mine):
                if wanted.intersection(roles):
                    return 1 if user._check_context(place) else 0
        return None

    def _roles_at(self, place, mine: dict) -> Iterator[tuple[str, ...]]:
        for adapter in self._getAdapters(place):
            if type(adapter) is DefaultLocalRoleAdapter:
                yield from (roles for who, roles in adapter.getAllRoles() if who in mine)
            else:  # whatever another add-on works out is asked as Plone asks it
                yield from map(adapter.getRoles, mine)

    def _in_own_folder(self, user):
        folder = self._get_userfolder(user)
        return user if folder is None else aq_inner(user).__of__(folder)


def _principals(user) -> dict[str, int]:
    groups = getattr(aq_base(user), "_groups", None)
    if groups is None:  # not a user of PAS
        groups = dict.fromkeys(user.getGroups(), 1)
    return groups | {user.getId(): 1}


InitializeClass(LocalRolesPlugin)
