"""Content types of the room: schemas, no logic."""

from plone.dexterity.content import Container, Item
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from zope import schema
from zope.interface import implementer

from farde.access.need_to_know import INeedToKnow
from farde.capture import about
from farde.core.i18n import _


class ICaptureQueue(model.Schema):
    """The queue of deposits, at the site root."""


class ICaptureBatch(model.Schema):
    """One deposit: stored and hashed before anything else is done with it.

    The file stays here until it is filed in a dossier; afterwards only the trace remains, so
    that the capture team does not read again what it has released.
    """

    model.primary("file")
    file = NamedBlobFile(title=_("label_file", default="Fichier"), required=False, readonly=True)
    sha256 = schema.TextLine(title="SHA-256", required=False, readonly=True)
    page_count = schema.Int(
        title=_("label_page_count", default="Pages"), required=False, readonly=True
    )
    signed = schema.Bool(
        title=_("label_signed", default="Signé électroniquement"), required=False, readonly=True
    )
    channel = schema.TextLine(
        title=_("label_channel", default="Canal"), required=False, readonly=True
    )
    document_uid = schema.TextLine(
        title=_("label_filed_as", default="Classé comme"), required=False, readonly=True
    )


@implementer(ICaptureQueue)
class CaptureQueue(Container):
    """See the interface."""

    _ordering = "unordered"

    def notifyModified(self) -> None:
        """Keep no date of the last deposit: all who deposit at once would write it."""


@implementer(ICaptureBatch, INeedToKnow)
class CaptureBatch(Item):
    """See the interface."""

    # Its depositor alone owns it, not who made the queue or the site.
    __ac_local_roles_block__ = True
    about = about.NOTHING
    #: Of the first source: its kind where the content type does not tell, its pages where they are
    #: not all, what the desk calls it.
    source_kind = ""
    # No type is written: zope.annotation would take the class's own for those of the deposit.
    source_pages = None
    source_title = ""
