"""What the plan of a deposit refuses."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class UnknownPart(Refusal):
    """The deposit has no such part, perhaps no longer."""

    status = 404
    field = "part"
    message = _("part_unknown", default="Ce document n'existe pas, ou plus, dans le dépôt.")
    remedy = _("part_unknown_remedy", default="Rechargez le dépôt, puis recommencez.")


class UnknownLeaf(Refusal):
    """The deposit has no such page."""

    status = 404
    field = "leaves"
    message = _("leaf_unknown", default="Cette page n'existe pas dans le dépôt.")
    remedy = _("leaf_unknown_remedy", default="Choisissez une page du dépôt.")


class ClosedPart(Refusal):
    """The part is filed; its pages stay as they are."""

    status = 409
    field = "part"
    message = _("part_closed", default="Ce document est déjà classé.")
    remedy = _("part_closed_remedy", default="Corrigez-le dans son dossier.")


class NothingToCut(Refusal):
    """There is no page on one side of the cut."""

    field = "at"
    message = _("nothing_to_cut", default="Il n'y a rien à couper à cet endroit.")
    remedy = _("nothing_to_cut_remedy", default="Coupez entre deux pages d'un même document.")


class UnknownReason(Refusal):
    """A page is put aside for no known reason."""

    field = "reason"
    message = _("discard_reason_unknown", default="Dites pourquoi la page est écartée.")
    remedy = _("discard_reason_unknown_remedy", default="Choisissez un motif dans la liste.")


class UnknownTurn(Refusal):
    """Pages are turned by quarters."""

    field = "degrees"
    message = _("turn_unknown", default="Une page se tourne par quart de tour.")
    remedy = _("turn_unknown_remedy", default="Demandez 90, 180 ou 270 degrés.")


class StalePlan(Refusal):
    """Somebody else changed the deposit meanwhile."""

    status = 409
    field = "version"
    message = _("plan_stale", default="Ce dépôt a été modifié entre-temps.")
    remedy = _("plan_stale_remedy", default="Rechargez-le ; ce que vous avez saisi est gardé.")


class SignedWhole(Refusal):
    """A signed file stays whole: cut, turned or joined, its signature is lost."""

    status = 409
    field = "part"
    message = _("signed_whole", default="Ce fichier est signé : il reste entier et tel quel.")
    remedy = _("signed_whole_remedy", default="Classez-le entier, sans y joindre d'autres pages.")


class NotPrepared(Refusal):
    """The pages of the deposit are not known yet."""

    status = 409
    field = "batch"
    message = _("batch_not_prepared", default="Ce dépôt n'est pas encore préparé.")
    remedy = _("batch_not_prepared_remedy", default="Attendez un instant, puis recommencez.")


class SeveralParts(Refusal):
    """The deposit holds several documents; which one is meant was not said."""

    status = 409
    field = "part"
    message = _("several_parts", default="Ce dépôt contient plusieurs documents.")
    remedy = _("several_parts_remedy", default="Dites lequel classer (« part »).")
