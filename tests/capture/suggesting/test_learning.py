"""The machine learns from what the centre filed, in the background, and shows how well."""

from html import unescape

import pytest
from plone.protect.authenticator import createToken
from zExceptions import Unauthorized
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility

from farde.access.confidentiality import CONFIDENTIALITY_TITLES
from farde.capture.suggesting import filings, learned, learning, operations, report, task
from farde.capture.suggesting.filings import Filing
from farde.capture.suggesting.suggestion import Material
from farde.core import outbox
from farde.core.interfaces import ISlowTask
from farde.core.schedule import IScheduledTask
from farde.document import text
from farde.dossier import protecting
from lettertexts import letters

LETTERS = letters(153)


def filed_letters(count: int = 153) -> list[Filing]:
    """Letters as they would stand filed, in dossiers that are mere numbers."""
    return [
        Filing(
            pages=one.pages,
            type_id=one.type_id,
            kind_id=one.kind_id,
            dossier_uid=f"uid-{one.person}",
            dossier_number=f"2026-{one.person:06}",
            document_date=one.written_on,
            sender="Mutualité Le Trèfle" if one.model % 5 == 0 else "",
        )
        for one in LETTERS[:count]
    ]


@pytest.fixture
def inline(monkeypatch):
    """Commits are the worker's; a test keeps its transaction."""
    monkeypatch.setattr(task, "committing", lambda step: step())


def read(document, words: str):
    status = text.recognition(document)
    status.texts, status.state = (words,), "done"
    document.reindexObject(idxs=["recognition_state"])
    return document


def test_what_was_filed_is_learned_from_with_its_present_terms(world):
    dossier = world.dossier()
    document = read(world.document(dossier, "attestations-emploi"), "contrat de travail")
    document.document_type = "attestations-etat-civil"
    document.reindexObject()
    [found] = filings.latest()
    assert (found.label, found.pages) == ("attestations-etat-civil|", ("contrat de travail",))


def test_personal_notes_protected_dossiers_and_unread_documents_teach_nothing(world):
    assert "c3" in CONFIDENTIALITY_TITLES
    dossier, closed = world.dossier(), world.dossier(niss="")
    read(world.document(dossier, confidentiality="c3"), "note personnelle")
    read(world.document(closed), "dossier protégé")
    world.document(dossier)
    protecting.protect(closed, ["caseworker1"])
    assert list(filings.latest()) == []


def test_a_text_filed_in_two_dossiers_is_learned_once(world):
    for niss in ("85073003328", ""):
        read(world.document(world.dossier(niss=niss)), "le même texte")
    assert len(list(filings.latest())) == 1


def test_learned_types_are_proposed_and_measured(world):
    found = filed_letters()
    learned.keep(*learning.learn(found, b"key"), b"key", len(found))
    right = []
    for later in letters(51, seed=5):
        said = operations.propose(Material(later.pages), learned.current())
        right += [one.value == later.type_id for one in said if one.reason == "learned"][:1]
    assert len(right) > 20
    assert sum(right) / len(right) > 0.95
    measured = {one.field: one.trial for one in report.fields()}
    assert measured["document_type"].documents == len(found)
    assert measured["document_type"].precision > 0.9
    assert measured["document_date"].precision > 0.9
    assert sum(one.trial.documents for one in report.types()) == len(found)


def test_no_name_of_the_registry_and_no_number_is_in_what_is_learned(world):
    world.dossier(first_name="Divine", last_name="Tshibangwele", niss="")
    told = [
        Filing((f"{one.text} Divine TSHIBANGWELE",), one.type_id, "", f"u{n}", "", None, "")
        for n, one in enumerate(LETTERS)
    ]
    arrays, facts = learning.learn(told, b"key")
    words = learned.restored(arrays).words
    assert len(words) > 100
    assert not any("tshibangwele" in word or "divine" in word.split() for word in words)
    assert "262148G" not in repr(facts)


def test_a_sender_of_one_dossier_may_be_a_citizen_and_is_not_kept(world):
    some = [
        Filing(("texte",), "t", "", f"u{n}", "", None, sender)
        for n, sender in enumerate(["Nadia Tazroutini", *["Le Trèfle"] * 3])
    ]
    assert learning._senders(some) == {"le trefle": "Le Trèfle"}


def test_a_reference_of_two_dossiers_leads_nowhere(world):
    words = ("Nos références : 26-2148/G",)
    one = Filing(words, "t", "", "u1", "", None, "")
    other = Filing(words, "t", "", "u2", "", None, "")
    [mark] = learning._references([one], b"key")
    assert mark == learned.digest(b"key", "262148G")
    assert learning._references([one, other], b"key") == {}


def test_nothing_is_learned_anew_before_there_is_enough(world, inline, monkeypatch):
    monkeypatch.setattr(learning, "learn", lambda *_: pytest.fail("nothing is new"))
    read(world.document(world.dossier()), "contrat")
    task.Learn()(world.portal.UID())
    assert learned.record().trained_at is None
    assert learned.record().counted_at is not None


def test_it_learns_when_somebody_asks(world, inline):
    read(world.document(world.dossier()), "contrat")
    operations.learn_now()
    assert outbox.get(f"farde.learn:{world.portal.UID()}") is not None
    task.Learn()(world.portal.UID())
    assert learned.record().examples == 1
    assert not learned.record().wanted
    assert learned.current().model is None


def test_a_training_that_fails_leaves_what_was_learned_and_says_so(world, inline, monkeypatch):
    learned.keep(b"", learned.Facts(rates={"niss": [1, 1]}), b"key", 7)
    before = learned.record().version
    operations.learn_now()
    monkeypatch.setattr(learning, "_run", lambda given: b"no arrays")
    with pytest.raises((ValueError, OSError)) as failed:
        task.Learn()(world.portal.UID())
    task.Learn().give_up(world.portal.UID(), failed.value)
    assert learned.record().version == before
    assert report.state().failure
    assert not report.state().wanted


def test_a_process_that_dies_is_a_failed_training(monkeypatch):
    monkeypatch.setattr(learning.sys, "executable", "/bin/false")
    with pytest.raises(learning.TrainingFailed):
        learning.trained([], [])


def test_the_task_is_slow_and_due_by_itself(world):
    assert getUtility(ISlowTask, name=operations.TASK) is getUtility(
        IScheduledTask, name=operations.TASK
    )


@pytest.mark.parametrize("user", ["records1", "scan1"])
def test_records_managers_and_the_capture_team_see_how_good_it_is(world, user):
    with world.as_user(user):
        shown = unescape(world.portal.restrictedTraverse("@@capture-suggestions")())
    assert "Suggestions au classement" in shown
    assert "Rien n’est encore appris" in shown
    assert ("Régler les seuils" in shown) == (user == "records1")


@pytest.mark.parametrize("user", ["caseworker1", "frontdesk1"])
def test_others_do_not(world, user):
    with world.as_user(user), pytest.raises(Unauthorized):
        world.portal.restrictedTraverse("@@capture-suggestions")


def test_the_capture_team_asks_for_learning_by_a_form_of_its_own(world):
    request = world.portal.REQUEST
    with world.as_user("scan1"):
        request.method, request.form["_authenticator"] = "POST", createToken()
        world.portal.restrictedTraverse("@@capture-suggestions")()
    assert request.response.getStatus() == 303
    assert learned.record().wanted


def test_what_was_learned_goes_with_the_queue_and_nowhere_else(world):
    learned.keep(b"", learned.Facts(), b"key", 0)
    assert "farde.suggesting" in IAnnotations(world.portal["capture"])
    assert not [name for name in IAnnotations(world.portal) if "suggest" in name]
