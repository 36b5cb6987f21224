"""Why a check or a new scan is refused."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class NothingToCheck(Refusal):
    """The part does not wait for a check, perhaps no longer."""

    status = 409
    field = "part"
    message = _("nothing_to_check", default="Ce document n'attend pas de contrôle.")
    remedy = _("nothing_to_check_remedy", default="Rechargez la page : un collègue l'a traité.")


class OwnProfile(Refusal):
    """Nobody confirms what they profiled themselves."""

    status = 403
    field = "part"
    message = _("own_profile", default="Vous avez profilé ce document vous-même.")
    remedy = _("own_profile_remedy", default="Un collègue le contrôle.")


class PagesChanged(Refusal):
    """The pages are no longer those that were profiled."""

    status = 409
    field = "part"
    message = _("checked_pages_changed", default="Les pages de ce document ont changé.")
    remedy = _("checked_pages_changed_remedy", default="Renvoyez-le pour un nouveau profilage.")


class ReasonlessReturn(Refusal):
    """A document is not sent back, nor scanned again, without saying why."""

    field = "reason"
    message = _("quality_reason_missing", default="Le motif manque.")
    remedy = _(
        "quality_reason_missing_remedy",
        default="Écrivez en quelques mots ce qui ne va pas, par exemple « bord coupé ».",
    )


class NoPagesChosen(Refusal):
    """Nobody said which pages are to be scanned again."""

    field = "leaves"
    message = _("rescan_pages_missing", default="Aucune page n'est choisie.")
    remedy = _("rescan_pages_missing_remedy", default="Choisissez les pages à numériser à nouveau.")


class NotWaiting(Refusal):
    """The deposit does not wait for a new scan."""

    status = 409
    field = "deposit"
    message = _("rescan_not_waiting", default="Ce dépôt n'attend pas de nouveau scan.")
    remedy = _("rescan_not_waiting_remedy", default="Rechargez la page.")


class NoFreshPages(Refusal):
    """The deposit that is to replace pages has none, or is the same one."""

    field = "deposit"
    message = _("rescan_without_pages", default="Ce dépôt n'a pas de pages à reprendre.")
    remedy = _(
        "rescan_without_pages_remedy",
        default="Donnez le numéro du nouveau dépôt, tel qu'il est dans la file (b-…).",
    )


class UnknownAct(Refusal):
    """The request names nothing that can be done."""

    field = "do"
    message = _("quality_act_unknown", default="Cette action n'existe pas.")
    remedy = _(
        "quality_act_unknown_remedy",
        default="Envoyez « do » : submit, confirm, send_back, ask_rescan, replace ou withdraw.",
    )
