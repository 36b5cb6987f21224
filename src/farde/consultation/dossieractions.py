"""What the reader of a dossier may do with it besides reading: the links under its header."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from plone import api

from farde.consultation.completeness.operations import may_judge
from farde.core.i18n import _


@dataclass(frozen=True)
class Action:
    """A link to a page where something is done with the dossier."""

    id: str
    title: str
    url: str


def actions(dossier) -> Iterator[Action]:
    """Yield what the signed-in reader may do with a dossier."""
    if may_judge(dossier):
        title = _("title_completeness", default="Pièces du dossier")
        yield Action("completeness", title, f"{dossier.absolute_url()}/@@completeness")
    if api.user.has_permission("farde: Deposit after an interview", obj=dossier):
        title = _("dossier_interview", default="Déposer après un entretien")
        yield Action("interview", title, f"{dossier.absolute_url()}/@@interview")
    if api.user.has_permission("farde: Transfer dossiers", obj=dossier):
        title = _("dossier_transfer", default="Transférer")
        asked = urlencode({"from": dossier.caseworker or "-", "dossiers": dossier.getId()})
        site = api.portal.get().absolute_url()
        yield Action("transfer", title, f"{site}/@@transfer?{asked}")
    if api.user.has_permission("View", obj=dossier):
        title = _("dossier_bundle", default="Copier des documents")
        yield Action("bundle", title, f"{dossier.absolute_url()}/@@bundle")
    if api.user.has_permission("farde: Ask about access", obj=dossier):
        title = _("dossier_why", default="Qui peut voir ce dossier")
        yield Action("why", title, f"{dossier.absolute_url()}/@@why-access")
    if api.user.has_permission("farde: Protect dossier", obj=dossier):
        title = _("dossier_protect", default="Protéger")
        yield Action("protection", title, f"{dossier.absolute_url()}/@@protection")
