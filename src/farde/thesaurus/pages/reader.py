"""What who reads a page of the thesaurus may do there."""

from functools import cached_property

from plone import api


class Reader:
    """The part of a view that knows its reader's rights."""

    @cached_property
    def may_propose(self) -> bool:
        """Whether the reader may propose changes."""
        return api.user.has_permission("farde: Propose term", obj=self.context)

    @cached_property
    def may_decide(self) -> bool:
        """Whether the reader keeps the thesaurus: accepts and refuses."""
        return api.user.has_permission("farde: Manage thesaurus", obj=self.context)
