"""A forgotten password: a link by mail, and one answer for every name.

Whether the name exists, whether it has an address, whether the mail left: the visitor is not
told, and the mail is sent by the worker, so that the time it takes tells nothing either.
"""

from plone import api
from Products.CMFPlone.RegistrationTool import get_member_by_login_name

from farde.access.signin import failures, provider
from farde.core import mail
from farde.core.i18n import _

_SUBJECT = _("mail_reset_subject", default="Farde : choisir un nouveau mot de passe")
_BODY = _(
    "mail_reset_body",
    default="Un nouveau mot de passe a été demandé pour votre compte. Choisissez-le à cette "
    "adresse, qui ne sert qu'une fois ; si vous n'avez rien demandé, ne faites rien :",
)


def ask(login: str, address: str) -> None:
    """Send whoever has this login name a link to choose a new password, unless asked too often."""
    portal = api.portal.get()
    path = "/".join(portal.getPhysicalPath())
    caller = failures.Caller.of(path, f"reset {login}", address)
    if failures.standing(caller).locked_minutes:
        return
    failures.note(caller)
    member = get_member_by_login_name(portal, login, raise_exceptions=False) if login else None
    if member is None or provider.is_ours(member.getId()):
        return
    reset = api.portal.get_tool("portal_password_reset").requestReset(member.getId())
    page = f"passwordreset/{reset['randomstring']}"
    mail.tell([member.getId()], page, subject=_SUBJECT, body=_BODY)
