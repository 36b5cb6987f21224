"""What the room refuses."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class SlugTaken(Refusal):
    """A table gives the identifier of one term to another."""

    field = "inventaire_id"
    message = _(
        "slug_taken", default="L'identifiant « ${slug} » est déjà utilisé par un autre terme."
    )
    remedy = _("slug_taken_remedy", default="Donnez à ce terme un identifiant qui lui est propre.")


class BadSlug(Refusal):
    """An identifier that cannot stand in an address."""

    field = "slug"
    message = _("slug_bad", default="L'identifiant « ${slug} » ne peut pas être utilisé.")
    remedy = _(
        "slug_bad_remedy",
        default="Écrivez-le en minuscules sans accents, chiffres et traits d'union.",
    )


class UnknownTerm(Refusal):
    """There is no such term."""

    status = 404
    field = "slug"
    message = _("term_unknown", default="Le terme « ${slug} » n'est pas dans le thésaurus.")
    remedy = _("term_unknown_remedy", default="Choisissez un terme dans l'arbre du thésaurus.")


class UnknownParent(Refusal):
    """The term under which another should stand is not there, not in force or of another level."""

    field = "parent"
    message = _(
        "term_parent_unknown",
        default="« ${slug} » ne peut pas recevoir ce terme : inconnu, ou pas en vigueur.",
    )
    remedy = _(
        "term_parent_unknown_remedy", default="Choisissez un terme en vigueur du niveau au-dessus."
    )


class UnknownChange(Refusal):
    """Neither the kind of a change nor the level of its term may be anything else."""

    field = "kind"
    message = _("term_change_unknown", default="Cette modification du thésaurus n'existe pas.")
    remedy = _(
        "term_change_unknown_remedy",
        default="Créer, modifier, déplacer, retirer, remettre, fusionner ou supprimer.",
    )


class UnknownField(Refusal):
    """A term of this level has no such field."""

    message = _("term_field_unknown", default="Un terme de ce niveau n'a pas de champ « ${name} ».")
    remedy = _("term_field_unknown_remedy", default="Retirez ce champ, ou vérifiez son nom.")


class InvalidValue(Refusal):
    """A value that its field does not take."""

    message = _("term_value_invalid", default="Cette valeur n'est pas acceptée : ${value}.")
    remedy = _(
        "term_value_invalid_remedy", default="Choisissez une valeur proposée, ou corrigez-la."
    )


class MissingLabel(Refusal):
    """A term without its French label."""

    field = "title"
    message = _("term_label_missing", default="Le libellé français manque.")
    remedy = _("term_label_missing_remedy", default="Donnez au terme son libellé en français.")


class EndBeforeBegin(Refusal):
    """The last day of a term comes before its first."""

    field = "valid_to"
    message = _("term_validity", default="La fin de validité précède le début.")
    remedy = _("term_validity_remedy", default="Corrigez l'une des deux dates.")


class NothingChanges(Refusal):
    """A change that would leave the term as it is."""

    message = _("term_nothing_changes", default="Cette proposition ne change rien au terme.")
    remedy = _("term_nothing_changes_remedy", default="Modifiez au moins une donnée du terme.")


class ChangedMeanwhile(Refusal):
    """The term is no longer what it was when the change was proposed."""

    status = 409
    message = _("term_changed_meanwhile", default="Le terme a changé depuis la proposition.")
    remedy = _(
        "term_changed_meanwhile_remedy",
        default="Refusez cette proposition et refaites-la sur le terme d'aujourd'hui.",
    )


class NotInForce(Refusal):
    """Only a term in force can be retired, moved or merged."""

    status = 409
    message = _("term_not_in_force", default="Le terme « ${slug} » n'est pas en vigueur.")
    remedy = _(
        "term_not_in_force_remedy", default="Vérifiez son état : proposé, retiré ou fusionné."
    )


class NotRetired(Refusal):
    """Only a retired term can be put back in force."""

    status = 409
    message = _("term_not_retired", default="Le terme « ${slug} » n'est pas retiré.")
    remedy = _("term_not_retired_remedy", default="Il n'y a rien à remettre en vigueur.")


class MergedAway(Refusal):
    """A term that was merged stays what it has become."""

    status = 409
    message = _("term_merged_away", default="Le terme « ${slug} » a été fusionné avec « ${into} ».")
    remedy = _("term_merged_away_remedy", default="Proposez la modification sur ce dernier.")


class HasTermsInForce(Refusal):
    """A term with others in force under it cannot be retired alone."""

    status = 409
    message = _(
        "term_has_children",
        default="Des termes en vigueur dépendent encore de celui-ci : ${count}.",
    )
    remedy = _("term_has_children_remedy", default="Retirez-les ou déplacez-les d'abord.")


class CannotMerge(Refusal):
    """Two terms that cannot become one: the same, of other levels, or two profiles."""

    field = "into"
    message = _("term_cannot_merge", default="Ce terme ne peut pas être fusionné avec « ${into} ».")
    remedy = _(
        "term_cannot_merge_remedy",
        default="Choisissez un autre terme en vigueur du même niveau : type ou inventaire.",
    )


class TermInUse(Refusal):
    """A term that something still names cannot be deleted, by any door."""

    status = 409
    message = _("term_in_use", default="Le terme « ${slug} » est utilisé (${uses}).")
    remedy = _("term_in_use_remedy", default="Proposez plutôt de le retirer ou de le fusionner.")
