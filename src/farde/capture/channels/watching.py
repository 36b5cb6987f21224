"""What lies in a folder that scanners write to, and whether it is complete. No Plone in here.

A network share sends no notice of changes that can be trusted, and its clock is its own: files
are looked at again and again, and one is complete when two looks some seconds apart, by our
clock, found the same size and the same date of change.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

DONE, REFUSED = "done", "refused"
#: Names under which programs write what is not finished, and litter of file managers.
_UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", ".swp", "~")
_LITTER = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Ways:
    """How the centre's scanners write: what they add, and how they say that they are done.

    ``beside`` are endings of what they write beside a scan; ``marker`` is the ending of an empty
    file that they write last, "" where they do not; ``sides`` the endings of the names of odd and
    even stacks, front first, empty where such stacks are not scanned apart.
    """

    beside: tuple[str, ...] = ()
    marker: str = ""
    sides: tuple[str, ...] = ()
    settle_seconds: int = 10
    side_seconds: int = 300


@dataclass(frozen=True)
class Scan:
    """One file of a station, "" for the folder itself; ``changed`` in nanoseconds of the share."""

    station: str
    path: Path
    size: int
    changed: int

    @property
    def key(self) -> str:
        """What it is remembered by: no name of a file, which may be that of a person."""
        return hashlib.sha256(str(self.path).encode()).hexdigest()


@dataclass(frozen=True)
class Look:
    """What was seen of a file, since when it is so, and until when it is left alone."""

    size: int
    changed: int
    since: float
    not_before: float = 0.0


def scans(root: Path, ways: Ways) -> list[Scan]:
    """Return the files in the folder and its stations, the oldest first; raises OSError."""
    stations = [root, *(Path(one) for one in sorted(_folders(root)))]
    found = [
        Scan("" if folder == root else folder.name, Path(one.path), *_state(one))
        for folder in stations
        for one in _files(folder)
        if not _is_beside(one.name, ways)
    ]
    return sorted(found, key=lambda scan: (scan.changed, scan.path.name))


def put_aside(root: Path) -> int:
    """Return how many refused files wait for somebody; raises OSError."""
    folders = [root / REFUSED, *(Path(one) / REFUSED for one in _folders(root))]
    present = [folder for folder in folders if folder.is_dir()]
    return sum(1 for folder in present for one in _files(folder) if not one.name.endswith(".txt"))


def looked_again(before: Mapping[str, Look], found: Sequence[Scan], now: float) -> dict[str, Look]:
    """Return what is remembered after a look at ``now``, in seconds of our clock."""
    return {scan.key: _look(before.get(scan.key), scan, now) for scan in found}


def complete(found: Sequence[Scan], looks: Mapping[str, Look], now: float, ways: Ways) -> list:
    """Return the sets of files that can be taken in: one file each, or both sides of a stack."""
    ready = [scan for scan in found if _is_complete(scan, looks[scan.key], now, ways)]
    groups: dict[tuple[str, str], list[Scan]] = {}
    for scan in ready:
        groups.setdefault(_stack(scan, ways), []).append(scan)
    return [
        sorted(group, key=lambda scan: _side(scan, ways) or 0)
        for group in groups.values()
        if not _lacks_a_side(group, looks, now, ways)
    ]


def beside(scan: Scan, ways: Ways) -> list[Path]:
    """Return what the scanner wrote beside a file: its marker and its description."""
    endings = [*ways.beside, *([ways.marker] if ways.marker else [])]
    names = [f"{stem}{ending}" for ending in endings for stem in (scan.path.stem, scan.path.name)]
    return [path for name in names if (path := scan.path.with_name(name)).is_file()]


def left_alone(looks: Mapping[str, Look], scan: Scan, until: float) -> dict[str, Look]:
    """Return the looks with one file that is not tried again before an instant."""
    return {**looks, scan.key: replace(looks[scan.key], not_before=until)}


def recalled(file: Path) -> dict[str, Look]:
    """Return what was remembered; nothing where that is lost, which costs one more look."""
    try:
        kept = json.loads(file.read_text("utf-8"))
        return {key: Look(*values) for key, values in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def remember(file: Path, looks: Mapping[str, Look]) -> None:
    """Keep the looks for the next process that asks; raises OSError."""
    kept = {key: [one.size, one.changed, one.since, one.not_before] for key, one in looks.items()}
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(kept), "utf-8")
    fresh.replace(file)


def _folders(root: Path) -> list[str]:
    with os.scandir(root) as entries:
        return [
            one.path
            for one in entries
            if one.is_dir(follow_symlinks=False)
            and one.name not in (DONE, REFUSED)
            and not one.name.startswith(".")
        ]


def _files(folder: Path) -> Iterator[os.DirEntry]:
    # A link could lead out of the share.
    with os.scandir(folder) as entries:
        yield from (one for one in entries if one.is_file(follow_symlinks=False) and _counts(one))


def _counts(entry: os.DirEntry) -> bool:
    name = entry.name.lower()
    return not (name.startswith((".", "~$")) or name.endswith(_UNFINISHED) or name in _LITTER)


def _state(entry: os.DirEntry) -> tuple[int, int]:
    try:
        found = entry.stat(follow_symlinks=False)
    except FileNotFoundError:  # taken away meanwhile
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _is_beside(name: str, ways: Ways) -> bool:
    endings = (*ways.beside, *((ways.marker,) if ways.marker else ()))
    return name.lower().endswith(endings) if endings else False


def _look(known: Look | None, scan: Scan, now: float) -> Look:
    same = known is not None and (known.size, known.changed) == (scan.size, scan.changed)
    return known if same else Look(scan.size, scan.changed, now)


def _is_complete(scan: Scan, look: Look, now: float, ways: Ways) -> bool:
    # Some scanners make the empty file first and fill it when all sheets are through.
    if not scan.size or now < look.not_before:
        return False
    if now - look.since < ways.settle_seconds:
        return False
    return not ways.marker or any(
        path.name.lower().endswith(ways.marker) for path in beside(scan, ways)
    )


def _side(scan: Scan, ways: Ways) -> int | None:
    stem = scan.path.stem.lower()
    return next((n for n, side in enumerate(ways.sides) if stem.endswith(side)), None)


def _stack(scan: Scan, ways: Ways) -> tuple[str, str]:
    side = _side(scan, ways)
    if side is None:
        return scan.station, scan.path.name
    stem = scan.path.stem[: -len(ways.sides[side])]
    return scan.station, f"{stem}/{scan.path.suffix}"


def _lacks_a_side(group: Sequence[Scan], looks: Mapping[str, Look], now: float, ways: Ways) -> bool:
    """Whether to wait for the other side; not for ever, since it may never come."""
    if _side(group[0], ways) is None or len(group) == len(ways.sides):
        return False
    return all(now - looks[scan.key].since < ways.side_seconds for scan in group)
