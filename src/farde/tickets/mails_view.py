"""The page on which a person chooses the mails they get."""

from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.core.visitor import current_user_id
from farde.tickets import mails
from farde.tickets.settings import setting


class MyMails(SteppedView):
    """Two boxes to tick; what was never chosen is as the centre decides."""

    page_title = _("title_my_mails", default="Mes courriels")

    def receive(self, step: str) -> str:
        """Keep what was chosen."""
        chosen = mails.Wishes(digest=bool(self.text("digest")), overdue=bool(self.text("overdue")))
        mails.wish(current_user_id(), chosen)
        return self.done(_("my_mails_kept", default="Votre choix est enregistré."))

    @property
    def wishes(self) -> mails.Wishes:
        """What the person gets now."""
        return mails.wishes(current_user_id())

    @property
    def time(self) -> str:
        """From when mails leave."""
        return setting("mail_time")
