"""The files of a deposit as they came, for who has to judge one that cannot be shown."""

import mimetypes

from plone.namedfile.utils import set_headers, stream_data
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from farde.capture import sources


@implementer(IPublishTraverse)
class Original(BrowserView):
    """``@@capture-original/s1``: the untouched bytes, always as a download."""

    source_id = ""

    def publishTraverse(self, request, name: str) -> "Original":
        if self.source_id:
            raise NotFound
        self.source_id = name
        return self

    def __call__(self):
        source = sources.get(self.context, self.source_id)
        if source is None:
            raise NotFound
        response = self.request.response
        # The ending tells a program which one opens it; the name says nothing of anybody.
        ending = mimetypes.guess_extension(source.file.contentType) or ""
        set_headers(source.file, response, filename=f"original{ending}")
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Cache-Control", "private, no-store")
        return stream_data(source.file)
