"""Each handler calls one operation."""

from farde.core.interfaces import IFardeLayer
from farde.core.visitor import current_user_id
from farde.routing import operations, versions

#: What the addresses of Plone's own pages of content rules have in them.
_RULE_PAGES = ("++rule++", "+rule", "rules-controlpanel", "content-rules")


def document_filed(event) -> None:
    """Let the rules say whom a filed document concerns."""
    operations.run_rules(event.object)


def document_reclassified(event) -> None:
    """Let the rules say whom the document concerns now."""
    operations.run_again(event.object)


def background_task_started(event) -> None:
    """Begin a worker's task with no memory of the rules of the task before."""
    operations.forget_thread_state()


def request_ends(event) -> None:
    """Keep what was changed in Plone's own pages of rules, or its REST, as a version."""
    request = event.request
    if request.method in ("GET", "HEAD") or not IFardeLayer.providedBy(request):
        return
    if any(page in request.get("URL", "") for page in _RULE_PAGES):
        versions.keep_what_is_new(current_user_id())
