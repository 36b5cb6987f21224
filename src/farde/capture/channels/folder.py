"""The scan folder: what is complete is deposited, and only then taken away.

Killed at any instant, it goes on where it stopped: what was deposited is known by a key made of
the file itself, and is put away without being deposited again.
"""

import errno
import hashlib
import logging
import os
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from plone import api
from zope.i18n import translate

from farde.capture import deposits, keys
from farde.capture import operations as capture
from farde.capture.about import About
from farde.capture.channels import putting_away, settings, standing, watching
from farde.capture.channels.answering import NoAnswer, within
from farde.capture.channels.standing import Standing
from farde.capture.channels.watching import Scan
from farde.core.background import committing
from farde.core.errors import Refusal, Refusals
from farde.document.mapped import mapped

logger = logging.getLogger(__name__)

NAME = "folder"
#: Scans of one run; what is left is taken at the next one, so that others get their turn.
AT_ONCE = 50
#: Seconds within which a share lists its files, and gives one of them.
TO_LOOK, TO_GIVE = 10, 300
#: Seconds for which a scan is left alone that could not be taken.
_LEFT_ALONE = 120
#: What the system says of a disk, and what people are told.
_FAULTS = {
    errno.ENOENT: "FolderMissing",
    errno.ENOTDIR: "FolderMissing",
    errno.ENOSPC: "DiskFull",
    errno.EDQUOT: "DiskFull",
    errno.EACCES: "ScanLocked",
    errno.EPERM: "ScanLocked",
    errno.EBUSY: "ScanLocked",
    errno.ESTALE: "FolderSilent",
    errno.EHOSTDOWN: "FolderSilent",
}
#: Of what keeps a deposited scan from being put away, what is no matter of rights.
_OF_THE_SHARE = ("DiskFull", "FolderSilent")


class _Changed(OSError):
    """The scan was written to while it was copied."""


@dataclass(frozen=True)
class Outlook:
    """What a look found: sets of files to take in, and how the folder fares."""

    ready: tuple[tuple[Scan, ...], ...]
    standing: Standing


def look() -> Outlook:
    """Look at all folders once more; nothing is changed in them."""
    ready, faults, waiting, refused = [], [], 0, 0
    ways, now = settings.ways(), time.time()
    before = watching.recalled(_memory())
    looks = {}
    for root in _roots():
        try:
            found, aside = within(TO_LOOK, str(root), lambda root=root: _listed(root, ways))
        except OSError as error:
            faults.append(_fault(error))
            continue
        seen = watching.looked_again(before, found, now)
        ready += watching.complete(found, seen, now, ways)
        looks |= seen
        waiting, refused = waiting + len(found), refused + aside
    faults += _remembered(before, looks)
    told = Standing(tuple(sorted(set(faults))), waiting, refused)
    return Outlook(tuple(map(tuple, ready)), told)


def has_work() -> bool:
    """Tell whether something can be taken in, or is otherwise than the page says."""
    if not _roots() and standing.of(NAME).since is None:
        return False
    found = look()
    return bool(found.ready) or standing.differs(NAME, found.standing)


def sweep() -> int:
    """Take in what is complete, and note how the folder fares; return how many sets were."""
    faults: set[str] = set()
    ready = look().ready[:AT_ONCE]
    for scans in ready:
        faults |= {fault for fault in [take_in(scans)] if fault}
    after = look().standing
    faults |= set(after.faults)
    told = Standing(tuple(sorted(faults)), after.waiting, after.refused)
    committing(lambda: standing.note(NAME, told))
    return len(ready)


def take_in(scans: Sequence[Scan]) -> str:
    """Deposit a set of files and put it away; return the name of the fault, "" for none."""
    ways, afterwards = settings.ways(), settings.setting("afterwards")
    try:
        with TemporaryDirectory(dir=_work()) as scratch:
            copies = within(TO_GIVE, str(scans[0].path), lambda: _copied(scans, Path(scratch)))
            committing(lambda: _deposit(scans, copies))
    except Refusal as refusal:
        why = _said(refusal)
        return _put_away(scans, lambda scan: putting_away.refuse(scan, why))
    except _Changed:
        return ""  # not complete after all; the next look sees it
    except OSError as error:
        return _left(scans, _fault(error))
    except Exception as error:
        # One scan that nobody foresaw must not keep all others from being taken.
        logger.error("A scan could not be deposited: %s", type(error).__name__)
        return _left(scans, "ScanStuck")
    return _put_away(scans, lambda scan: putting_away.after_deposit(scan, afterwards, ways))


def _deposit(scans: Sequence[Scan], copies: Sequence[Path]):
    """Deposit what no deposit was made of yet; each file has a key of its own.

    Killed between two files that were put away, the second alone is no new deposit.
    """
    queue = deposits.queue()
    new = [
        (scan, copy, _key(scan, copy))
        for scan, copy in zip(scans, copies, strict=True)
        if not keys.known(queue, _key(scan, copy))
    ]
    if not new:
        return
    given = [
        capture.Given(mapped(copy), scan.path.name, "", scan.path.stem) for scan, copy, _ in new
    ]
    # Both sides of a stack came together: their pages are laid between each other.
    sides = {"backs": settings.setting("backs")} if len(new) > 1 else {}
    about = About(station=scans[0].station, marks={"way": NAME, **sides})
    batch, _is_new = capture.deposit_once(new[0][2], given, settings.setting("circuit"), about)
    for *_rest, key in new[1:]:
        keys.note(queue, key, batch.getId())


def _key(scan: Scan, copy: Path) -> str:
    with copy.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    # The same name is used again by many scanners: other bytes, or another day, are a new scan.
    return "|".join((NAME, scan.station, scan.path.name, str(scan.size), str(scan.changed), digest))


def _copied(scans: Sequence[Scan], scratch: Path) -> list[Path]:
    copies = []
    for number, scan in enumerate(scans):
        copies.append(scratch / str(number))
        with open(scan.path, "rb", opener=_unfollowed) as source, copies[-1].open("wb") as copy:
            shutil.copyfileobj(source, copy)
            found = os.fstat(source.fileno())
        if (found.st_size, found.st_mtime_ns) != (scan.size, scan.changed):
            raise _Changed
    return copies


def _unfollowed(path: str, flags: int) -> int:
    """What was a file when it was seen may be a link by now, to what is no scan."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def _put_away(scans: Sequence[Scan], step: Callable[[Scan], None]) -> str:
    for scan in scans:
        try:
            within(TO_GIVE, str(scan.path), lambda scan=scan: step(scan))
        except FileNotFoundError:
            continue  # somebody took it away themselves; it is deposited
        except OSError as error:
            logger.warning("A scan could not be put away: errno %s", error.errno)
            fault = _fault(error)
            return _left(scans, fault if fault in _OF_THE_SHARE else "FolderReadOnly")
    return ""


def _left(scans: Sequence[Scan], fault: str) -> str:
    looks = watching.recalled(_memory())
    for scan in scans:
        if scan.key in looks:
            looks = watching.left_alone(looks, scan, time.time() + _LEFT_ALONE)
    watching.remember(_memory(), looks)
    return fault


def _remembered(before: dict, looks: dict) -> list[str]:
    try:
        if looks != before:
            watching.remember(_memory(), looks)
    except OSError as error:
        return [_fault(error)]
    return []


def _listed(root: Path, ways: watching.Ways) -> tuple[list[Scan], int]:
    return watching.scans(root, ways), watching.put_aside(root)


def _fault(error: OSError) -> str:
    if isinstance(error, NoAnswer):
        return "FolderSilent"
    if error.errno == errno.EROFS:
        return "FolderReadOnly"
    return _FAULTS.get(error.errno, "ScanStuck")


def _said(refusal: Refusal) -> str:
    language = api.portal.get_default_language()
    single = refusal.each() if isinstance(refusal, Refusals) else [refusal]
    texts = [text for one in single for text in (one.message, one.remedy)]
    return "\n".join(translate(text, target_language=language) for text in texts)


def _roots() -> list[Path]:
    return [settings.placed(path) for path in settings.setting("paths") or ()]


def _work() -> Path:
    folder = Path(os.environ.get("FARDE_VAR", "var")) / "work"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _memory() -> Path:
    return _work() / "scan-folder.json"
