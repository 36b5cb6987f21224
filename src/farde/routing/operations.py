"""The verbs of the room: run the rules for a document, act on one, load the signal table."""

from collections.abc import Iterator
from contextlib import contextmanager

from plone.app.contentrules import handlers
from plone.contentrules.engine.interfaces import IRuleStorage
from zope.component import getUtility

from farde.document import classification
from farde.document.events import DocumentFiled
from farde.document.operations import dossier_of
from farde.routing import identity
from farde.tickets import operations as tickets
from farde.tickets.reasons import NEW_DOCUMENT, TO_HANDLE
from farde.tickets.reclassification import follow_reclassification


def run_rules(document) -> None:
    """Run the content rules for a filed document; running them again raises nothing twice."""
    with _fresh_filter():
        handlers.execute(dossier_of(document), DocumentFiled(document))


def run_again(document) -> None:
    """Take back what was raised for a reclassified document, and run the rules for it anew."""
    follow_reclassification(document)
    run_rules(document)


def freeze_keys() -> None:
    """Let every action of the table keep the key it has; for a site from before there were any."""
    for rule in getUtility(IRuleStorage).values():
        identity.freeze(rule)


def forget_thread_state() -> None:
    """Forget what a rule that failed earlier in this thread left behind."""
    handlers.close(None)


def act(action, document) -> None:
    """Do what an action of a rule asks; ``guard`` sees to it that a failure stops nobody else."""
    if applies(action.when, document):
        _do(action, document)


def applies(when: str, document) -> bool:
    """Tell whether an action is for a document whose dossier has, or has not, an active RI."""
    active = bool(dossier_of(document).active_ri)
    return when == "always" or active == (when == "active_ri")


def _do(action, document) -> None:
    if action.element == "farde.actions.RaiseSignal":
        reason = action.text or NEW_DOCUMENT
        tickets.raise_signal(document, action.recipient_role, _key(action, document), reason)
    else:
        reason = action.text or TO_HANDLE
        days = action.due_working_days
        tickets.raise_ticket(document, action.assignee_role, _key(action, document), reason, days)


def _key(action, document) -> str:
    """An action speaks once of each generation of a document's classification."""
    generation = classification.generation(document)
    key = identity.key_of(action)
    return f"{key}@{generation}" if generation else key


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
