"""An identity provider on this machine, and somebody before its page."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import requests


class Provider:
    """The centre's identity provider; ``tampers`` change what it answers to Farde."""

    def __init__(self, server) -> None:
        self.issuer = f"http://localhost:{server.server_port}"
        self.tampers: dict[str, Callable[[bytes], bytes]] = {}
        self.asked: list[tuple[str, dict]] = []
        self.alias = ""
        self._app, server.app = server.app, self

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if self.alias:
            environ["HTTP_HOST"] = self.alias
        if environ["REQUEST_METHOD"] == "POST" and path == "/oauth2/token":
            self._note(environ)
        tamper = self.tampers.get(path)
        if tamper is None:
            return self._app(environ, start_response)
        return self._changed(environ, start_response, tamper)

    def user(self, sub: str, **claims: object) -> None:
        """Make somebody, or change what is said of them."""
        requests.put(f"{self.issuer}/users/{sub}", json=claims, timeout=10).raise_for_status()

    def _note(self, environ) -> None:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        self.asked.append((environ["PATH_INFO"], parse_qs(body.decode())))

    def _changed(self, environ, start_response, tamper):
        told = []
        answer = self._app(environ, lambda status, headers, *_more: told.extend([status, headers]))
        body = tamper(b"".join(answer))
        headers = [(k, v) for k, v in told[1] if k.lower() != "content-length"]
        start_response(told[0], [*headers, ("Content-Length", str(len(body)))])
        return [body]


class Person:
    """A browser that goes through the provider; nothing is followed by itself."""

    def __init__(self, world, provider: Provider) -> None:
        self.site = world.portal.absolute_url()
        self.provider = provider
        self.browser = requests.Session()

    def leave(self, **query: str) -> str:
        """Press the button of the login page; return the provider's address."""
        answer = self.get(f"@@signin-provider?{urlencode(query)}")
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def consent(self, address: str, sub: str = "", **changes: str | None) -> str:
        """Say yes (or, without a name, no) at the provider; return where it sends one back to."""
        data = {"sub": sub} if sub else {"action": "deny"}
        answer = requests.post(
            changed(address, **changes), data=data, allow_redirects=False, timeout=30
        )
        return answer.headers["Location"]

    def come_back(self, address: str) -> requests.Response:
        """Arrive at Farde again."""
        return self.browser.get(
            address, headers={"Accept-Language": "fr"}, allow_redirects=False, timeout=60
        )

    def sign_in(self, sub: str, **query: str) -> requests.Response:
        """The whole way."""
        return self.come_back(self.consent(self.leave(**query), sub))

    def get(self, path: str) -> requests.Response:
        """Open a page."""
        return self.browser.get(
            f"{self.site}/{path}",
            headers={"Accept-Language": "fr"},
            allow_redirects=False,
            timeout=60,
        )

    def is_in(self) -> bool:
        """Tell whether the browser is signed in."""
        return self.get("@@dossiers").status_code == 200


def changed(address: str, **changes: str | None) -> str:
    """Return an address with parameters replaced, or taken out where None is given."""
    parts = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()} | changes
    kept = {name: value for name, value in query.items() if value is not None}
    return urlunsplit(parts._replace(query=urlencode(kept)))


def message(answer: requests.Response) -> str:
    """Return what the login page says of a refusal."""
    found = re.search(r'id="login-refused".*?<strong>(.*?)</strong>', answer.text, re.S)
    return found[1] if found else ""


def replacing(**values: object) -> Callable[[bytes], bytes]:
    """Return a tamper that replaces values in a JSON answer."""
    return lambda body: json.dumps(json.loads(body) | values).encode()
