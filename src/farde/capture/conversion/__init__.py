"""Messages and office files as pages: pure steps in a process of its own, nothing fetched.

What is received stays as it is; what is made from it are PDFs and pictures that the rest of the
capture line can look at.
"""

from farde.capture.conversion.errors import Unconvertible
from farde.capture.conversion.kinds import content_type_of, kind_of
from farde.capture.conversion.recipe import convert
from farde.capture.conversion.results import Converted

__all__ = ["Converted", "Unconvertible", "content_type_of", "convert", "kind_of"]
