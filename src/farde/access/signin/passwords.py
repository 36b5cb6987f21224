"""What a new password must be: long enough, and not soon guessed."""

from collections.abc import Iterable

from zxcvbn import zxcvbn

from farde.access.signin.errors import (
    PasswordIsName,
    PasswordTooEasy,
    PasswordTooShort,
    WeakPassword,
)
from farde.access.signin.settings import setting

#: zxcvbn looks no further, lest a very long text take long.
_LOOKED_AT = 72
#: Words that stand on every page of the product.
_HOUSE = ("farde", "cpas", "ocmw")


def faults(password: str, names: Iterable[str] = ()) -> list[WeakPassword]:
    """Return what is wrong with a password for somebody who goes by these names."""
    length = setting("password_length")
    if len(password) < length:
        return [PasswordTooShort(length=length)]
    known = [name for name in names if name]
    if any(_is_mostly(name, password) for name in known):
        return [PasswordIsName()]
    judged = zxcvbn(password[:_LOOKED_AT], user_inputs=[*known, *_HOUSE])
    return [PasswordTooEasy()] if judged["score"] < setting("password_score") else []


def require(password: str, names: Iterable[str] = ()) -> None:
    """Raise the first fault of a password, if it has one."""
    for fault in faults(password, names):
        raise fault


def _is_mostly(name: str, password: str) -> bool:
    return name.casefold() in password.casefold() and 2 * len(name) >= len(password)
