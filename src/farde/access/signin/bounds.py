"""The one place where a token's scopes bound what a request may do."""

from farde.access.signin import scopes
from farde.access.signin.accounts import scopes_of
from farde.access.signin.errors import NoTokenOpens, OutOfScope


def require(request) -> None:
    """Raise unless the token of a request, if it has one, opens what it is about to call."""
    held = scopes_of(request)
    if held is None:
        return
    scope = scopes.needed(request.other.get("PUBLISHED"))
    if not scope:
        raise NoTokenOpens
    if scope not in held:
        raise OutOfScope(scope=scope)
