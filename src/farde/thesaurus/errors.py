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
