"""Imported by the process that forks one child for each page, so that no child has to."""

from contextlib import suppress

from PIL import Image

from farde.capture.recognition import RecognitionFailed, archive, languages, recipe, tesseract

__all__ = ["archive", "recipe"]

Image.init()
languages.detect("Attestation de revenus " * 9, ("fra", "nld"))
# A model that cannot be loaded fails the pages that ask for it, and no other document.
for language in ("fra+nld", "fra", "nld"):
    with suppress(RecognitionFailed, RuntimeError):
        tesseract.load(language)
