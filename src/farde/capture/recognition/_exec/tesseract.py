"""Tesseract: the words of a picture."""

from pathlib import Path

from farde.capture.recognition._exec import run

#: Seconds for one page; a dense A4 page takes two to five on a free core.
TIMEOUT = 300


def read(image: Path, base: Path, language: str, dpi: int) -> tuple[Path, Path]:
    """Read ``image`` once into ``base``.txt and ``base``.pdf, the latter invisible text only."""
    run(
        "tesseract",
        image,
        base,
        *("-l", language),
        *("--dpi", dpi),
        *("-c", "textonly_pdf=1"),
        *("txt", "pdf"),
        timeout=TIMEOUT,
    )
    return base.with_suffix(".txt"), base.with_suffix(".pdf")
