"""What a conversion made, and the list of it that tells a finished one from an interrupted one."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

_LIST = "converted.json"


@dataclass(frozen=True)
class Converted:
    """One file of pages; ``kind`` is pdf, jpeg, png or tiff, ``title`` what a person calls it."""

    path: Path
    kind: str
    title: str


def write(folder: Path, made: list[Converted]) -> None:
    """Note that a conversion is finished; there whole or not at all."""
    rows = [[one.path.relative_to(folder).as_posix(), one.kind, one.title] for one in made]
    draft = folder / f".{_LIST}.{os.getpid()}"
    draft.write_text(json.dumps(rows), "utf-8")
    draft.replace(folder / _LIST)


def read(folder: Path) -> list[Converted] | None:
    """Return what a finished conversion made, None when it is not finished."""
    try:
        rows = json.loads((folder / _LIST).read_text("utf-8"))
    except OSError:
        return None
    return [Converted(folder / path, kind, title) for path, kind, title in rows]
