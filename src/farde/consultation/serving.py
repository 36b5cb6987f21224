"""How pages and files leave the house: to those who may view, and into no shared cache."""

import hashlib
import json
from functools import cache
from pathlib import Path

from plone import api
from zExceptions import NotFound
from ZODB.utils import u64
from zope.datetime import rfc1123_date

from farde.access.journal import recording
from farde.document import pages

_STATIC = Path(__file__).parent / "static"
#: Seconds a browser may show a page again without asking.
_PAGE_AGE = 300


def viewable(uid: str, prefix: list[str], request):
    """Return the content with this UID, noted as previewed; NotFound if there is none to see."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid)
    if prefix != list(uid[:2]) or not brains:
        raise NotFound
    content = brains[0]._unrestrictedGetObject()
    if not api.user.has_permission("View", obj=content):
        recording.note_refused(request, content)
        raise NotFound
    recording.note_opened(request, content, "dvpdffiles")
    return content


def page_file(document, name: str, request) -> bytes:
    """Return a page picture or text with its headers; nothing when the browser has it already."""
    blob = pages.page_file(document, name)
    if blob is None:
        raise NotFound
    response = request.response
    tag = _tag(blob)
    response.setHeader("ETag", tag)
    response.setHeader("Last-Modified", rfc1123_date(blob._p_mtime))
    keep_private(response, f"private, max-age={_PAGE_AGE}, must-revalidate")
    if tag in request.getHeader("If-None-Match", ""):
        response.setStatus(304)
        return b""
    response.setHeader("Content-Type", _content_type(name))
    with blob.open() as stream:
        return stream.read()


def keep_private(response, cache_control: str = "private, no-store") -> None:
    """Keep an answer out of shared caches, and away from the next person at the same desk."""
    response.setHeader("Cache-Control", cache_control)
    response.setHeader("Vary", "Cookie")
    response.setHeader("X-Content-Type-Options", "nosniff")


def as_json(response, answer: dict) -> str:
    """Return an answer as JSON that no cache keeps."""
    response.setHeader("Content-Type", "application/json; charset=utf-8")
    keep_private(response)
    return json.dumps(answer)


@cache
def static_version() -> str:
    """Return a name for the present contents of our scripts and styles."""
    digest = hashlib.sha256()
    for path in sorted(_STATIC.glob("document.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _tag(blob) -> str:
    blob._p_activate()
    return f'"{u64(blob._p_oid):x}-{u64(blob._p_serial):x}"'


def _content_type(name: str) -> str:
    extension = name.rpartition(".")[2].lower()
    known = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif"}
    known["txt"] = "text/plain; charset=utf-8"
    if extension not in known:
        raise NotFound
    return known[extension]
