"""One page of a deposit, and how it is to be filed: pure values."""

from dataclasses import dataclass

from farde.capture.plan_errors import UnknownLeaf


@dataclass(frozen=True, order=True)
class Leaf:
    """One page of one source of the deposit, numbered from 1; written ``s1-3``."""

    source: str
    number: int

    def __str__(self) -> str:
        return f"{self.source}-{self.number}"

    @classmethod
    def parse(cls, text: str) -> "Leaf":
        """Read ``s1-3``; raises UnknownLeaf."""
        source, dash, number = text.rpartition("-")
        if not dash or not source or not (number.isascii() and number.isdecimal()):
            raise UnknownLeaf
        return cls(source, int(number))


@dataclass(frozen=True)
class Page:
    """A leaf as it is to be filed, ``turn`` degrees clockwise."""

    leaf: Leaf
    turn: int = 0


@dataclass(frozen=True)
class Discarded:
    """A page that is not filed, and why."""

    page: Page
    reason: str
    note: str = ""
