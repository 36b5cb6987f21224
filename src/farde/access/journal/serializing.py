"""Content that REST hands out in full, on its own address or in the middle of a list."""

from plone.dexterity.interfaces import IDexterityContainer, IDexterityContent
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeFolderToJson, SerializeToJson
from zope.component import adapter
from zope.interface import implementer

from farde.access.journal import recording
from farde.core.interfaces import IFardeLayer


class _Noted:
    """Notes the reading of what is handed out; once per request, whoever noted it first."""

    def __call__(self, *args, **options) -> dict:
        recording.note_opened(self.request, self.context, "")
        return super().__call__(*args, **options)


@implementer(ISerializeToJson)
@adapter(IDexterityContent, IFardeLayer)
class NotedItem(_Noted, SerializeToJson):
    """An item in full."""


@implementer(ISerializeToJson)
@adapter(IDexterityContainer, IFardeLayer)
class NotedFolder(_Noted, SerializeFolderToJson):
    """A container in full."""
