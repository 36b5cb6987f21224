"""Running a rule on a filed document so that nobody's failure breaks the filing, or other rules."""

import logging
from traceback import format_tb

from plone import api
from plone.contentrules.rule.interfaces import IExecutable, IRule
from transaction.interfaces import TransientError
from zope.component import adapter, getMultiAdapter
from zope.interface import Interface, implementer

from farde.document.events import IDocumentFiled

logger = logging.getLogger(__name__)


@implementer(IExecutable)
@adapter(Interface, IRule, IDocumentFiled)
class GuardedRule:
    """Runs the elements of a rule one by one, in place of Plone's own way for other events.

    A condition that fails is not met. An action that fails is passed over, and the actions after
    it still run. Conflicts are let through: the whole request is then run again.
    """

    def __init__(self, context, rule, event) -> None:
        self.context, self.rule, self.event = context, rule, event

    def __call__(self) -> bool:
        if not all(self._execute(one, failed=False) for one in self.rule.conditions):
            return False
        return all(self._execute(one, failed=True) for one in self.rule.actions)

    def _execute(self, element, failed: bool) -> bool:
        try:
            return getMultiAdapter((self.context, element, self.event), IExecutable)()
        except TransientError:
            raise
        except Exception as error:
            log_failure(element, self.event.object, error)
            return failed


def log_failure(element, document, error: Exception) -> None:
    """Log where and what kind, not the message: it could carry what a document says of a person."""
    name = getattr(element, "element", type(element).__name__)
    uid, kind = api.content.get_uuid(document), type(error).__name__
    where = "".join(format_tb(error.__traceback__))
    logger.error("%s failed for document %s: %s\n%s", name, uid, kind, where)
