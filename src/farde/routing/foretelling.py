"""What the signal table would raise for a document, if it were classified otherwise."""

from collections.abc import Iterator, Mapping

from plone import api
from plone.contentrules.engine.interfaces import IRuleAssignmentManager, IRuleStorage
from plone.contentrules.rule.interfaces import IExecutable
from zope.component import getMultiAdapter, getUtility
from zope.interface import implementer

from farde.document.events import DocumentFiled
from farde.document.interfaces import Consequence, IConsequences
from farde.document.operations import dossier_of
from farde.routing.operations import applies
from farde.tickets.reasons import KIND_TITLES
from farde.tickets.roles import ROLE_TITLES


class _Supposed:
    """A document as it would be, for the conditions of rules to look at."""

    def __init__(self, document, fields: Mapping[str, object]) -> None:
        self._document = document
        self.__dict__.update(fields)

    def __getattr__(self, name: str):
        return getattr(self._document, name)


@implementer(IConsequences)
class RulesOfDocument:
    """What the actions of the table would raise; what third parties do is not foretold."""

    def __call__(self, document, fields: Mapping[str, object]) -> list[Consequence]:
        supposed = _Supposed(document, fields)
        return [_told(action) for action in _actions(supposed) if applies(action.when, supposed)]


def _actions(supposed) -> Iterator:
    dossier, event = dossier_of(supposed), DocumentFiled(supposed)
    if not getUtility(IRuleStorage).active:
        return
    for rule in IRuleAssignmentManager(api.portal.get()).getRules(event):
        conditions = (
            getMultiAdapter((dossier, one, event), IExecutable) for one in rule.conditions
        )
        if all(condition() for condition in conditions):
            yield from (one for one in rule.actions if hasattr(one, "key"))


def _told(action) -> Consequence:
    signal = action.element == "farde.actions.RaiseSignal"
    role = action.recipient_role if signal else action.assignee_role
    return Consequence(
        "raised", KIND_TITLES["Signal" if signal else "Ticket"], ROLE_TITLES.get(role, role)
    )
