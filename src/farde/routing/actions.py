"""Actions of content rules: raise a signal or a ticket. They never raise errors, never send."""

from OFS.SimpleItem import SimpleItem
from plone.app.contentrules.browser.formhelper import EditForm
from plone.autoform import directives
from plone.contentrules.rule.interfaces import IExecutable, IRuleElementData
from plone.supermodel import model
from zope import schema
from zope.component import adapter
from zope.interface import Interface, implementer

from farde.core.i18n import _
from farde.routing import operations, wording
from farde.routing.conditions import Executor
from farde.routing.forms import ElementAddForm, rule_page


class IRaiseAction(model.Schema):
    """What both actions have."""

    text = schema.TextLine(
        title=_("label_rule_text", default="Texte affiché"),
        description=_(
            "help_rule_text",
            default="Laissez vide pour le texte habituel. N'y écrivez aucun nom de personne.",
        ),
        required=False,
    )
    when = schema.Choice(
        title=_("label_rule_when", default="Quand"), vocabulary=wording.WHENS, default="always"
    )
    wording = schema.TextLine(
        title=_("label_rule_wording", default="Logique"),
        description=_(
            "help_rule_wording", default="Telle que le centre l'a écrite dans son tableau."
        ),
        required=False,
    )


class IRaiseSignal(IRaiseAction):
    """Tell a role that the document is there."""

    directives.order_before(recipient_role="*")
    recipient_role = schema.Choice(
        title=_("label_recipient_role", default="Destinataire"),
        vocabulary="farde.RecipientRoles",
        default="caseworker",
    )


class IRaiseTicket(IRaiseAction):
    """Ask a role to act on the document."""

    directives.order_before(assignee_role="*")
    assignee_role = schema.Choice(
        title=_("label_assignee_role", default="À charge de"),
        vocabulary="farde.RecipientRoles",
        default="caseworker",
    )
    due_working_days = schema.Int(
        title=_("label_rule_due", default="Délai en jours ouvrables"),
        description=_(
            "help_rule_due", default="Compté depuis la réception ; laissez vide si aucun délai."
        ),
        min=1,
        required=False,
    )


class _RaiseAction(SimpleItem):
    text: str | None = None
    when = "always"
    wording: str | None = None
    #: What it is known by in what it raises; see ``identity``.
    key = ""


@implementer(IRaiseSignal, IRuleElementData)
class RaiseSignal(_RaiseAction):
    """See the interface."""

    element = "farde.actions.RaiseSignal"
    recipient_role = "caseworker"

    @property
    def summary(self) -> str:
        """What the action does, in words."""
        return wording.effect(wording.KIND_TITLES["signal"], self.recipient_role, self.when)


@implementer(IRaiseTicket, IRuleElementData)
class RaiseTicket(_RaiseAction):
    """See the interface."""

    element = "farde.actions.RaiseTicket"
    assignee_role = "caseworker"
    due_working_days: int | None = None

    @property
    def summary(self) -> str:
        """What the action does, in words."""
        return wording.effect(wording.KIND_TITLES["ticket"], self.assignee_role, self.when)


@implementer(IExecutable)
@adapter(Interface, IRaiseAction, Interface)
class RaiseExecutor(Executor):
    """Runs either action on the document of the event."""

    def __call__(self) -> bool:
        operations.act(self.element, self.document)
        return True


class RaiseSignalAddForm(ElementAddForm):
    """Adds the action to a rule."""

    schema = IRaiseSignal
    element = RaiseSignal
    label = _("heading_action_signal", default="Action : émettre un signal")


class RaiseSignalEditForm(EditForm):
    """Edits the action."""

    schema = IRaiseSignal
    label = RaiseSignalAddForm.label


class RaiseTicketAddForm(ElementAddForm):
    """Adds the action to a rule."""

    schema = IRaiseTicket
    element = RaiseTicket
    label = _("heading_action_ticket", default="Action : créer un ticket")


class RaiseTicketEditForm(EditForm):
    """Edits the action."""

    schema = IRaiseTicket
    label = RaiseTicketAddForm.label


RaiseSignalAdd = rule_page(RaiseSignalAddForm)
RaiseSignalEdit = rule_page(RaiseSignalEditForm)
RaiseTicketAdd = rule_page(RaiseTicketAddForm)
RaiseTicketEdit = rule_page(RaiseTicketEditForm)
