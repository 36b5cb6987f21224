"""What the room refuses."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class UnknownLogic(Refusal):
    """A row of the signal table asks for something that is not known (``row``, ``logic``)."""

    field = "logique"
    message = _(
        "logic_unknown",
        default="Ligne ${row} du tableau des signaux : la logique « ${logic} » est inconnue.",
    )
    remedy = _(
        "logic_unknown_remedy",
        default="Corrigez la ligne, ou créez la règle à la main dans « Règles ».",
    )
