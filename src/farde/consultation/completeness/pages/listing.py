"""``@@expected-pieces``: the kinds of aid of the centre."""

from farde.consultation.completeness.aids import Aid, listed
from farde.core.days import day_and_hour
from farde.core.i18n import _
from farde.core.people import display_name
from farde.core.stepped import SteppedView


class ExpectedPiecesView(SteppedView):
    """Lists the kinds of aid, and leads to the form of each."""

    page_title = _("nav_expected_pieces", default="Pièces attendues")

    @property
    def aids(self) -> list[Aid]:
        """The kinds of aid, by name."""
        return listed()

    def changed(self, aid: Aid) -> dict[str, str]:
        """Return who wrote a kind of aid last, and when."""
        at = day_and_hour(aid.changed_at) if aid.changed_at else ""
        return {"who": display_name(aid.changed_by), "at": at}

    def receive(self, step: str) -> str:
        """The page has no button of its own."""
        return self.index()
