"""What cannot be said of kinds of aid and their pieces."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class UnknownAid(Refusal):
    """No kind of aid of the centre has this id."""

    field = "aids"
    message = _("aid_unknown", default="Ce type d'aide n'est plus dans la liste du centre.")
    remedy = _("aid_unknown_remedy", default="Choisissez parmi les types d'aide proposés.")


class MissingAidName(Refusal):
    """A kind of aid has no French name."""

    field = "label_fr"
    message = _("aid_name_missing", default="Le nom du type d'aide manque.")
    remedy = _("aid_name_missing_remedy", default="Écrivez le nom que le centre lui donne.")


class AidNameTaken(Refusal):
    """Another kind of aid has this name."""

    status = 409
    field = "label_fr"
    message = _("aid_name_taken", default="Un autre type d'aide porte déjà ce nom.")
    remedy = _("aid_name_taken_remedy", default="Choisissez un autre nom, ou modifiez l'autre.")


class UnknownPiece(Refusal):
    """The thesaurus has no such type or inventory entry."""

    message = _("piece_unknown", default="Cette pièce n'est pas dans le thésaurus.")
    remedy = _("piece_unknown_remedy", default="Choisissez un type ou un inventaire de la liste.")


class DoublePiece(Refusal):
    """A piece stands twice in one kind of aid."""

    message = _("piece_double", default="Cette pièce est déjà demandée plus haut.")
    remedy = _("piece_double_remedy", default="Gardez une seule des deux lignes.")


class InvalidMonths(Refusal):
    """A validity is no whole number of months."""

    message = _("months_invalid", default="Cette durée n'est pas valable.")
    remedy = _(
        "months_invalid_remedy",
        default="Écrivez un nombre de mois, de 1 à ${most}, ou laissez vide.",
    )


class NothingAsked(Refusal):
    """No piece is ticked that is still wanting."""

    field = "pieces"
    message = _("letter_nothing", default="Aucune pièce n'est cochée.")
    remedy = _("letter_nothing_remedy", default="Cochez au moins une pièce à demander.")


class NoAddressee(Refusal):
    """The writer does not see the person of the dossier, or the register has none."""

    status = 409
    field = "pieces"
    message = _("letter_nobody", default="La fiche de la personne n'est pas accessible.")
    remedy = _(
        "letter_nobody_remedy",
        default="Demandez à l'AS titulaire d'écrire la lettre à la personne.",
    )
