"""Refusals of those who ask."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class NotYoursToAsk(Refusal):
    """Somebody asks about a colleague, and may only ask about themselves."""

    status = 403
    field = "user"
    message = _(
        "why_not_yours_message",
        default="Vous pouvez demander vos propres accès, pas ceux d'autrui.",
    )
    remedy = _(
        "why_not_yours_remedy",
        default="Adressez-vous à l'AS titulaire, à l'AS en chef ou à la protection des données.",
    )


class UnknownColleague(Refusal):
    """Nobody has this user id or name."""

    field = "user"
    message = _("why_unknown_message", default="Personne au centre ne porte ce nom.")
    remedy = _(
        "why_unknown_remedy", default="Vérifiez l'orthographe, ou donnez l'identifiant de l'agent."
    )


class SeveralColleagues(Refusal):
    """Several people have this name."""

    field = "user"
    message = _("why_several_message", default="Plusieurs agents répondent à ce nom.")
    remedy = _("why_several_remedy", default="Choisissez l'agent dans la liste.")

    def __init__(self, agents: list) -> None:
        super().__init__()
        self.agents = agents
