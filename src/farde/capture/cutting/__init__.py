"""Which pages of a deposit make which document, proposed from what was seen on them."""

from farde.capture.cutting.proposing import Proposal, propose

__all__ = ["Proposal", "propose"]
