"""Content type of the room: schema, no logic."""

from decimal import Decimal

from plone.autoform import directives
from plone.dexterity.content import Item
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from zope import schema
from zope.interface import implementer, invariant

from farde.access.confidentiality import CONFIDENTIALITIES
from farde.access.need_to_know import INeedToKnow
from farde.core.i18n import _
from farde.document.constraints import belongs_together, not_in_the_future, sound_file
from farde.document.parallel.judging import within_a_circuit
from farde.document.vocabularies import CHANNELS, DIRECTIONS


class ICaseDocument(model.Schema):
    """A document filed in a dossier; the file never changes once it is there."""

    model.primary("file")
    file = NamedBlobFile(
        title=_("label_file", default="Fichier"),
        description=_("help_file", default="PDF, JPEG, PNG ou TIFF."),
        constraint=sound_file,
    )
    document_type = schema.Choice(
        title=_("label_document_type", default="Type de document"),
        vocabulary="farde.DocumentTypes",
    )
    document_kind = schema.Choice(
        title=_("label_document_kind", default="Inventaire"),
        vocabulary="farde.DocumentKinds",
        required=False,
    )
    direction = schema.Choice(
        title=_("label_direction", default="Genre"), vocabulary=DIRECTIONS, default="incoming"
    )
    channel = schema.Choice(
        title=_("label_channel", default="Canal"), vocabulary=CHANNELS, default="mail"
    )
    received_on = schema.Date(
        title=_("label_received_on", default="Reçu le"),
        description=_(
            "help_received_on",
            default="Date de réception au centre : c'est elle qui compte, pas celle du scan.",
        ),
        constraint=not_in_the_future,
    )
    document_date = schema.Date(
        title=_("label_document_date", default="Date du document"), required=False
    )
    sender = schema.TextLine(title=_("label_sender", default="Expéditeur"), required=False)
    confidentiality = schema.Choice(
        title=_("label_confidentiality", default="Confidentialité"),
        description=_(
            "help_confidentiality", default="Sans choix, celle que le type de document prévoit."
        ),
        vocabulary=CONFIDENTIALITIES,
        required=False,
    )
    amount = schema.Decimal(
        title=_("label_amount", default="Montant (euros)"), min=Decimal(0), required=False
    )
    creditor = schema.TextLine(title=_("label_creditor", default="Créancier"), required=False)
    payment_due = schema.Date(
        title=_("label_payment_due", default="À payer pour le"), required=False
    )
    directives.omitted(
        "filed_label", "sha256", "page_count", "signed", "original", "original_sha256", "parallel"
    )
    filed_label = schema.TextLine(
        title=_("label_filed_label", default="Libellé au moment du classement"),
        required=False,
        readonly=True,
    )
    sha256 = schema.TextLine(title="SHA-256", required=False, readonly=True)
    page_count = schema.Int(
        title=_("label_page_count", default="Pages"), required=False, readonly=True
    )
    signed = schema.Bool(
        title=_("label_signed", default="Signé électroniquement"), required=False, readonly=True
    )
    original = NamedBlobFile(
        title=_("label_received_file", default="Original reçu"), required=False, readonly=True
    )
    original_sha256 = schema.TextLine(
        title=_("label_original_sha256", default="SHA-256 de l'original"),
        required=False,
        readonly=True,
    )

    parallel = schema.Bool(
        title=_("label_parallel", default="Circuit parallèle"),
        required=False,
        readonly=True,
        default=False,
    )

    @invariant
    def kind_belongs_to_type(data):
        belongs_together(data)

    @invariant
    def comes_by_a_circuit(data):
        within_a_circuit(data)


@implementer(ICaseDocument, INeedToKnow)
class CaseDocument(Item):
    """See the interface."""

    #: The interview it was handed in at, by its id in the dossier.
    interview = ""
