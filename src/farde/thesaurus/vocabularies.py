"""Vocabularies of terms, made once per version of the thesaurus, language and day.

A term that is no longer offered still renders on what holds it, and may stay there.
"""

from datetime import date

from Acquisition import aq_base
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.core import clock
from farde.core.i18n import _
from farde.core.visitor import current_language
from farde.thesaurus import snapshot

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
    """Return the types proposed at profiling, and the one that a document has."""
    return _vocabulary("DocumentType", getattr(aq_base(context), "document_type", None))


@provider(IVocabularyFactory)
def document_kinds(context) -> SimpleVocabulary:
    """Return the inventory entries proposed at profiling, and the one that a document has."""
    return _vocabulary("DocumentKind", getattr(aq_base(context), "document_kind", None))


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


def _vocabulary(level: str, held: str | None) -> SimpleVocabulary:
    language, today = current_language(), clock.today()
    offered = _offered(level, language, today)
    kept = snapshot.term(level, held) if held and held not in offered else None
    if kept is None:
        return offered
    return SimpleVocabulary([*offered, SimpleTerm(kept.id, kept.id, kept.label_in(language))])


def _offered(level: str, language: str, day: date) -> SimpleVocabulary:
    version = snapshot.current()
    made_on, vocabulary = version.made.get((level, language), (None, None))
    if made_on != day:
        terms = [one for one in version.levels.get(level, ()) if one.offered(day)]
        shown = [SimpleTerm(one.id, one.id, one.label_in(language)) for one in terms]
        vocabulary = SimpleVocabulary(shown)
        version.made[level, language] = day, vocabulary
    return vocabulary
