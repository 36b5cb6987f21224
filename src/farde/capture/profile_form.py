"""The fields of a profile, on whatever page a deposit is filed."""

from collections.abc import Mapping

from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate

from farde.access.confidentiality import CONFIDENTIALITY_TITLES
from farde.core.errors import Refusal
from farde.document import vocabularies
from farde.thesaurus import offers

FIELDS = (
    "dossier",
    "document_type",
    "document_kind",
    "direction",
    "channel",
    "received_on",
    "document_date",
    "sender",
    "confidentiality",
    "amount",
    "creditor",
    "payment_due",
)


class ProfileForm(BrowserView):
    """A page with these fields: what stands in them, and what is refused of it."""

    values: Mapping[str, str]
    errors: Mapping[str, Refusal]
    profile_fields = ViewPageTemplateFile("templates/profile_fields.pt")

    @property
    def also(self) -> list[str]:
        """The further dossiers that the deposit is filed in, as typed."""
        given = self.request.form.get("also", [])
        return [one for one in ([given] if isinstance(given, str) else given) if one.strip()]

    def type_options(self) -> str:
        """Return the types to choose from, as markup."""
        return offers.options(offers.types_offered(), self.values["document_type"])

    def kind_options(self) -> str:
        """Return the inventory of the chosen type; the script fetches that of another one."""
        kinds = offers.kinds_offered(self.values["document_type"])
        return offers.options(kinds, self.values["document_kind"])

    def directions(self) -> list[tuple[str, str]]:
        """Return the Genres."""
        return self._choices(vocabularies.DIRECTION_TITLES)

    def channels(self) -> list[tuple[str, str]]:
        """Return the circuits."""
        return self._choices(vocabularies.CHANNEL_TITLES)

    def confidentialities(self) -> list[tuple[str, str]]:
        """Return the classes."""
        return self._choices(CONFIDENTIALITY_TITLES)

    def _choices(self, titles: dict) -> list[tuple[str, str]]:
        return [(key, translate(title, context=self.request)) for key, title in titles.items()]
