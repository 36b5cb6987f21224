"""Refusals of the journal."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class JournalUnavailable(Refusal):
    """A reading cannot be noted, so it does not take place."""

    status = 503
    message = _(
        "journal_unavailable_message",
        default="Le journal des accès ne peut pas être tenu en ce moment : rien ne peut être "
        "consulté sans laisser de trace.",
    )
    remedy = _(
        "journal_unavailable_remedy",
        default="Réessayez dans quelques minutes. Si cela dure, prévenez l'administrateur du "
        "système : la base du journal ou sa clé manque, ou le disque est plein.",
    )


class UnreadableDay(Refusal):
    """A day that is none."""

    field = "since"
    message = _("journal_day_message", default="Cette date n'existe pas.")
    remedy = _("journal_day_remedy", default="Écrivez-la comme 2026-03-02.")


class UnknownMark(Refusal):
    """A place in the list that is no number."""

    field = "before"
    message = _("journal_before_message", default="Cette page du journal n'existe pas.")
    remedy = _("journal_before_remedy", default="Reprenez à la première page.")


class UnknownDossierOrPerson(Refusal):
    """Nothing in the registry has this number."""

    field = "dossier"
    message = _("journal_unknown_dossier", default="Aucun dossier ne porte ce numéro.")
    remedy = _("journal_unknown_dossier_remedy", default="Vérifiez le numéro, comme 2026-000123.")


class UnknownAction(Refusal):
    """An action the journal does not know."""

    field = "action"
    message = _("journal_action_message", default="Le journal ne connaît pas cette action.")
    remedy = _("journal_action_remedy", default="Choisissez-en une dans la liste.")
