"""Vocabularies of terms, made once per version of the thesaurus, language and day.

A term that is no longer offered still renders on what holds it, and may stay there.
"""

from collections.abc import Iterable
from datetime import date

from Acquisition import aq_base
from zope.interface import implementer, provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.core import clock
from farde.core.i18n import _
from farde.core.visitor import current_language
from farde.thesaurus import operations, snapshot
from farde.thesaurus.interfaces import ITermVocabulary
from farde.thesaurus.terms import Term

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


@implementer(ITermVocabulary)
class TermVocabulary(SimpleVocabulary):
    """Terms that can be chosen; ``named`` also tells those that could be once."""

    level = ""

    def named(self, slugs: Iterable[str]) -> SimpleVocabulary:
        """Return the terms of these slugs, in force or not; a merged one as what it became."""
        found = {slug: operations.resolve(self.level, slug) for slug in slugs}
        return _made(self.level, [(slug, term) for slug, term in found.items() if term is not None])


def _made(level: str, shown: Iterable[tuple[str, Term]]) -> TermVocabulary:
    language = current_language()
    made = TermVocabulary([SimpleTerm(slug, slug, term.label_in(language)) for slug, term in shown])
    made.level = level
    return made


def _vocabulary(level: str, held: str | None) -> TermVocabulary:
    offered = _offered(level, current_language(), clock.today())
    kept = operations.resolve(level, held) if held and held not in offered else None
    if kept is None:
        return offered
    there = [(one.value, snapshot.term(level, one.value)) for one in offered]
    return _made(level, [*there, (held, kept)])


def _offered(level: str, language: str, day: date) -> TermVocabulary:
    version = snapshot.current()
    made_on, vocabulary = version.made.get((level, language), (None, None))
    if made_on != day:
        terms = [one for one in version.levels.get(level, ()) if one.offered(day)]
        vocabulary = _made(level, [(one.id, one) for one in terms])
        version.made[level, language] = day, vocabulary
    return vocabulary
