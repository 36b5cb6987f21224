"""``@vocabularies`` of terms: what a document may still hold is told to who asks by its token."""

from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.vocabularies import SerializeVocabularyToJson
from zope.component import adapter
from zope.interface import implementer

from farde.core.interfaces import IFardeLayer
from farde.thesaurus.interfaces import ITermVocabulary


@implementer(ISerializeToJson)
@adapter(ITermVocabulary, IFardeLayer)
class TermsToJson(SerializeVocabularyToJson):
    """Offers what can be chosen; looks up, by ``token`` or ``tokens``, whatever could be once."""

    def __call__(self, vocabulary_id: str | None = None) -> dict:
        """Return the terms for programs."""
        form = self.request.form
        asked = form.get("tokens") or form.get("token") or []
        if asked:
            self.context = self.context.named([asked] if isinstance(asked, str) else asked)
        return super().__call__(vocabulary_id)
