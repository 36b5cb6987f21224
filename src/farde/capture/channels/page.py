"""``@@capture-channels`` and the settings of the scan folder."""

from dataclasses import dataclass
from functools import cached_property

from plone import api
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform.layout import FormWrapper
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getUtilitiesFor

from farde.capture.channels import arrivals
from farde.capture.channels.arrivals import Arrivals
from farde.capture.channels.interfaces import IChannel, Report
from farde.capture.channels.settings import PREFIX, IFolderSettings
from farde.core import days
from farde.core.i18n import _


@dataclass(frozen=True)
class Shown:
    """A channel on the page."""

    name: str
    title: str
    settings: str
    report: Report


class ChannelsView(BrowserView):
    """Every channel: whether it is on, what waits, what was refused, what is wrong."""

    page_title = _("channels_heading", default="Canaux de dépôt")
    day_and_hour = staticmethod(days.day_and_hour)

    tabs = ViewPageTemplateFile("../templates/tabs.pt")

    def __call__(self) -> str:
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.index()

    @cached_property
    def channels(self) -> list[Shown]:
        """The channels in their order."""
        known = sorted(getUtilitiesFor(IChannel), key=lambda pair: pair[1].order)
        return [Shown(name, one.title, one.settings, one.report()) for name, one in known]

    @cached_property
    def arrivals(self) -> list[Arrivals]:
        """What came in by each circuit."""
        return arrivals.by_circuit()

    @property
    def may_file(self) -> bool:
        """Whether the other pages of the capture team are the reader's too."""
        return api.user.has_permission("farde: Capture", obj=self.context)

    @property
    def may_set(self) -> bool:
        """Whether the reader keeps the site, and so its channels."""
        return api.user.has_permission("farde: Manage channels", obj=self.context)


class SettingsForm(RegistryEditForm):
    """Edits the settings of the scan folder."""

    schema = IFolderSettings
    schema_prefix = PREFIX
    control_panel_view = "@@folder-settings"


class SettingsView(FormWrapper):
    """The form in the frame of the product."""

    form = SettingsForm
    page_title = _("title_folder_settings", default="Dossier des scanners : réglages")
