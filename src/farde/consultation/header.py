"""The header: name of the product, search, links by role, the way out."""

from plone import api
from plone.app.layout.viewlets.common import ViewletBase

from farde.consultation import desk
from farde.consultation.search import addresses
from farde.core.people import display_name


class HeaderViewlet(ViewletBase):
    """Stands on every page of those who are signed in, and on no other."""

    def update(self) -> None:
        super().update()
        self.base = self.portal_state.portal_url()
        self.signed_in = not api.user.is_anonymous()

    def render(self) -> str:
        return self.index() if self.signed_in else ""

    @property
    def links(self) -> list[desk.Link]:
        """The rooms of the reader."""
        return desk.links(self.request.get("ACTUAL_URL") or self.request.get("URL", ""))

    @property
    def user_name(self) -> str:
        """What the reader is called."""
        return display_name(api.user.get_current().getId() or "")

    @property
    def query(self) -> str:
        """The words searched for, on the search page."""
        return addresses.opened(self.request.form.get(addresses.FIELD)).query

    @property
    def may_configure(self) -> bool:
        """Whether the reader keeps the site running."""
        return api.user.has_permission("Plone Site Setup: Overview", obj=api.portal.get())

    @property
    def has_inbox(self) -> bool:
        """Whether the reader gets mails about what waits."""
        return api.user.has_permission("farde: View inbox", obj=api.portal.get())
