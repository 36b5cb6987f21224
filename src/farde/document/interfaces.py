"""What rooms above tell this one."""

from collections.abc import Mapping
from dataclasses import dataclass

from zope.interface import Interface


@dataclass(frozen=True)
class Consequence:
    """One thing that would follow: ``cancelled``, ``kept`` or ``raised``; what, and for whom."""

    what: str
    kind: object
    recipient: object


class IConsequences(Interface):
    """Foretells what a reclassification would do; a named utility, changes nothing."""

    def __call__(document, fields: Mapping[str, object]) -> list[Consequence]:
        """Return what would follow of giving these values to fields that the rules look at."""
