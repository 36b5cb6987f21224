"""Addresses of Plone and its add-ons that the product does not offer, and why."""

from collections.abc import Iterator

from Acquisition import aq_base
from persistent.interfaces import IPersistent
from zExceptions import NotFound
from zope.component import adapter
from ZPublisher.interfaces import IPubAfterTraversal, IPubStart

from farde.core.interfaces import IFardeLayer

_WHERE = "tells where a UID lies, whoever asks"
_ROLES = "circles alone give roles"
_LOG = "keeps what people typed into the form that failed"
_EVERYTHING = "reads or writes all documents, also those its user may not view"
_ONWARDS = "leads to other sites, and tells which addresses exist"
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
    "failsafe_login": _ONWARDS,
    "failsafe_login_form": _ONWARDS,
    "convert_all_unconverted": _EVERYTHING,
    "dvcleanup-filestorage": _EVERYTHING,
    "plone.actions.Mail": _RULE,
    "plone.actions.Copy": _RULE,
    "plone.actions.Move": _RULE,
    "plone.actions.Delete": _RULE,
    "plone.actions.Workflow": _RULE,
    "manage_addProduct": "adds things that no page of the product makes",
}
#: Methods of stored things that browsers need, and nothing is told by.
_METHODS = {"HEAD", "OPTIONS", "index_html"}
#: The plugin of the accounts that keeps the sessions alive, and ends them.
_SESSIONS = "session"


@adapter(IPubStart)
def speak_no_webdav(event) -> None:
    """Take no request for one of WebDAV: for what is not there, that has answers of its own.

    They would tell it from what is hidden. The site is not known yet: this holds for whatever
    else is served beside it.
    """
    event.request.maybe_webdav_client = 0


@adapter(IPubAfterTraversal)
def close(event) -> None:
    """Publish nothing by the names of the table, nor a method of what is stored, on our sites.

    Views and services are for people and programs; methods are for code. Plone leaves hundreds
    open, WebDAV's verbs among them, which list and count what their caller may not view.
    """
    request = event.request
    if IFardeLayer.providedBy(request) and (_is_closed(request) or _is_method(request)):
        raise NotFound


def _is_closed(request) -> bool:
    places = (request["PUBLISHED"], *request["PARENTS"])
    passed = {name for place in places for name in _names(place)}
    return not CLOSED.keys().isdisjoint(passed | set(request.steps))


def _is_method(request) -> bool:
    owner = getattr(request["PUBLISHED"], "__self__", None)
    if not IPersistent.providedBy(aq_base(owner)):
        return False
    return request["PUBLISHED"].__name__ not in _METHODS and owner.getId() != _SESSIONS


def _names(place) -> Iterator[str]:
    name = getattr(aq_base(place), "__name__", None)
    if isinstance(name, str):
        yield name.rpartition("_application_json_")[2]
