"""Vocabularies of terms, from the snapshot; retired terms render but are not proposed."""

from zope.globalrequest import getRequest
from zope.i18n import negotiate
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.core.i18n import _
from farde.thesaurus import operations

#: Services of the centre, by the id of their site group.
SERVICE_TITLES = {
    "payments": _("service_payments", default="Paiements"),
    "notification": _("service_notification", default="Notification"),
    "recovery": _("service_recovery", default="Avance/Récup"),
    "legal": _("service_legal", default="Juridique"),
    "referents": _("service_referents", default="Référents"),
    "bcss": _("service_bcss", default="Cellule BCSS"),
}


@provider(IVocabularyFactory)
def document_types(context) -> SimpleVocabulary:
    """Return the types proposed at profiling."""
    return _vocabulary(operations.types())


@provider(IVocabularyFactory)
def document_kinds(context) -> SimpleVocabulary:
    """Return the inventory entries proposed at profiling."""
    return _vocabulary(operations.kinds())


@provider(IVocabularyFactory)
def services(context) -> SimpleVocabulary:
    """Return the services that can be asked to act."""
    return SimpleVocabulary(
        [SimpleTerm(value, value, title) for value, title in SERVICE_TITLES.items()]
    )


def _vocabulary(terms: list[operations.Term]) -> SimpleVocabulary:
    language = negotiate(getRequest()) or "fr"
    return SimpleVocabulary(
        [SimpleTerm(t.id, t.id, t.label_in(language)) for t in terms if t.active]
    )
