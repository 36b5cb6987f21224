"""Trying doors: requests published in this process, and the doors that the registry knows."""

import json
import sys
from base64 import b64encode
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote

from plone import api
from plone.app.testing import (
    SITE_OWNER_NAME,
    SITE_OWNER_PASSWORD,
)
from plone.browserlayer.utils import registered_layers
from plone.rest.interfaces import IAPIRequest
from zope.component import getSiteManager
from zope.component.hooks import setSite
from zope.globalrequest import getRequest, setRequest
from zope.interface import Interface, alsoProvides, directlyProvides, providedBy
from zope.publisher.interfaces.browser import IDefaultBrowserLayer
from ZPublisher.WSGIPublisher import publish_module

from world import PASSWORD

_SIGN_IN = "/require_login"
_MAKERS = ("Products.Five", "plone.rest.", "zope.browserpage", "builtins")
#: Signed in, and with nothing to do with the secret dossier.
OUTSIDERS = (
    "frontdesk1",
    "scan1",
    "caseworker2",
    "payments1",
    "records1",
    "privacy1",
    "committee1",
    "external1",
    "manager1",
    "siteadmin1",
    SITE_OWNER_NAME,
)
STRANGER = ""


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Headers and body, in which no secret may stand."""
        # JSON writes letters with accents as numbers.
        plain = self.body.decode("utf-8", "replace").replace("\\u00e9", "é")
        return f"{self.headers} {plain}"

    @property
    def location(self) -> str:
        """Where the answer sends its reader."""
        return self.headers.get("location", "")

    @property
    def nothing(self) -> bool:
        """Whether a signed-in reader is told that nothing is there."""
        return self.status == 404

    @property
    def refused(self) -> bool:
        """Whether nothing was done or told, be it for want of a permission or of the thing."""
        return self.sign_in or self.status in (403, 404)

    @property
    def sign_in(self) -> bool:
        """Whether a stranger is asked to sign in, no more."""
        return self.status == 401 or (self.status == 302 and _SIGN_IN in self.location)


@dataclass(frozen=True)
class Door:
    """A view or service by its registered name, with the package it comes from."""

    name: str
    package: str
    permission: str = field(compare=False)

    @property
    def method(self) -> str:
        """The HTTP method it answers to."""
        method, mark, _ = self.name.partition("_application_")
        return method if mark else "GET"

    @property
    def path(self) -> str:
        """What follows the address of the content."""
        if self.method == "GET" and "_application_" not in self.name:
            return f"/@@{self.name}"
        return "/" + self.name.partition("json_")[2]

    def tried_by(self, user: str, on: str, asked: str = "") -> Answer:
        """Try the door on content at an address, as the client that it is made for."""
        service = "_application_" in self.name
        body = {"nothing": "at all"} if self.method in ("POST", "PATCH", "PUT") else None
        accept = "application/json" if service else "*/*"
        return call(on + self.path + asked, user, self.method, accept, body)


def call(
    path: str, user: str = STRANGER, method: str = "GET", accept="*/*", body=None, **headers
) -> Answer:
    """Publish a request as a server would; a body is sent as JSON, bytes as they are."""
    site, request = api.portal.get(), getRequest()
    path, _, query = path.partition("?")
    data = body if isinstance(body, bytes) else json.dumps(body).encode() if body else b""
    environ = {
        "SERVER_NAME": "nohost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote(path, encoding="latin-1"),
        "QUERY_STRING": query,
        "HTTP_HOST": "nohost",
        "HTTP_ACCEPT": accept,
        "CONTENT_LENGTH": str(len(data)),
        "CONTENT_TYPE": "application/json" if data else "",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": BytesIO(data),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    } | headers
    if user:
        password = SITE_OWNER_PASSWORD if user == SITE_OWNER_NAME else PASSWORD
        credentials = b64encode(f"{user}:{password}".encode()).decode()
        environ["HTTP_AUTHORIZATION"] = f"Basic {credentials}"
    started: list = []
    try:
        parts = publish_module(
            environ, lambda status, given, _=None: started.extend((status, given))
        )
        content = b"".join(parts)
    finally:
        setSite(site)
        setRequest(request)
    given = {name.lower(): value for name, value in started[1]}
    return Answer(int(started[0].split()[0]), given, content)


def doors(content) -> list[Door]:
    """Return the views and services that can be called on content of a site with Farde."""
    return sorted((_door(*one) for one in factories(content)), key=lambda one: one.name)


def factories(content) -> list[tuple[str, type]]:
    """Return what the registry holds for content of a site with Farde, by name."""
    request = getRequest().clone()
    directlyProvides(request)
    alsoProvides(request, IDefaultBrowserLayer, IAPIRequest, *registered_layers())
    asked = [providedBy(content), providedBy(request)]
    return [one for one in getSiteManager().adapters.lookupAll(asked, Interface) if one[0]]


def _door(name: str, factory) -> Door:
    roles = getattr(factory, "__roles__", None)
    # Views and services are classes made on the spot, over the class that somebody wrote.
    modules = [base.__module__ for base in getattr(factory, "__mro__", ())]
    written = next((one for one in modules if not one.startswith(_MAKERS)), "")
    package = ".".join(written.split(".")[: 3 if written.startswith("plone.app") else 2])
    return Door(name, package, getattr(roles, "__name__", ""))
