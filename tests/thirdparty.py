"""An add-on with mistakes: a condition and an action of content rules that fail.

``installed`` has it for the tests that want it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from OFS.SimpleItem import SimpleItem
from plone.contentrules.rule.interfaces import (
    IExecutable,
    IRuleAction,
    IRuleCondition,
    IRuleElementData,
)
from zope.component import adapter, getGlobalSiteManager
from zope.configuration import xmlconfig
from zope.interface import Interface, implementer

ZCML = """
<configure
    xmlns="http://namespaces.zope.org/zope"
    xmlns:plone="http://namespaces.plone.org/plone"
    i18n_domain="tests">
  <include package="zope.component" file="meta.zcml" />
  <include package="plone.contentrules" file="meta.zcml" />
  <adapter factory="thirdparty.FailingExecutor" />
  <plone:ruleCondition
      name="tests.conditions.Failing" title="A condition that fails"
      description="A mistake" for="*"
      event="farde.document.events.IDocumentFiled"
      schema="thirdparty.IFailing" factory="thirdparty.FailingCondition"
      addview="tests.conditions.Failing" editview="edit" />
  <plone:ruleAction
      name="tests.actions.Failing" title="An action that fails"
      description="A mistake" for="*"
      event="farde.document.events.IDocumentFiled"
      schema="thirdparty.IFailing" factory="thirdparty.FailingAction"
      addview="tests.actions.Failing" editview="edit" />
</configure>
"""


class IFailing(Interface):
    """What both have."""


@implementer(IFailing, IRuleElementData)
class FailingCondition(SimpleItem):
    """A condition that cannot be asked."""

    element = "tests.conditions.Failing"
    summary = "échoue"


@implementer(IFailing, IRuleElementData)
class FailingAction(SimpleItem):
    """An action that does half of its work, and fails."""

    element = "tests.actions.Failing"

    @property
    def summary(self) -> str:
        """Not even that can be told."""
        raise RuntimeError("no summary")


@implementer(IExecutable)
@adapter(Interface, IFailing, Interface)
class FailingExecutor:
    """Writes, and then fails, with the title of the document in the message."""

    def __init__(self, context, element, event) -> None:
        self.event = event

    def __call__(self) -> bool:
        self.event.object.sender = "third party"
        self.event.object.reindexObject()
        raise RuntimeError(f"third party: {self.event.object.title}")


@contextmanager
def installed() -> Iterator[None]:
    """Register the add-on as Plone registers one, and forget it afterwards."""
    xmlconfig.string(ZCML)
    yield
    registry = getGlobalSiteManager()
    registry.unregisterAdapter(FailingExecutor)
    registry.unregisterUtility(provided=IRuleCondition, name=FailingCondition.element)
    registry.unregisterUtility(provided=IRuleAction, name=FailingAction.element)
