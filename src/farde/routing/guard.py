"""Running a rule on a filed document so that nobody's failure breaks the filing, or other rules."""

import logging
from traceback import format_tb

import transaction
from plone import api
from plone.contentrules.rule.interfaces import IExecutable, IRule
from transaction.interfaces import TransientError
from zope.component import adapter, getMultiAdapter
from zope.interface import Interface, implementer

from farde.document.events import IDocumentFiled
from farde.routing.actions import IRaiseAction

logger = logging.getLogger(__name__)


@implementer(IExecutable)
@adapter(Interface, IRule, IDocumentFiled)
class GuardedRule:
    """Runs the elements of a rule one by one, in place of Plone's own way for other events.

    A condition that fails is not met. An action that fails is passed over, one of a third party
    with all that it had written, and the actions after it still run. Conflicts are let through:
    the whole request is then run again.
    """

    def __init__(self, context, rule, event) -> None:
        self.context, self.rule, self.event = context, rule, event

    def __call__(self) -> bool:
        return all(map(self._is_met, self.rule.conditions)) and all(
            map(self._do, self.rule.actions)
        )

    def _is_met(self, condition) -> bool:
        try:
            return self._execute(condition)
        except TransientError:
            raise
        except Exception as error:
            log_failure(condition, self.event.object, error)
            return False

    def _do(self, action) -> bool:
        # With savepoints for ours too, filing with rules takes longer than it may.
        ours = IRaiseAction.providedBy(action)
        before = None if ours else transaction.savepoint(optimistic=True)
        try:
            return self._execute(action)
        except TransientError:
            raise
        except Exception as error:
            if before is not None:
                before.rollback()
            log_failure(action, self.event.object, error)
            return True

    def _execute(self, element) -> bool:
        return getMultiAdapter((self.context, element, self.event), IExecutable)()


def log_failure(element, document, error: Exception) -> None:
    """Log where and what kind, not the message: it could carry what a document says of a person."""
    name = getattr(element, "element", type(element).__name__)
    uid, kind = api.content.get_uuid(document), type(error).__name__
    where = "".join(format_tb(error.__traceback__))
    logger.error("%s failed for document %s: %s\n%s", name, uid, kind, where)
