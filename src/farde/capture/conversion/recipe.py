"""From a message or an office file to files of pages; killed and run again, it begins anew."""

from pathlib import Path

from farde.capture.conversion import contained, limits, results
from farde.capture.conversion.errors import ConversionFailed, Unconvertible
from farde.capture.conversion.results import Converted
from farde.document.errors import EncryptedFile, TruncatedFile

_CHILD = "farde.capture.conversion.child"
_REFUSALS = {"broken": TruncatedFile, "encrypted": EncryptedFile}


def convert(path: Path, kind: str, folder: Path) -> list[Converted]:
    """Make a file that ``kind_of`` knows into pages, in ``folder``.

    Raises EncryptedFile, TruncatedFile, and Unconvertible for all that its limits stop.
    A message gives its letter first, then its pieces in their order; a piece that cannot be shown
    gives a page that says so. What is finished is not done again.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    made = results.read(folder)
    if made is None:
        _begin(path.resolve(), kind, folder)
        made = results.read(folder)
    if not made:
        raise TruncatedFile
    return made


def _begin(path: Path, kind: str, folder: Path) -> None:
    try:
        contained.run_child(_CHILD, path, kind, folder, folder=folder, seconds=limits.SECONDS)
    except ConversionFailed as failure:
        raise _REFUSALS.get(failure.reason, Unconvertible) from None
