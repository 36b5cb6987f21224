"""Why a note is not shown to somebody else, and why pieces are not bundled."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class NotANote(Refusal):
    """The document is no personal note (c3): its dossier says who reads it."""

    status = 409
    message = _("not_a_note", default="Ce document n'est pas une confidence (C3).")
    remedy = _(
        "not_a_note_remedy",
        default="Qui lit ce document dépend du dossier : il n'y a rien à partager.",
    )


class NotYourNote(Refusal):
    """Only the author of a note decides who else reads it."""

    status = 403
    message = _("not_your_note", default="Seul l'auteur d'une confidence peut la partager.")
    remedy = _("not_your_note_remedy", default="Demandez-le à l'auteur.")


class NotASupervisor(Refusal):
    """A note can be shown to those who supervise its dossier, and to nobody else."""

    field = "user"
    message = _(
        "not_a_supervisor", default="Une confidence ne se partage qu'avec l'AS en chef du dossier."
    )
    remedy = _("not_a_supervisor_remedy", default="Choisissez une personne de la liste.")


class BundleOver(Refusal):
    """The end of a bundle has passed already."""

    field = "until"
    message = _("bundle_over", default="La fin de la séance est déjà passée.")
    remedy = _("bundle_over_remedy", default="Indiquez un moment à venir.")


class PieceOfOtherDossier(Refusal):
    """A bundle holds pieces of one dossier."""

    field = "documents"
    message = _("piece_of_other_dossier", default="Une pièce vient d'un autre dossier.")
    remedy = _("piece_of_other_dossier_remedy", default="Ouvrez une liasse par dossier.")


class NotForBundles(Refusal):
    """The class of a document is not for the committee."""

    field = "documents"
    message = _("not_for_bundles", default="Une pièce est d'une classe que le comité ne lit pas.")
    remedy = _(
        "not_for_bundles_remedy", default="Retirez les confidences (C3) des pièces choisies."
    )
