"""Why a copy cannot be made."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class CopyFailed(Refusal):
    """The file of a document takes more to lay out than one request may."""

    status = 422
    message = _("copy_failed", default="La copie de ce document n'a pas pu être faite.")
    remedy = _(
        "copy_failed_remedy",
        default="Le fichier est trop lourd ou abîmé. Lisez-le à l'écran et prévenez l'équipe de "
        "numérisation, qui peut le scanner à nouveau.",
    )
