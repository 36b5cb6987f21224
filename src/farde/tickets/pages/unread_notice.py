"""A notice for those who can mend it: the queue of a team that nobody reads."""

from functools import cached_property

from plone.app.layout.viewlets.common import ViewletBase

from farde.tickets import unread


class UnreadNotice(ViewletBase):
    """Names the teams without a supervisor; empty for everybody else."""

    @cached_property
    def teams(self) -> list[unread.Unread]:
        """The teams, with the number of their dossiers."""
        return unread.unread() if unread.may_be_told() else []
