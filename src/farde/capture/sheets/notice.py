"""What a document says of how it was filed."""

from plone.app.layout.viewlets import ViewletBase

from farde.capture.cutting.automatic import was_filed_by_sheet


class FiledBySheetNotice(ViewletBase):
    """Tells readers that nobody looked at the document when it was filed."""

    @property
    def shown(self) -> bool:
        """Whether it was filed by its sheet alone."""
        return was_filed_by_sheet(self.context)
