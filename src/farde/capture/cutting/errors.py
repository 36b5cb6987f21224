"""What cutting and its sheets refuse."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class UnequalStacks(Refusal):
    """There are not as many backs as fronts, so that no sheet can be told for sure."""

    status = 409
    field = "backs"
    message = _(
        "stacks_unequal",
        default="Il faut autant de versos que de rectos : ${fronts} recto(s), ${backs} verso(s).",
    )
    remedy = _(
        "stacks_unequal_remedy",
        default="Reprenez les pages blanches écartées, retirez les pages en trop, ou numérisez à "
        "nouveau la pile incomplète.",
    )


class UnknownOrder(Refusal):
    """The backs lie in no known order."""

    field = "order"
    message = _("stacks_order_unknown", default="Dites dans quel ordre sont les versos.")
    remedy = _(
        "stacks_order_unknown_remedy",
        default="Choisissez « dernière feuille d'abord » ou « même ordre que les rectos ».",
    )
