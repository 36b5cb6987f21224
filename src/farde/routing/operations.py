"""The verbs of the room: run the rules for a document, act on one, load the signal table."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from traceback import format_tb

from Acquisition import aq_base
from plone import api
from plone.app.contentrules import handlers
from plone.contentrules.engine.interfaces import IRuleStorage
from transaction.interfaces import TransientError
from zope.component import getUtility

from farde.document.events import DocumentFiled
from farde.document.operations import dossier_of
from farde.tickets import operations as tickets
from farde.tickets.reasons import NEW_DOCUMENT, TO_HANDLE

logger = logging.getLogger(__name__)

#: The actions that exclude each other: whichever came first stands for both.
_EITHER_OR = ("active_ri", "no_active_ri")


def run_rules(document) -> None:
    """Run the content rules for a filed document; running them again raises nothing twice."""
    with _fresh_filter():
        handlers.execute(dossier_of(document), DocumentFiled(document))


def forget_thread_state() -> None:
    """Forget what a rule that failed earlier in this thread left behind."""
    handlers.close(None)


def act(action, document) -> None:
    """Do what an action of a rule asks; a failure is logged and stops nobody else's rule.

    Conflicts are let through: the whole request is then run again.
    """
    if not _applies(action.when, document):
        return
    try:
        _do(action, document)
    except TransientError:
        raise
    except Exception as error:
        # Where and what kind, not the message: it could carry what a document says of a person.
        uid, kind = api.content.get_uuid(document), type(error).__name__
        where = "".join(format_tb(error.__traceback__))
        logger.error("%s failed for document %s: %s\n%s", action.element, uid, kind, where)


def _applies(when: str, document) -> bool:
    active = bool(dossier_of(document).active_ri)
    return when == "always" or active == (when == "active_ri")


def _do(action, document) -> None:
    if action.element == "farde.actions.RaiseSignal":
        reason = action.text or NEW_DOCUMENT
        tickets.raise_signal(document, action.recipient_role, _key(action), reason)
    else:
        reason = action.text or TO_HANDLE
        days = action.due_working_days
        tickets.raise_ticket(document, action.assignee_role, _key(action), reason, days)


def _key(action) -> str:
    """Name an action by its rule and its place there: stable when roles or texts are edited.

    The two branches of an alternative share their name, so that a document whose dossier gains
    an active RI later is not asked about twice.
    """
    rule = _rule_of(action)
    branch = _branch(action)
    peers = [one for one in rule.actions if _branch(one) == branch and one.when == action.when]
    place = [aq_base(one) for one in peers].index(aq_base(action))
    return f"{rule.__name__}/{branch[1]}/{place}"


def _branch(action) -> tuple[str, str]:
    when = getattr(action, "when", "")
    return action.element, "either-or" if when in _EITHER_OR else when


def _rule_of(action):
    rules = getUtility(IRuleStorage).values()
    return next(rule for rule in rules if any(a is aq_base(action) for a in rule.actions))


@contextmanager
def _fresh_filter() -> Iterator[None]:
    """Give our rules a filter of their own.

    The stock one is kept per thread: after one action raised, it skips every later rule until
    the request ends; and it skips all rules while another rule is at work.
    """
    outer = getattr(handlers._status, "rule_filter", None)
    handlers._status.rule_filter = handlers.DuplicateRuleFilter()
    try:
        yield
    finally:
        handlers._status.rule_filter = outer or handlers.DuplicateRuleFilter()
