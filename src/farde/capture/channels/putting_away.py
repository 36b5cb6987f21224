"""Taking a scan out of the folder, once it is deposited or refused. No Plone in here."""

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
    folder = scan.path.parent / REFUSED
    folder.mkdir(exist_ok=True)
    place = _free(folder, scan.path.name)
    place.with_name(f"{place.name}.txt").write_text(f"{why}\n", "utf-8")
    scan.path.rename(place)


def _move(path: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    path.rename(_free(folder, path.name))


def _free(folder: Path, name: str) -> Path:
    """Where nothing lies yet: scanners use their names again."""
    path = Path(name)
    names = (f"{path.stem}{number}{path.suffix}" for number in _numbers())
    return next(place for one in names if not (place := folder / one).exists())


def _numbers():
    yield ""
    yield from (f" ({number})" for number in count(2))
