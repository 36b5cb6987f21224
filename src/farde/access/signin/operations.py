"""The verbs of sign-in for those who keep the accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from plone import api

from farde.access.signin import failures, scopes, sessions
from farde.access.signin.accounts import ACCOUNTS_ID, ServiceAccount, Token, made_token
from farde.access.signin.errors import (
    ExpiryOutOfRange,
    ExternalGroupMissing,
    ScopesMissing,
    TitleMissing,
    UnknownAccount,
    UnknownLogin,
    UnknownScope,
)
from farde.access.signin.gate import GATE_ID
from farde.access.signin.settings import setting
from farde.core import clock
from farde.core.errors import Refusal, Refusals
from farde.core.visitor import current_user_id

#: The site group whose roles a machine has; the centre may put it in others.
EXTERNAL_GROUP = "external-systems"


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


def end_sessions(login: str) -> None:
    """End every session and token of whoever has a login name. Raises UnknownLogin."""
    pas, wanted = api.portal.get().acl_users, login.strip()
    found = pas.searchUsers(login=wanted, exact_match=True) if wanted else ()
    if not found:
        raise UnknownLogin
    sessions.end_all(pas[GATE_ID], found[0]["userid"], None)


def _users() -> list[dict]:
    portal = api.portal.get()
    keepers = portal.getPhysicalRoot().acl_users
    return [*portal.acl_users.searchUsers(), *keepers.searchUsers()]


def _digest(login: str) -> str:
    return failures.login_digest("/".join(api.portal.get().getPhysicalPath()), login)


def accounts() -> list[ServiceAccount]:
    """Return the accounts of machines, the open ones first, then by title."""
    return sorted(_plugin().accounts.values(), key=lambda one: (bool(one.closed_at), one.title))


def tokens(user_id: str) -> list[Token]:
    """Return the tokens of an account, the newest first; revoked ones stay for the record."""
    mine = [token for token in _plugin().tokens.values() if token.account == user_id]
    return sorted(mine, key=lambda token: token.created_at, reverse=True)


def open_account(title: str, wanted: Iterable[str]) -> ServiceAccount:
    """Make an account for a machine; raises what is wrong with its title or scopes."""
    chosen = frozenset(wanted)
    faults: list[Refusal] = [] if title.strip() else [TitleMissing()]
    faults += [] if chosen else [ScopesMissing()]
    faults += [] if chosen <= scopes.NAMES else [UnknownScope()]
    if api.group.get(groupname=EXTERNAL_GROUP) is None:
        faults.append(ExternalGroupMissing())
    if faults:
        raise Refusals(faults)
    account = ServiceAccount(title.strip(), tuple(sorted(chosen)), current_user_id())
    _plugin().accounts[account.user_id] = account
    api.group.add_user(groupname=EXTERNAL_GROUP, username=account.user_id)
    return account


def issue_token(user_id: str, expires: date | None) -> str:
    """Make a token that is good to the end of a day; return it, this once.

    Raises ExpiryOutOfRange and UnknownAccount.
    """
    account, longest = _open(user_id), setting("token_days")
    today = clock.today()
    if expires is None or not today <= expires <= today + timedelta(days=longest):
        raise ExpiryOutOfRange(days=longest)
    end = datetime.combine(expires + timedelta(days=1), time(), clock.CENTRE_TIME)
    token, text = made_token(account, end, current_user_id())
    _plugin().tokens[token.token_id] = token
    return text


def revoke_token(token_id: str) -> None:
    """End a token at once; revoking again changes nothing. Raises UnknownAccount."""
    token = _plugin().tokens.get(token_id)
    if token is None:
        raise UnknownAccount
    token.revoked_at = token.revoked_at or clock.now()


def close_account(user_id: str) -> None:
    """End an account with all its tokens; the record of it stays. Raises UnknownAccount."""
    account = _open(user_id)
    for token in tokens(user_id):
        revoke_token(token.token_id)
    for group in api.group.get_groups(username=user_id):
        if user_id in group.getGroupMemberIds():
            api.group.remove_user(group=group, username=user_id)
    account.closed_at = clock.now()


def _open(user_id: str) -> ServiceAccount:
    account = _plugin().accounts.get(user_id)
    if account is None or account.closed_at is not None:
        raise UnknownAccount
    return account


def _plugin():
    return api.portal.get().acl_users[ACCOUNTS_ID]
