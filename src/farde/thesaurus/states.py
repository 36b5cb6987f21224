"""Where a term can stand; the same ids as in ``definition.xml``.

The workflow has no transitions: what a term becomes is decided by a proposal, never by a button
of Plone.
"""

from plone import api
from Products.CMFCore.utils import getToolByName

from farde.core import clock
from farde.core.i18n import _
from farde.core.visitor import current_user_id

WORKFLOW = "thesaurus_workflow"
PROPOSED = "proposed"
ACTIVE = "active"
RETIRED = "retired"

STATE_TITLES = {
    PROPOSED: _("term_proposed", default="Proposé"),
    ACTIVE: _("term_active", default="En vigueur"),
    RETIRED: _("term_retired", default="Retiré"),
}


def state_of(content) -> str:
    """Return where the content of a term stands; a term without a history is in force."""
    return api.content.get_state(content, ACTIVE)


def put(content, state: str) -> None:
    """Let the content of a term stand elsewhere; the caller tells that it was modified."""
    if state not in STATE_TITLES:
        raise ValueError(f"no state of a term: {state}")
    workflows = getToolByName(content, "portal_workflow")
    status = {
        "review_state": state,
        "action": None,
        "actor": current_user_id(),
        "comments": "",
        "time": clock.now().isoformat(),
    }
    workflows.setStatusOf(WORKFLOW, content, status)
    workflows[WORKFLOW].updateRoleMappingsFor(content)
    content.reindexObject(idxs=["review_state", "allowedRolesAndUsers"])
