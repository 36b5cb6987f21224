"""How collective.documentviewer is set up on the site."""

from collective.documentviewer.settings import GlobalSettings


def configure_documentviewer(portal) -> None:
    """Keep pages in blobs only, and convert nothing inside a request: our worker does it."""
    settings = GlobalSettings(portal)
    settings.storage_type = "Blob"
    settings.auto_convert = False
    settings.auto_select_layout = False
    settings.auto_layout_file_types = []
    settings.enable_indexation = False
    settings.show_contributor = False
