"""Content types of the room: schemas, no logic."""

from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer

from farde.access.need_to_know import INeedToKnow
from farde.core.i18n import _


class IFollowUp(model.Schema):
    """What a filed document asks of a role; lives in the dossier, beside the document."""

    document = schema.ASCIILine(title=_("label_document_uid", default="Document (identifiant)"))
    document_id = schema.ASCIILine(title=_("label_document_id", default="Document (adresse)"))
    reason = schema.TextLine(title=_("label_reason", default="Motif"))
    source = schema.TextLine(title=_("label_source", default="Règle d'origine"), required=False)
    note = schema.TextLine(
        title=_("label_followup_note", default="Pourquoi transmis ou annulé"), required=False
    )


class ISignal(IFollowUp):
    """Information for a role: nothing has to be closed."""

    recipient_role = schema.Choice(
        title=_("label_recipient_role", default="Destinataire"), vocabulary="farde.RecipientRoles"
    )
    ticket = schema.ASCIILine(
        title=_("label_made_ticket", default="Ticket né de ce signal"), required=False
    )


class ITicket(IFollowUp):
    """Work that a role has to finish, with an outcome."""

    assignee_role = schema.Choice(
        title=_("label_assignee_role", default="À charge de"), vocabulary="farde.RecipientRoles"
    )
    due = schema.Date(title=_("label_due", default="Échéance"), required=False)
    taken_by = schema.TextLine(
        title=_("label_taken_by", default="Pris en charge par"), required=False
    )
    outcome = schema.TextLine(title=_("label_outcome", default="Résultat"), required=False)
    signal = schema.ASCIILine(
        title=_("label_from_signal", default="Signal d'origine"), required=False
    )
    handed_from = schema.ASCIILine(
        title=_("label_handed_from", default="Ticket d'origine"), required=False
    )
    handed_to = schema.ASCIILine(
        title=_("label_handed_to", default="Ticket suivant"), required=False
    )


@implementer(ISignal, INeedToKnow)
class Signal(Item):
    """See the interface."""


@implementer(ITicket, INeedToKnow)
class Ticket(Item):
    """See the interface."""
