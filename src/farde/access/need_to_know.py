"""Content that exists only for those who may view it, whichever door is tried on it.

Plone and its add-ons put hundreds of views, services and methods on every content, each with a
permission of its own, many with none. One rule stands before all of them: through an address
that leads by content which needs to be known, nothing is published to who may not view it.
"""

from collections.abc import Iterator

from AccessControl import Unauthorized
from plone.rest.traverse import RESTWrapper
from zExceptions import NotFound
from zope.component import adapter
from zope.interface import Interface
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from ZPublisher.interfaces import IPubAfterTraversal

from farde.core.visitor import signed_in


class INeedToKnow(Interface):
    """Content that does not exist for who may not view it; rooms above put it on their types."""


class IBlindDoor(Interface):
    """A view or service for people who need not see the content it is called on.

    It SHALL have a permission of its own, and tell nothing that is in the content.
    """


@adapter(IPubAfterTraversal)
def guard(event) -> None:
    """Publish nothing by way of content that the asker may not view.

    Strangers are asked to sign in; who is signed in finds nothing.
    """
    if concealed(event.request):
        raise NotFound if signed_in(event.request) else Unauthorized


def concealed(request) -> bool:
    """Tell whether the asker is to learn nothing of the content that the address leads by."""
    blind = IBlindDoor.providedBy(request.get("PUBLISHED"))
    return not blind and hidden(request, signed_in(request))


@adapter(INeedToKnow, IObjectAddedEvent)
def added(content, event) -> None:
    """Leave nobody the owner of content that is new here, or has come from elsewhere."""
    disown(content)


def disown(content) -> bool:
    """Take the role of Owner from who made the content, and tell whether anybody had it.

    Making it is no reason to know it.
    """
    owners = [one for one, roles in content.get_local_roles() if "Owner" in roles]
    for principal in owners:
        kept = [one for one in content.get_local_roles_for_userid(principal) if one != "Owner"]
        content.manage_delLocalRoles([principal])
        if kept:
            content.manage_setLocalRoles(principal, kept)
    return bool(owners)


def hidden(request, user) -> bool:
    """Tell whether the address leads by content that a user, or nobody, may not view."""
    return any(
        user is None or not user.has_permission("View", content) for content in _passed(request)
    )


def _passed(request) -> Iterator:
    for place in [request.get("PUBLISHED"), *request["PARENTS"]]:
        content = place.context if isinstance(place, RESTWrapper) else place
        if INeedToKnow.providedBy(content):
            yield content
