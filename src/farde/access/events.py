"""Facts that the room tells."""

from datetime import datetime

from zope.interface import Attribute, Interface, implementer


class IAccessChanged(Interface):
    """Somebody was let into a dossier, or is no longer, or a limit was set or lifted."""

    change = Attribute("given, ended, denied, undenied, protected, unprotected, narrowed, widened")
    dossier_uid = Attribute("The dossier; empty for an absence, which concerns many")
    principal = Attribute("The user or site group; empty where it concerns everybody")
    function = Attribute("The function of the circle; empty for a limit")
    cause = Attribute("The cause")
    previous = Attribute("Whom the principal took over from; empty when from nobody")
    since = Attribute("From when on, where that is not now")
    until = Attribute("Until when; None without end")


@implementer(IAccessChanged)
class AccessChanged:
    """See the interface."""

    def __init__(
        self,
        change: str,
        dossier_uid: str,
        principal: str,
        function: str = "",
        cause: str = "",
        *,
        previous: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> None:
        self.change = change
        self.dossier_uid = dossier_uid
        self.principal = principal
        self.function = function
        self.cause = cause
        self.previous = previous
        self.since = since
        self.until = until
