"""Taking a scan out of the folder, once it is deposited or refused. No Plone in here."""

import errno
from itertools import count
from pathlib import Path

from farde.capture.channels.watching import DONE, REFUSED, Scan, Ways, beside


def after_deposit(scan: Scan, afterwards: str, ways: Ways) -> None:
    """Put a deposited scan away with what was written beside it; raises OSError.

    ``afterwards`` is "delete", or "move" into ``done`` of its station.
    """
    for path in [scan.path, *beside(scan, ways)]:
        if afterwards == "delete":
            path.unlink()
        else:
            _move(path, path.parent / DONE)


def refuse(scan: Scan, why: str) -> None:
    """Put a refused scan into ``refused`` of its station, with a text that says why; OSError.

    It is never deleted: it may be the only copy.
    """
    place = _free(_made(scan.path.parent / REFUSED), scan.path.name)
    note = place.with_name(f"{place.name}.txt")
    # Never into what lies there already: it could be a link out of the share.
    note.unlink(missing_ok=True)
    with note.open("x", encoding="utf-8") as file:
        file.write(f"{why}\n")
    scan.path.rename(place)


def _move(path: Path, folder: Path) -> None:
    path.rename(_free(_made(folder), path.name))


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, "a link")
    return folder


def _free(folder: Path, name: str) -> Path:
    """Where nothing lies yet: scanners use their names again."""
    path = Path(name)
    names = (f"{path.stem}{number}{path.suffix}" for number in _numbers())
    return next(place for one in names if not (place := folder / one).exists())


def _numbers():
    yield ""
    yield from (f" ({number})" for number in count(2))
