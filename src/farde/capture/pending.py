"""Neighbours of the room that are not there yet."""

from types import SimpleNamespace

try:
    from farde.capture.cutting import automatic
except ImportError:
    automatic = SimpleNamespace(file=lambda batch: None)
try:
    from farde.capture.counter import arrivals
except ImportError:
    arrivals = SimpleNamespace(join=lambda batch: None)
try:
    from farde.capture.conversion import convert, kind_of
except ImportError:
    convert, kind_of = None, lambda *_: None
try:
    from farde.capture.conversion.errors import Unconvertible
except ImportError:

    class Unconvertible(Exception):
        pass
