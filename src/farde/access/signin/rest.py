"""``@login-renew``: a token is renewed for as long as its session may last."""

from plone import api
from plone.restapi.services.auth.renew import Renew

from farde.access.signin import sessions
from farde.core.rest import Service


class RenewPost(Service, Renew):
    """Plone's renewal, whose token remembers when its session began."""

    writes = True

    def answer(self) -> dict:
        pas = api.portal.get().acl_users
        answer = Renew.reply(self)
        if "token" not in answer:
            return answer
        return {"token": sessions.continued(pas, self.request, answer["token"])}
