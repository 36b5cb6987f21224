"""The verbs of sign-in for those who keep the accounts."""

from dataclasses import dataclass

from plone import api

from farde.access.signin import failures


@dataclass(frozen=True)
class LockedAccount:
    """An account whose door is closed for some minutes more, at least for one address."""

    user_id: str
    login: str
    name: str
    minutes: int


def locked_accounts() -> list[LockedAccount]:
    """Return the accounts that are locked now; names that nobody has are not among them."""
    digests = {_digest(user["login"]): user for user in _users()} if failures.any_locked() else {}
    return sorted(
        (
            LockedAccount(user["userid"], user["login"], user["title"], minutes)
            for digest, minutes in failures.locked(digests).items()
            for user in [digests[digest]]
        ),
        key=lambda account: account.login,
    )


def unlock(login: str) -> None:
    """Open the door of a login name, from every address, and forget its failures."""
    failures.unlock(_digest(login))


def _users() -> list[dict]:
    portal = api.portal.get()
    keepers = portal.getPhysicalRoot().acl_users
    return [*portal.acl_users.searchUsers(), *keepers.searchUsers()]


def _digest(login: str) -> str:
    return failures.login_digest("/".join(api.portal.get().getPhysicalPath()), login)
