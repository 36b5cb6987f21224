"""The forms, in Plone's own pages of content rules, of the conditions of the room."""

from plone.app.contentrules.browser.formhelper import ContentRuleFormWrapper, EditForm

from farde.core.i18n import _
from farde.routing.conditions import (
    ActiveRiCondition,
    ChannelCondition,
    DirectionCondition,
    DocumentTypeCondition,
    IActiveRiCondition,
    IChannelCondition,
    IDirectionCondition,
    IDocumentTypeCondition,
)
from farde.routing.forms import ElementAddForm


class DocumentTypeAddForm(ElementAddForm):
    """Adds the condition to a rule."""

    schema = IDocumentTypeCondition
    element = DocumentTypeCondition
    label = _("heading_condition_type", default="Condition : type de document")


class DocumentTypeEditForm(EditForm):
    """Edits the condition."""

    schema = IDocumentTypeCondition
    label = DocumentTypeAddForm.label


class DirectionAddForm(ElementAddForm):
    """Adds the condition to a rule."""

    schema = IDirectionCondition
    element = DirectionCondition
    label = _("heading_condition_direction", default="Condition : Genre du document")


class DirectionEditForm(EditForm):
    """Edits the condition."""

    schema = IDirectionCondition
    label = DirectionAddForm.label


class ChannelAddForm(ElementAddForm):
    """Adds the condition to a rule."""

    schema = IChannelCondition
    element = ChannelCondition
    label = _("heading_condition_channel", default="Condition : canal")


class ChannelEditForm(EditForm):
    """Edits the condition."""

    schema = IChannelCondition
    label = ChannelAddForm.label


class ActiveRiAddForm(ElementAddForm):
    """Adds the condition to a rule."""

    schema = IActiveRiCondition
    element = ActiveRiCondition
    label = _("heading_condition_active_ri", default="Condition : revenu d'intégration (RI)")


class ActiveRiEditForm(EditForm):
    """Edits the condition."""

    schema = IActiveRiCondition
    label = ActiveRiAddForm.label


class DocumentTypeAdd(ContentRuleFormWrapper):
    """The page around the form."""

    form = DocumentTypeAddForm


class DocumentTypeEdit(ContentRuleFormWrapper):
    """The page around the form."""

    form = DocumentTypeEditForm


class DirectionAdd(ContentRuleFormWrapper):
    """The page around the form."""

    form = DirectionAddForm


class DirectionEdit(ContentRuleFormWrapper):
    """The page around the form."""

    form = DirectionEditForm


class ChannelAdd(ContentRuleFormWrapper):
    """The page around the form."""

    form = ChannelAddForm


class ChannelEdit(ContentRuleFormWrapper):
    """The page around the form."""

    form = ChannelEditForm


class ActiveRiAdd(ContentRuleFormWrapper):
    """The page around the form."""

    form = ActiveRiAddForm


class ActiveRiEdit(ContentRuleFormWrapper):
    """The page around the form."""

    form = ActiveRiEditForm
