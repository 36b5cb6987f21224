"""What reading one document may take, in one place; each step runs within them, contained."""

from collections.abc import Callable

from farde.capture.recognition.errors import RecognitionFailed
from farde.core.containment import Limits, Nursery, Overrun

_MB = 1024 * 1024

#: One page. The largest picture drawn has 40 million pixels: 120 MB a copy.
PAGE = Limits(seconds=900, processor=600, file=256 * _MB)
#: Listing the pages of a document, and writing its searchable copy.
DOCUMENT = Limits(seconds=900, processor=600, file=2048 * _MB)
#: Bytes that the finished pages of one document may occupy on the disk.
DISK = 4096 * _MB
#: Seconds for one run of an outside program.
PROGRAM = 300

_NURSERY = Nursery("farde.capture.recognition.warm")


def within[T](limits: Limits, step: str, function: Callable[..., T], *arguments: object) -> T:
    """Return what ``function`` makes in a process of its own; raises RecognitionFailed."""
    try:
        return _NURSERY.call(limits, function, *arguments)
    except Overrun as overrun:
        raise RecognitionFailed(step, overrun.reason) from None
    except (RecognitionFailed, FileNotFoundError):
        raise
    except Exception as error:  # the libraries meet damage with many kinds of exceptions
        raise RecognitionFailed(step, type(error).__name__) from error
