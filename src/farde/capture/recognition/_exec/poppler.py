"""Poppler: the picture and the text of a PDF page."""

from pathlib import Path

from farde.capture.recognition._exec import run

# pdftotext respects a PDF whose owner forbids copying text; its pages are then read as pictures.
_COPY_FORBIDDEN = 3


def draw(source: Path, number: int, base: Path, dpi: float) -> Path:
    """Draw page ``number`` as a reader shows it, into the uncompressed ``base``.ppm."""
    run(
        "pdftoppm",
        *("-f", number),
        *("-l", number),
        *("-r", f"{dpi:.2f}"),
        "-cropbox",
        "-singlefile",
        source,
        base,
    )
    return base.with_suffix(".ppm")


def text(source: Path, number: int) -> str:
    """Return the text page ``number`` itself carries, "" if none or if copying is forbidden."""
    done = run(
        "pdftotext",
        *("-f", number),
        *("-l", number),
        *("-enc", "UTF-8"),
        "-nopgbrk",
        source,
        "-",
        tolerated=(_COPY_FORBIDDEN,),
    )
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""
