"""Where copies are laid out: in a process of its own, within limits."""

from collections.abc import Callable

from farde.consultation.copies.errors import CopyFailed
from farde.core.containment import Limits, Nursery, Overrun

_MB = 1024 * 1024

#: One document while its reader waits.
AT_ONCE = Limits(seconds=20, processor=15, file=256 * _MB)
#: One document, or the whole of a copy, while nobody waits.
IN_TURN = Limits(seconds=900, processor=600, file=2048 * _MB)

_NURSERY = Nursery("farde.consultation.copies.binding", "farde.consultation.copies.blacking")


def within[T](limits: Limits, function: Callable[..., T], *arguments: object) -> T:
    """Return what ``function`` makes in a process of its own; raises CopyFailed."""
    try:
        return _NURSERY.call(limits, function, *arguments)
    except Overrun:
        raise CopyFailed from None
    except Exception as error:  # the libraries meet damage with many kinds of exceptions
        raise CopyFailed from error
