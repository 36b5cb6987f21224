"""The forms, in Plone's own pages of content rules, of the conditions of the room."""

from plone.app.contentrules.browser.formhelper import EditForm

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
from farde.routing.forms import ElementAddForm, rule_page


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


DocumentTypeAdd = rule_page(DocumentTypeAddForm)
DocumentTypeEdit = rule_page(DocumentTypeEditForm)
DirectionAdd = rule_page(DirectionAddForm)
DirectionEdit = rule_page(DirectionEditForm)
ChannelAdd = rule_page(ChannelAddForm)
ChannelEdit = rule_page(ChannelEditForm)
ActiveRiAdd = rule_page(ActiveRiAddForm)
ActiveRiEdit = rule_page(ActiveRiEditForm)
