"""What runs in the process of its own: ``python -m farde.capture.conversion.child``."""

import sys
from pathlib import Path

from PIL import Image

from farde.capture.conversion import contained, pieces, results
from farde.capture.conversion.errors import ConversionFailed
from farde.capture.conversion.tray import Tray
from farde.document.inspection import MAX_IMAGE_PIXELS


def main(path: Path, kind: str, folder: Path) -> int:
    """Convert one file; return the exit code, having said why where it failed."""
    contained.confine()
    Image.MAX_IMAGE_PIXELS = MAX_IMAGE_PIXELS
    # Deep nesting is refused by count, before the interpreter would give up.
    sys.setrecursionlimit(3000)
    try:
        results.write(folder, pieces.whole(path.read_bytes(), kind, Tray(folder)))
    except ConversionFailed as failure:
        sys.stdout.write(failure.reason)
        return contained.REFUSED
    except MemoryError:
        sys.stdout.write("memory")
        return contained.REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
