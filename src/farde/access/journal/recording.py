"""Noting what a request reads: before it is rendered, so that no view can forget."""

from urllib.parse import urlsplit

from AccessControl import getSecurityManager
from plone.rest.interfaces import IAPIRequest, IService
from plone.rest.traverse import RESTWrapper
from zope.browserresource.interfaces import IResource
from zope.component import queryAdapter

from farde.access import operations as access
from farde.access.journal import actions, doors, operations
from farde.access.journal.chain import Entry, code
from farde.access.journal.interfaces import IAccessSubject, Subject
from farde.core.visitor import signed_in

#: What this request has noted. It lies in what the web server gave, which all attempts share: an
#: attempt that is made again after a conflict notes nothing a second time.
_NOTED = "farde.journal.noted"
#: What a view on the site looks up by its UID.
_OPENED = "farde.journal.opened"
_WRITES = {"POST", "PATCH", "PUT", "DELETE"}


def note_publication(request) -> None:
    """Note what this request is about to read, when it is dossier content or a look-up."""
    published = request.get("PUBLISHED")
    if request.method == "OPTIONS" or _is_resource(published):
        return
    subject = subject_of(request)
    door = _door(published, request)
    if subject is not None:
        note_reading(request, subject, door)
    elif doors.is_lookup(door, request.form):
        note(request, actions.LOOKUP, Subject("search", ""))


def note_reading(request, subject: IAccessSubject, door: str) -> None:
    """Note that this request reads a subject through a door; JournalUnavailable stops it."""
    rest, writes = IAPIRequest.providedBy(request), request.method in _WRITES
    action = doors.action_of(door, rest, writes, _comes_from_search(request))
    if action is not None:
        detail = f"{request.method.lower()}:{door}" if rest and writes else ""
        note(request, action, subject, detail)


def note_opened(request, content, door: str) -> None:
    """Note that a view on the site reads content it found by its UID."""
    subject = queryAdapter(content, IAccessSubject)
    if subject is not None:
        note_reading(request, subject, door)


def note_refused(request, content) -> None:
    """Remember content that a view on the site found and may not show, for the denied attempt."""
    request.environ[_OPENED] = queryAdapter(content, IAccessSubject)


def note_denied(request, missing: bool) -> None:
    """Note an attempt that was denied; of what is merely not there, nothing.

    ``missing`` tells that the answer was "not found", which is also said of what is hidden.
    """
    subject = request.environ.get(_OPENED) or subject_of(request, hidden_only=missing)
    if subject is None:
        return
    user = signed_in(request)
    entry = _entry(request, actions.DENIED, subject, _id_of(user))
    if user is None:
        # Anybody can knock: what nobody signed in asks for may not fill the journal.
        operations.record_once(entry)
    else:
        operations.record(entry)


def note(request, action: str, subject: IAccessSubject, detail: str = "") -> None:
    """Note an action of the signed-in user, once per request and subject."""
    noted = request._orig_env.setdefault(_NOTED, set())
    if (action, subject.uid) in noted:
        return
    who = _id_of(getSecurityManager().getUser())
    entry = _entry(request, action, subject, who, detail)
    if action in doors.NOTED_ONCE:
        operations.record_once(entry)
    else:
        operations.record(entry)
    noted.add((action, subject.uid))


def subject_of(request, hidden_only: bool = False) -> IAccessSubject | None:
    """Return the innermost content of the address that is a subject, None if there is none.

    With ``hidden_only``, only one that the visitor may not view.
    """
    for parent in (request.get("PUBLISHED"), *request["PARENTS"]):
        content = parent.context if isinstance(parent, RESTWrapper) else parent
        subject = queryAdapter(content, IAccessSubject)
        if subject is not None:
            return subject if not hidden_only or _is_hidden(request, content) else None
    return None


def _entry(request, action: str, subject: IAccessSubject, who: str, detail: str = "") -> Entry:
    return Entry(
        action=action,
        who=who,
        kind=subject.kind,
        uid=subject.uid,
        dossier_uid=subject.dossier_uid,
        # A form may have written a word where an id belongs.
        person_id=code(subject.person_id),
        channel="rest" if IAPIRequest.providedBy(request) else "page",
        cause=access.causes_of(who, subject.dossier_uid) if who and subject.dossier_uid else "",
        detail=code(detail),
    )


def _is_hidden(request, content) -> bool:
    user = signed_in(request)
    return user is None or not user.has_permission("View", content)


def _id_of(user) -> str:
    return (user.getId() or "") if user is not None else ""


def _door(published, request) -> str:
    if IService.providedBy(published):
        return published.__name__.removeprefix(request._rest_service_id)
    name = _name(published)
    if doors.is_known(name):
        return name
    # What is published may be a part of the door, as a scale is of `@@images`.
    passed = map(_name, request["PARENTS"])
    return next((one for one in passed if one in doors.READINGS and one), name)


def _name(published) -> str:
    return getattr(published, "__name__", "") or ""


def _is_resource(published) -> bool:
    # Pictures, scripts and styles of packages, also when asked for below a dossier.
    return IResource.providedBy(published) or type(published).__module__ == "plone.resource.file"


def _comes_from_search(request) -> bool:
    # The words are in the query of that address: only its path is looked at, nothing is kept.
    path = urlsplit(request.getHeader("Referer") or "").path
    return path.rpartition("/")[2] in doors.SEARCH_PAGES
