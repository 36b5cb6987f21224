"""Imported by the process that forks one child for each page, so that no child has to."""

from PIL import Image

from farde.capture.recognition import archive, languages, recipe, tesseract

__all__ = ["archive", "recipe"]

Image.init()
languages.detect("Attestation de revenus " * 9, ("fra", "nld"))
tesseract.load("fra+nld", "fra", "nld")
