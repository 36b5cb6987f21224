"""Conditions of content rules that speak of a filed document."""

from OFS.SimpleItem import SimpleItem
from plone.autoform import directives
from plone.contentrules.rule.interfaces import IExecutable, IRuleElementData
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.browser.select import SelectFieldWidget
from zope import schema
from zope.component import adapter
from zope.interface import Interface, implementer

from farde.core.i18n import _
from farde.document.operations import dossier_of
from farde.document.vocabularies import CHANNEL_TITLES, CHANNELS, DIRECTION_TITLES, DIRECTIONS
from farde.routing import wording


class IDocumentTypeCondition(model.Schema):
    """The document is of one of these types."""

    # The stock widget of an ordered list needs a script and two columns.
    directives.widget("types", SelectFieldWidget)
    types = schema.List(
        title=_("label_rule_types", default="Types de document"),
        value_type=schema.Choice(vocabulary="farde.RoutedTypes"),
    )


class IDirectionCondition(model.Schema):
    """The document goes in one of these directions."""

    directives.widget("directions", CheckBoxFieldWidget)
    directions = schema.List(
        title=_("label_direction", default="Genre"),
        value_type=schema.Choice(vocabulary=DIRECTIONS),
    )


class IChannelCondition(model.Schema):
    """The document came in by one of these channels."""

    directives.widget("channels", CheckBoxFieldWidget)
    channels = schema.List(
        title=_("label_channel", default="Canal"), value_type=schema.Choice(vocabulary=CHANNELS)
    )


class IActiveRiCondition(model.Schema):
    """The dossier has, or has not, an active revenu d'intégration."""

    active_ri = schema.Bool(
        title=_("label_rule_active_ri", default="Le dossier a un RI actif"),
        description=_("help_rule_active_ri", default="Décochez pour les dossiers sans RI actif."),
        required=False,
        default=True,
    )


@implementer(IDocumentTypeCondition, IRuleElementData)
class DocumentTypeCondition(SimpleItem):
    """See the interface."""

    element = "farde.conditions.DocumentType"
    types: list[str] = []

    @property
    def summary(self) -> str:
        """What the condition asks, in words."""
        return ", ".join(wording.type_label(type_id) for type_id in self.types)


@implementer(IDirectionCondition, IRuleElementData)
class DirectionCondition(SimpleItem):
    """See the interface."""

    element = "farde.conditions.Direction"
    directions: list[str] = []

    @property
    def summary(self) -> str:
        """What the condition asks, in words."""
        return ", ".join(wording.spoken(DIRECTION_TITLES[name]) for name in self.directions)


@implementer(IChannelCondition, IRuleElementData)
class ChannelCondition(SimpleItem):
    """See the interface."""

    element = "farde.conditions.Channel"
    channels: list[str] = []

    @property
    def summary(self) -> str:
        """What the condition asks, in words."""
        return ", ".join(wording.spoken(CHANNEL_TITLES[name]) for name in self.channels)


@implementer(IActiveRiCondition, IRuleElementData)
class ActiveRiCondition(SimpleItem):
    """See the interface."""

    element = "farde.conditions.ActiveRi"
    active_ri = True

    @property
    def summary(self) -> str:
        """What the condition asks, in words."""
        return wording.spoken(wording.WHEN["active_ri" if self.active_ri else "no_active_ri"])


class Executor:
    """An element of a rule, and the document that it is asked about."""

    def __init__(self, context, element, event) -> None:
        self.element = element
        self.document = event.object


@implementer(IExecutable)
@adapter(Interface, IDocumentTypeCondition, Interface)
class DocumentTypeExecutor(Executor):
    """Tells whether the document is of one of the types."""

    def __call__(self) -> bool:
        mine = self.document.document_type
        return any(wording.same_type(one, mine) for one in self.element.types)


@implementer(IExecutable)
@adapter(Interface, IDirectionCondition, Interface)
class DirectionExecutor(Executor):
    """Tells whether the document goes in one of the directions."""

    def __call__(self) -> bool:
        return self.document.direction in self.element.directions


@implementer(IExecutable)
@adapter(Interface, IChannelCondition, Interface)
class ChannelExecutor(Executor):
    """Tells whether the document came in by one of the channels."""

    def __call__(self) -> bool:
        return self.document.channel in self.element.channels


@implementer(IExecutable)
@adapter(Interface, IActiveRiCondition, Interface)
class ActiveRiExecutor(Executor):
    """Tells whether the dossier's RI is as asked."""

    def __call__(self) -> bool:
        return bool(dossier_of(self.document).active_ri) == bool(self.element.active_ri)
