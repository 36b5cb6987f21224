"""Why a note is not written on a page, or not changed."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class NoteWithoutWords(Refusal):
    """A note says something."""

    field = "words"
    message = _("page_note_empty", default="La note est vide.")
    remedy = _("page_note_empty_remedy", default="Écrivez ce qu'il faut retenir de cette page.")


class NoteTooLong(Refusal):
    """A note is short enough to be read beside the page."""

    field = "words"
    message = _("page_note_long", default="La note compte plus de ${most} caractères : ${given}.")
    remedy = _("page_note_long_remedy", default="Raccourcissez-la, ou faites-en deux.")


class NoSuchPage(Refusal):
    """The document has no such page."""

    field = "page"
    message = _("page_note_page", default="Ce document n'a pas de page de ce numéro.")
    remedy = _("page_note_page_remedy", default="Choisissez une page de 1 à ${pages}.")


class OffThePage(Refusal):
    """The place of a note lies on its page."""

    message = _("page_note_place", default="Cet endroit n'est pas sur la page.")
    remedy = _("page_note_place_remedy", default="Donnez un nombre de 0 à 100.")


class UnknownNoteClass(Refusal):
    """The class of a note is one of three."""

    field = "confidentiality"
    message = _("page_note_class", default="Choisissez qui lira la note.")
    remedy = _("page_note_class_remedy", default="Une note est de classe C1, C2 ou C3.")


class DossierAtRest(Refusal):
    """Nothing in a closed or frozen dossier changes, its notes as little as its documents."""

    status = 409
    message = _(
        "page_note_at_rest", default="Ce dossier est clos ou gelé : ses notes ne changent plus."
    )
    remedy = _(
        "page_note_at_rest_remedy",
        default="Demandez d'abord que le dossier soit rouvert ou dégelé.",
    )


class NoSuchPageNote(Refusal):
    """There is no such note for the asker, whether there is one or not."""

    status = 404
    message = _("page_note_gone", default="Cette note n'existe pas ou plus.")
    remedy = _("page_note_gone_remedy", default="Revenez au document pour voir ses notes.")


class NotYourPageNote(Refusal):
    """Only its author changes or deletes a note."""

    status = 403
    message = _("page_note_not_yours", default="Seul l'auteur d'une note peut y toucher.")
    remedy = _(
        "page_note_not_yours_remedy", default="Écrivez votre propre note, ou parlez-en à l'auteur."
    )
