"""Vocabularies of terms, from the snapshot; retired terms render but are not proposed."""

from zope.globalrequest import getRequest
from zope.i18n import negotiate
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.core import clock
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

#: What a term can have asked of its documents, by the names of the fields.
ASKED_FIELD_TITLES = {
    "amount": _("asked_amount", default="Montant"),
    "creditor": _("asked_creditor", default="Créancier"),
    "payment_due": _("asked_payment_due", default="À payer pour le"),
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


@provider(IVocabularyFactory)
def asked_fields(context) -> SimpleVocabulary:
    """Return the data that a term can have asked at profiling."""
    return SimpleVocabulary(
        [SimpleTerm(value, value, title) for value, title in ASKED_FIELD_TITLES.items()]
    )


def _vocabulary(terms: list[operations.Term]) -> SimpleVocabulary:
    language, today = negotiate(getRequest()) or "fr", clock.today()
    return SimpleVocabulary(
        [SimpleTerm(t.id, t.id, t.label_in(language)) for t in terms if t.offered(today)]
    )
