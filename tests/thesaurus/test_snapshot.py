"""The terms are read once per version of the thesaurus, whoever asks and however many there are."""

from datetime import date

import pytest
import transaction
from AccessControl.users import system
from freezegun import freeze_time
from plone import api
from zope.component import getUtility
from zope.lifecycleevent import modified
from zope.schema.interfaces import IVocabularyFactory

from farde.thesaurus import operations as thesaurus
from farde.thesaurus import snapshot, states
from manyterms import rows

KIND = "DocumentKind"


@pytest.fixture
def built(monkeypatch) -> list[str]:
    """The stamps of the versions that are put in order from now on."""
    stamps, build = [], snapshot._version
    monkeypatch.setattr(
        snapshot, "_version", lambda stored: stamps.append(stored.stamp) or build(stored)
    )
    return stamps


def vocabulary(context, level: str = KIND):
    return getUtility(IVocabularyFactory, name=f"farde.{level}s")(context)


def content(world, *slugs: str):
    return world.portal.unrestrictedTraverse("/".join(("thesaurus", "social", *slugs)))


def change(term, **values) -> None:
    for name, value in values.items():
        setattr(term, name, value)
    modified(term)


def test_a_version_is_put_in_order_once(world, built):
    change(content(world, "attestations-amu"), remark="Une question")
    for _ in range(5):
        thesaurus.types(), thesaurus.kinds(), vocabulary(world.portal)
    assert len(built) == 1


def test_another_version_is_put_in_order_anew(world, built):
    for label in ("UN", "DEUX"):
        change(content(world, "attestations-amu"), title=label)
        assert thesaurus.document_type("attestations-amu").label == label
        assert label in {term.label for term in thesaurus.types()}
    assert len(set(built)) == 2


def test_a_table_of_a_thousand_rows_is_loaded_without_putting_them_in_order(world, built):
    assert thesaurus.load_terms(rows(190, 10)) == 200
    assert built == []
    assert len(thesaurus.kinds("type-d-essai-003")) == 19
    assert len(built) == 1


def test_what_the_same_transaction_wrote_is_read(world):
    thesaurus.load_terms(rows(4, 2))
    assert thesaurus.document_kind("piece-d-essai-0003").parent == "type-d-essai-001"
    assert thesaurus.has_term("DocumentType", "type-d-essai-000")
    assert "piece-d-essai-0002" in vocabulary(world.portal)


def test_what_a_transaction_gave_up_is_read_by_nobody(served_world):
    before = snapshot.current()
    thesaurus.load_terms(rows(4, 2))
    assert len(thesaurus.kinds("type-d-essai-000")) == 2
    transaction.abort()
    assert snapshot.current() == before
    assert not thesaurus.has_term(KIND, "piece-d-essai-0000")


def test_a_snapshot_that_follows_each_change_is_one_that_was_read_anew(world):
    thesaurus.load_terms(rows(6, 3))
    with api.env.adopt_user(user=system):
        source, target = content(world, "type-d-essai-000"), content(world, "type-d-essai-001")
        api.content.move(source["piece-d-essai-0003"], target)
        api.content.rename(content(world, "type-d-essai-002"), "type-renomme")
        source._delObject("piece-d-essai-0000")
        states.put(target, states.RETIRED)
        modified(target)
    followed = dict(snapshot.current().terms)
    snapshot.refresh()
    assert dict(snapshot.current().terms) == followed
    assert thesaurus.document_kind("piece-d-essai-0003").parent == "type-d-essai-001"
    assert thesaurus.document_kind("piece-d-essai-0005").parent == "type-renomme"


def test_an_order_that_people_read_has_no_accents(world):
    for label in ("Zone", "Écriture", "attente"):
        thesaurus.load_terms([{"type_id": label.lower()[:2] + "x", "type_de_document": label}])
    labels = [term.label for term in thesaurus.types()]
    assert labels.index("attente") < labels.index("Écriture") < labels.index("Zone")


# vocabularies


def test_all_share_one_vocabulary_of_a_version(world):
    assert vocabulary(world.portal) is vocabulary(world.portal["dossiers"])


def test_each_language_has_its_own(world, monkeypatch):
    change(content(world, "attestations-amu"), title_nl="DRINGENDE HULP")
    for language, title in (("nl", "DRINGENDE HULP"), ("fr", "ATTESTATIONS AMU")):
        monkeypatch.setattr("farde.thesaurus.vocabularies.current_language", lambda it=language: it)
        found = vocabulary(world.portal, "DocumentType")
        assert found.getTerm("attestations-amu").title == title


def test_a_term_is_offered_from_its_first_day_to_its_last(world):
    with freeze_time("2026-03-01 12:00") as clock:
        term = content(world, "attestations-amu")
        change(term, valid_from=date(2026, 3, 2), valid_to=date(2026, 3, 3))
        offered = []
        for _ in range(4):
            offered.append("attestations-amu" in vocabulary(world.portal, "DocumentType"))
            clock.tick(24 * 3600)
    assert offered == [False, True, True, False]


def test_a_document_keeps_the_retired_term_it_has_and_takes_no_other(world):
    document = world.document(world.dossier(), document_kind="contrat-de-travail")
    for slug in ("contrat-de-travail", "attestations-sur-l-honneur"):
        term = content(world, "attestations-emploi", slug)
        states.put(term, states.RETIRED)
        modified(term)
    kept = vocabulary(document)
    assert kept.getTermByToken("contrat-de-travail").title == "Contrat de travail"
    assert "attestations-sur-l-honneur" not in kept
    assert "contrat-de-travail" not in vocabulary(world.portal)
    assert "contrat-de-travail" not in vocabulary(document.__parent__)


def test_a_warm_vocabulary_of_a_thousand_terms_wakes_nothing(world):
    thesaurus.load_terms(rows(90, 10))
    vocabulary(world.portal)
    woken = content(world, "type-d-essai-001")
    transaction.savepoint()
    woken._p_deactivate()
    assert len(vocabulary(world.portal)) == 105
    assert woken._p_changed is None
