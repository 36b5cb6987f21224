"""A form that was sent after the session had ended: kept in the browser, sent again once signed in.

The answer is a page that holds every field as it came. The password goes with them to the same
address, so that one step does both; nothing of the form is kept on the server.
"""

from dataclasses import dataclass

from plone.rest.interfaces import IAPIRequest

from farde.access.signin import attempts

#: Marks a form that comes from the page, so that a session begins with it.
MARK = "farde_resumed"
_COOKIE = "__ac"
_NOT_KEPT = {"__ac_name", "__ac_password", MARK}


@dataclass(frozen=True)
class Field:
    """One field as the browser sent it, Zope's suffixes included."""

    name: str
    value: str


def had_session(request) -> bool:
    """Tell whether a visitor whom nobody knows comes with the ticket of a session."""
    return bool(request.cookies.get(_COOKIE)) or attempts.refused(request) is not None


def is_wanted(request) -> bool:
    """Tell whether what a visitor sent is a form that would be lost with their session."""
    by_hand = request.getHeader("Sec-Fetch-Dest", "document") != "empty"
    # What another site has filled in is not sent on with anybody's password.
    ours = request.getHeader("Sec-Fetch-Site", "same-origin") == "same-origin"
    page = by_hand and ours and not IAPIRequest.providedBy(request)
    return page and request.method == "POST" and (had_session(request) or is_resumed(request))


def is_resumed(request) -> bool:
    """Tell whether a form comes from the page, with the credentials that were missing."""
    return request.method == "POST" and MARK in request.form


def fields(request) -> list[Field]:
    """Return what the browser sent but files and credentials, in its order."""
    sent = [one for one in _sent(request) if not _is_file(one) and one.name not in _NOT_KEPT]
    return [Field(_text(one.name.encode("latin-1")), _text(one.value)) for one in sent]


def files(request) -> list[str]:
    """Return the names of the files that were sent and have to be chosen again."""
    return [one.filename for one in _sent(request) if _is_file(one) and one.filename]


def begin_session(pas, user, request) -> None:
    """Sign in whoever sent the form again with the right password."""
    if request.form.get("__ac_name") and user.getId() is not None:
        pas.updateCredentials(request, request.response, user.getUserName(), "")


def _sent(request) -> list:
    return getattr(getattr(request, "_fs", None), "list", [])


def _is_file(field) -> bool:
    return getattr(field, "filename", None) is not None


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
