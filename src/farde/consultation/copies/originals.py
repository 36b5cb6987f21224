"""The files themselves, for those whom the centre lets take them; the others take a copy."""

from plone import api
from plone.namedfile.scaling import ImageScaling
from zExceptions import NotFound

from farde.consultation import documentviewer
from farde.consultation.copies.settings import READERS, setting
from farde.core.visitor import signed_in


def may_take(document) -> bool:
    """Tell whether the signed-in reader may take the file of a document as it is."""
    if setting("originals") == READERS:
        return bool(api.user.has_permission("View", obj=document))
    return bool(api.user.has_permission("farde: Handle document", obj=document))


class _Kept:
    """Mixed into a door to a file: for who may not take it, nothing is there."""

    def __call__(self):
        if not may_take(self.context):
            raise NotFound
        return super().__call__()


class Original(_Kept, documentviewer.Original):
    """The untouched file, or what it was made from, as a download."""

    def HEAD(self):
        """Say no more than a download does."""
        if not may_take(self.context):
            raise NotFound
        return super().HEAD()


class OriginalInline(_Kept, documentviewer.OriginalInline):
    """The untouched file, shown by the browser where its kind is safe to show."""

    def HEAD(self):
        """Say no more than the file itself does."""
        if not may_take(self.context):
            raise NotFound
        return super().HEAD()


class SearchableCopy(_Kept, documentviewer.SearchableCopy):
    """The copy with a text layer, which bears no mark."""


class Pictures(ImageScaling):
    """Plone's way to a picture and its scales, which hands out a picture as it was scanned."""

    def publishTraverse(self, request, name: str):
        # On the way to a picture the publisher has not yet found out who asks.
        if setting("originals") != READERS:
            user = signed_in(request)
            if user is None or not user.has_permission("farde: Handle document", self.context):
                raise NotFound
        return super().publishTraverse(request, name)
