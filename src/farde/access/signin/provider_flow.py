"""The way to the identity provider and back: code flow with PKCE, state and nonce, all checked."""

import hmac
import logging
from urllib.parse import parse_qs

from oic.oic import Client
from oic.oic.message import AccessTokenResponse, IdToken, OpenIDSchema
from pas.plugins.oidc import utils
from pas.plugins.oidc.session import Session

from farde.access.signin.errors import ProviderFailed, SignInCancelled, StateMismatch

logger = logging.getLogger(__name__)

#: Signatures that only the provider can make: not `none`, and none that shares our secret.
_SIGNATURES = ("RS", "PS", "ES", "Ed")


def way_out(plugin, request) -> str:
    """Return the address at the provider that a person is sent to. Raises ProviderFailed."""
    # Begun anew: what an earlier attempt left has no say.
    request.cookies.pop(Session.session_cookie_name, None)
    session = utils.initialize_session(plugin, request)
    # With a path of its own it would not be found again, to be taken away.
    request.response.cookies[Session.session_cookie_name]["Path"] = "/"
    asked = utils.authorization_flow_args(plugin, session)
    try:
        client = plugin.get_oauth2_client()
        return client.construct_AuthorizationRequest(request_args=asked).request(
            client.authorization_endpoint
        )
    except Exception as fault:
        raise _failed(fault) from None


def claims(plugin, request) -> dict:
    """Return what the provider says of whoever comes back, after every check.

    Raises StateMismatch, SignInCancelled and ProviderFailed.
    """
    query = request.environ.get("QUERY_STRING", "")
    answer = {name: values[0] for name, values in parse_qs(query).items()}
    session = _session(plugin, request)
    expected = session.get("state") or ""
    if not expected or not hmac.compare_digest(expected.encode(), answer.get("state", "").encode()):
        raise StateMismatch
    forget(request)
    if "error" in answer:
        raise SignInCancelled
    try:
        return _fetched(plugin, answer, query, session)
    except Exception as fault:
        raise _failed(fault) from None


def came_from(plugin, request) -> str:
    """Return where to go once signed in: a page of this site, whatever was asked for."""
    return utils.process_came_from(utils.load_existing_session(plugin, request))


def forget(request) -> None:
    """Let nobody come back twice with the same answer."""
    request.response.expireCookie(Session.session_cookie_name, path="/")


def _session(plugin, request) -> Session:
    try:
        session = utils.load_existing_session(plugin, request)
        session.get("state")
    except (AttributeError, ValueError):
        # Not what was put into the cookie here.
        raise StateMismatch from None
    return session


def _fetched(plugin, answer: dict, query: str, session: Session) -> dict:
    client = plugin.get_oauth2_client()
    _require(answer.get("iss", client.issuer) == client.issuer, "issuer of the answer")
    asked, state = utils.parse_authorization_response(plugin, query, client, session)
    token = client.do_access_token_request(
        state=state, request_args=asked, authn_method="client_secret_basic"
    )
    _require(isinstance(token, AccessTokenResponse), "token")
    identity = token.get("id_token")
    _require(isinstance(identity, IdToken), "ID token")
    _check(identity, client, session.get("nonce") or "")
    return identity.to_dict() | _details(client, state, identity["sub"])


def _check(identity: IdToken, client: Client, nonce: str) -> None:
    _require(identity.jws_header["alg"].startswith(_SIGNATURES), "signature")
    _require(identity["iss"] == client.issuer, "issuer")
    _require(client.client_id in identity["aud"], "audience")
    _require(nonce != "" and identity.get("nonce") == nonce, "nonce")


def _details(client: Client, state: str, subject: str) -> dict:
    if not client.userinfo_endpoint:
        return {}
    # GET puts the token into a header, which every provider takes; a body, not every one.
    details = client.do_user_info_request("GET", state)
    _require(isinstance(details, OpenIDSchema) and details["sub"] == subject, "user info")
    return details.to_dict()


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise ValueError(what)


def _failed(fault: Exception) -> ProviderFailed:
    # Its words may quote the person: the kind of the fault has to do.
    logger.warning("Sign-in through the identity provider failed: %s", type(fault).__name__)
    return ProviderFailed()
