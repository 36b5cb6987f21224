"""What the room refuses when a dossier is protected, or somebody is kept out of one."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class NobodyNamed(Refusal):
    """A protected dossier that nobody may know of would be lost to work."""

    field = "named"
    message = _("protection_nobody", default="Personne n'est nommé.")
    remedy = _("protection_nobody_remedy", default="Cochez au moins une personne.")


class UnknownColleague(Refusal):
    """Nobody of that name works in the centre."""

    field = "named"
    message = _("colleague_unknown", default="Cette personne n'est pas connue dans le centre.")
    remedy = _("colleague_unknown_remedy", default="Cherchez-la par son nom ou son identifiant.")


class DeniedReader(Refusal):
    """Somebody on the deny list cannot be named: deny beats allow."""

    field = "named"
    message = _("protection_denied", default="${name} est sur la liste des personnes écartées.")
    remedy = _(
        "protection_denied_remedy",
        default="Retirez d'abord cette personne de la liste, ou ne la nommez pas.",
    )


class NotProtected(Refusal):
    """The dossier is not, or no longer, protected."""

    field = None
    message = _("protection_none", default="Ce dossier n'est pas protégé.")
    remedy = _("protection_none_remedy", default="Il n'y a rien à lever.")


class NotClosed(Refusal):
    """Readers are named until a day once a dossier is closed; before, people come by their work."""

    field = "reader"
    message = _("readers_not_closed", default="Ce dossier n'est pas clos.")
    remedy = _(
        "readers_not_closed_remedy",
        default="Tant qu'il est suivi, on y vient par son travail : confiez plutôt un ticket.",
    )
