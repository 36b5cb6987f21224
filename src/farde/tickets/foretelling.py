"""What a reclassification would do to the signals and tickets of a document."""

from collections.abc import Mapping

from zope.interface import implementer

from farde.document.interfaces import Consequence, IConsequences
from farde.tickets import roles, states
from farde.tickets.moves import followups
from farde.tickets.reasons import KIND_TITLES


@implementer(IConsequences)
class FollowUpsOfDocument:
    """What nobody touched would be taken back; what is in hand would stay."""

    def __call__(self, document, fields: Mapping[str, object]) -> list[Consequence]:
        return [
            Consequence(
                "cancelled" if brain.review_state in states.UNTOUCHED else "kept",
                KIND_TITLES[brain.portal_type],
                roles.title(brain.assignee_role),
            )
            for brain in followups(document, review_state=states.OPEN)
        ]
