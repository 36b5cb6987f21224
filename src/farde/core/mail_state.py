"""The page that says whether mails leave: counts and kinds of errors, never for whom."""

from collections import Counter
from datetime import datetime

from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform.layout import FormWrapper

from farde.core import mail, undelivered
from farde.core.days import day_and_hour, short_day
from farde.core.i18n import _
from farde.core.settings import PREFIX, IMailSettings


class SettingsForm(RegistryEditForm):
    """Edits the settings of mail."""

    schema = IMailSettings
    schema_prefix = PREFIX
    control_panel_view = "@@mail-state"


class MailState(FormWrapper):
    """What waits, what was given up, and the settings."""

    form = SettingsForm
    page_title = _("title_mail_state", default="État des courriels")
    short_day, day_and_hour = staticmethod(short_day), staticmethod(day_and_hour)

    def update(self) -> None:
        super().update()
        self.can_leave = mail.can_leave()
        self.letters = mail.letters()
        self.given_up = undelivered.latest()

    @property
    def since(self) -> datetime | None:
        """Since when the oldest mail waits."""
        return min((one.since for one in self.letters if one.since), default=None)

    @property
    def errors(self) -> list[tuple[str, int]]:
        """What the mail server last said of those that wait, the most frequent first."""
        return Counter(one.error for one in self.letters if one.error).most_common()
