"""``@@my-searches``: the searches a person keeps, and the forms that keep and forget them."""

from functools import cached_property

from farde.consultation.search import addresses, kept
from farde.consultation.search.asked import Asked
from farde.consultation.search.kept import Kept
from farde.core.i18n import _
from farde.core.stepped import SteppedView


class KeptSearchesView(SteppedView):
    """Everybody's own list; addresses of searches work for their owner alone."""

    page_title = _("title_my_searches", default="Mes recherches")

    @cached_property
    def asked(self) -> Asked:
        """The search to keep."""
        return addresses.opened(self.request.form.get(addresses.FIELD))

    @property
    def token(self) -> str:
        """The search to keep, as its address carries it."""
        return self.text(addresses.FIELD)

    @property
    def name(self) -> str:
        """The name as it was typed; at first the words themselves."""
        typed = "name" in self.request.form
        return self.text("name") if typed else self.asked.query

    @property
    def searches(self) -> list[tuple[Kept, str]]:
        """The searches kept, with their addresses."""
        return kept.with_addresses()

    def receive(self, step: str) -> str:
        """Keep the search of the form under its name, or forget one."""
        if step == "keep":
            kept.keep(self.asked, self.text("name"))
            return self.done(_("kept_done", default="La recherche est gardée."))
        kept.forget(self.text("forget"))
        return self.done(_("kept_forgotten", default="La recherche est oubliée."))
