"""The channels of this package, as the page that shows them all asks them."""

from zope.interface import implementer

from farde.capture.channels import folder, standing, tus
from farde.capture.channels.errors import FAULTS
from farde.capture.channels.interfaces import IChannel, Report
from farde.capture.channels.settings import setting
from farde.core.i18n import _


@implementer(IChannel)
class FolderChannel:
    """The folder that scanners write to."""

    title = _("channel_folder", default="Dossier des scanners")
    order = 10
    settings = "folder-settings"

    def report(self) -> Report:
        """Return how it fares, as its task noted it."""
        noted = standing.of(folder.NAME)
        faults = tuple(FAULTS[name]() for name in noted.faults if name in FAULTS)
        on = bool(setting("paths"))
        if not on:
            return Report(False)
        return Report(True, noted.waiting, noted.refused, faults, noted.since)


@implementer(IChannel)
class RestChannel:
    """Programs, which send in one go or in parts."""

    title = _("channel_rest_way", default="Applications (REST)")
    order = 20
    settings = ""

    def report(self) -> Report:
        """Return how many files are on their way in parts."""
        return Report(True, waiting=sum(1 for _ in tus.folder().glob("*.json")))
