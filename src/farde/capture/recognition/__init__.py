"""From a stored file to searchable, viewable pages.

``recipe.py`` lists the steps in their order; ``_exec`` holds one module per outside program.
"""

from farde.capture.recognition.errors import RecognitionFailed
from farde.capture.recognition.recipe import recognise
from farde.capture.recognition.results import PageResult, Recognised

__all__ = ["PageResult", "Recognised", "RecognitionFailed", "recognise"]
