"""What is refused when terms are proposed and decided on."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class UnknownProposal(Refusal):
    """There is no such proposal."""

    status = 404
    message = _("proposal_unknown", default="Cette proposition n'existe pas.")
    remedy = _("proposal_unknown_remedy", default="Choisissez-la dans la liste des propositions.")


class EmptyProposal(Refusal):
    """A proposal without any change."""

    message = _("proposal_empty", default="La proposition ne contient aucune modification.")
    remedy = _("proposal_empty_remedy", default="Proposez au moins une modification.")


class MissingWhy(Refusal):
    """Whoever proposes says why."""

    field = "why"
    message = _("proposal_why_missing", default="La raison de la proposition manque.")
    remedy = _("proposal_why_missing_remedy", default="Dites pourquoi, en une phrase.")


class MissingNote(Refusal):
    """Whoever refuses says why."""

    field = "note"
    message = _("proposal_note_missing", default="La raison du refus manque.")
    remedy = _("proposal_note_missing_remedy", default="Expliquez votre refus à qui a proposé.")


class SelfApproval(Refusal):
    """Nobody accepts what they proposed themselves."""

    status = 403
    message = _("proposal_self_approval", default="Cette proposition est de vous.")
    remedy = _(
        "proposal_self_approval_remedy",
        default="Un autre gestionnaire de l'information doit l'accepter.",
    )


class NotTheAuthor(Refusal):
    """Only the author withdraws a proposal."""

    status = 403
    message = _("proposal_not_author", default="Cette proposition n'est pas de vous.")
    remedy = _("proposal_not_author_remedy", default="Seul son auteur peut la retirer.")


class AlreadyDecided(Refusal):
    """A proposal is decided on once."""

    status = 409
    message = _("proposal_decided", default="Cette proposition n'est plus en attente.")
    remedy = _("proposal_decided_remedy", default="Rechargez la page pour voir la décision.")


class NotWritten(Refusal):
    """A worker tried several times to write what was accepted."""

    status = 503
    message = _("proposal_not_written", default="Le thésaurus n'a pas pu être écrit.")
    remedy = _("proposal_not_written_remedy", default="Acceptez-la à nouveau.")


class NotYoursToDecide(Refusal):
    """Who proposes does not decide; a records manager does."""

    status = 403
    message = _("proposal_not_yours", default="Vous proposez ; vous ne décidez pas.")
    remedy = _("proposal_not_yours_remedy", default="Demandez à un gestionnaire de l'information.")


class UnknownDecision(Refusal):
    """A proposal is accepted, refused or withdrawn."""

    status = 404
    message = _("proposal_decision_unknown", default="Cette décision n'existe pas.")
    remedy = _("proposal_decision_unknown_remedy", default="Essayez accept, refuse ou withdraw.")


class UnknownDepartment(Refusal):
    """There is no such service in the centre's list."""

    status = 404
    field = "department"
    message = _("spoc_department_unknown", default="Ce service n'est pas dans la liste du centre.")
    remedy = _("spoc_department_unknown_remedy", default="Choisissez un service de la liste.")


class UnknownColleague(Refusal):
    """A SPOC is a member of staff with an account."""

    field = "who"
    message = _("spoc_colleague_unknown", default="Cette personne n'a pas de compte.")
    remedy = _("spoc_colleague_unknown_remedy", default="Cherchez-la par une partie de son nom.")
