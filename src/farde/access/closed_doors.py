"""Addresses of Plone and its add-ons that the product does not offer, and why."""

from collections.abc import Iterator

from zExceptions import NotFound
from zope.component import adapter
from ZPublisher.interfaces import IPubAfterTraversal

from farde.core.interfaces import IFardeLayer

_WHERE = "tells where a UID lies, whoever asks"
_ROLES = "circles alone give roles"
_LOG = "keeps what people typed into the form that failed"
_EVERYTHING = "reads or writes all documents, also those its user may not view"
_RULE = "as an action of a rule, does to content what whoever wrote the rule may not"

#: Name of a view, a REST service or a method, and why it answers as if it were not there.
CLOSED = {
    "resolveuid": _WHERE,
    "redirect-to-uuid": _WHERE,
    "@relations": _WHERE,
    "@linkintegrity": _WHERE,
    "@transactions": "lists who changed what, by address",
    "sharing": _ROLES,
    "updateSharingInfo": _ROLES,
    "@sharing": _ROLES,
    "error-log-form": _LOG,
    "error-log-show-entry": _LOG,
    "convert_all_unconverted": _EVERYTHING,
    "dvcleanup-filestorage": _EVERYTHING,
    "plone.actions.Mail": _RULE,
    "plone.actions.Copy": _RULE,
    "plone.actions.Move": _RULE,
    "plone.actions.Delete": _RULE,
    "plone.actions.Workflow": _RULE,
}


@adapter(IPubAfterTraversal)
def close(event) -> None:
    """Publish nothing by the names of the table, on sites with Farde."""
    request = event.request
    if IFardeLayer.providedBy(request) and not CLOSED.keys().isdisjoint(_names(request)):
        raise NotFound


def _names(request) -> Iterator[str]:
    for place in (request["PUBLISHED"], *request["PARENTS"]):
        for one in (place, getattr(place, "__self__", None)):
            name = getattr(one, "__name__", None)
            if isinstance(name, str):
                yield name.rpartition("_application_json_")[2]
