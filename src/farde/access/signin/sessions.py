"""Sessions: prolonged while one works, ended for good after a day's work or by signing out.

A ticket's own time is when it was last prolonged; when its session began stands in the signed
data it carries. plone.session refuses tickets that were idle too long; the rest is here. Its own
"per user keyring" is not used: it lets a cookie that nobody has signed end anybody's session.
"""

from contextlib import nullcontext

from pas.plugins.oidc.plugins import safe_write

from farde.access.signin.settings import setting
from farde.core import clock

#: A ticket is renewed once it is older than this part of the idle time.
_RENEWED_AFTER = 0.1


def is_over(gate, credentials: dict) -> bool:
    """Tell whether these are a ticket or token of a session that has ended."""
    began = _began(gate._getPAS(), credentials)
    if began is None:
        return False
    user_id, start = began
    return start < gate.ended.get(user_id, 0) or _now() - start > 3600 * setting("absolute_hours")


def end_all(gate, user_id: str | None, request) -> None:
    """End every session of a user that began before now."""
    if user_id is None or gate._getPAS().getUserById(user_id) is None:
        return
    # Signing out is a link, without a token against forgery: what it writes here is harmless.
    with safe_write(request) if request is not None else nullcontext():
        gate.ended[user_id] = _now()


def prolong(pas, request) -> None:
    """Renew the ticket of a person at work; a page that asks by itself is no work."""
    if request.getHeader("Sec-Fetch-Dest") == "empty":
        return
    session = pas.session
    ticket = _ticket(session, session.extractCredentials(request))
    if ticket is None or _now() - ticket[4] < 60 * setting("idle_minutes") * _RENEWED_AFTER:
        return
    _, user_id, tokens, _, _ = ticket
    session._setupSession(user_id, request.response, tokens, str(_start(ticket)))


def continued(pas, request, token: str) -> str:
    """Return a token like this one that remembers when the session of the request began."""
    began = _began(pas, pas.jwt_auth.extractCredentials(request) or {})
    began = began or _began(pas, pas.session.extractCredentials(request))
    claims = pas.jwt_auth._decode_token(token)
    start = began[1] if began else _now()
    kept = {"fullname": claims.get("fullname"), "start": start}
    return pas.jwt_auth.create_token(claims["sub"], data=kept)


def apply_lifetime(pas) -> None:
    """Tell the plugins that check tickets and tokens how long one may be idle."""
    seconds = 60 * setting("idle_minutes")
    if pas.session.timeout != seconds:
        pas.session.timeout = seconds
    if pas.jwt_auth.token_timeout != seconds:
        pas.jwt_auth.token_timeout = seconds


def guard_cookies(request) -> None:
    """Keep every cookie that leaves from scripts and other sites, and from lines in clear."""
    secure = request.get("SERVER_URL", "").startswith("https:")
    for cookie in request.response.cookies.values():
        cookie["HttpOnly"] = True
        cookie.setdefault("SameSite", "Lax")
        if secure:
            cookie["Secure"] = True


def _began(pas, credentials: dict) -> tuple[str, int] | None:
    """Return the user and the second a session began; None for what is no session."""
    ticket = _ticket(pas.session, credentials)
    if ticket is not None:
        return ticket[1], _start(ticket)
    if "token" not in credentials:
        return None
    claims = pas.jwt_auth._decode_token(credentials["token"]) or {}
    if "sub" not in claims or "exp" not in claims:
        return None
    return claims["sub"], int(claims.get("start") or claims["exp"] - pas.jwt_auth.token_timeout)


def _ticket(session, credentials: dict) -> tuple | None:
    if credentials.get("source") != "plone.session":
        return None
    return session._validateTicket(credentials["cookie"])


def _start(ticket: tuple) -> int:
    _, _, _, user_data, timestamp = ticket
    return int(user_data) if user_data.isdecimal() else int(timestamp)


def _now() -> int:
    return int(clock.now().timestamp())
