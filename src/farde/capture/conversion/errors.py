"""What goes wrong while a file is made into pages."""

from farde.core.errors import Refusal
from farde.core.i18n import _

#: ``absent``: the program that converts is not installed; ``broken``: damaged, or of another kind
#: than it seems; ``encrypted``: a password is asked; ``timeout`` and ``memory``: beyond the limits.
REASONS = ("absent", "broken", "encrypted", "timeout", "memory")


class ConversionFailed(Exception):
    """A step cannot make a file into pages, for one of REASONS; trying again changes nothing."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason if reason in REASONS else "broken"


class Unconvertible(Refusal):
    """What was received cannot be made into pages; it is kept, and a person decides."""

    field = "file"
    message = _("unconvertible_message", default="Ce fichier n'a pas pu être converti en pages.")
    remedy = _(
        "unconvertible_remedy",
        default="Ouvrez l'original, ou demandez un PDF à l'expéditeur.",
    )
