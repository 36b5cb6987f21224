"""Neighbours of the room that are not there yet."""

from types import SimpleNamespace

from farde.capture import plan as plans

try:
    from farde.capture import looking

    looking.look  # noqa: B018
except (ImportError, AttributeError):
    looking = SimpleNamespace(look=lambda *_: SimpleNamespace(codes=(), ink=1.0, blank=False))
try:
    from farde.capture import cutting

    cutting.propose  # noqa: B018
except (ImportError, AttributeError):
    cutting = SimpleNamespace(
        propose=lambda seen: SimpleNamespace(
            plan=plans.begin(leaf for leaf, _ in seen), given={}, marks={}
        )
    )
try:
    from farde.capture.cutting import automatic
except ImportError:
    automatic = SimpleNamespace(file=lambda batch: None)
try:
    from farde.capture.counter import arrivals
except ImportError:
    arrivals = SimpleNamespace(join=lambda batch: None)
try:
    from farde.capture.suggesting import operations as suggesting
except ImportError:
    suggesting = SimpleNamespace(suggest=lambda batch, part: ())
try:
    from farde.capture.conversion import convert, kind_of
except ImportError:
    convert, kind_of = None, lambda *_: None
try:
    from farde.capture.conversion.errors import Unconvertible
except ImportError:

    class Unconvertible(Exception):
        pass
