"""A wrong classification is corrected by one verb, whatever door it comes through."""

from datetime import date

import pytest
from OFS.CopySupport import CopyError
from plone import api
from zope.event import notify
from zope.lifecycleevent import ObjectCopiedEvent, modified

from farde.document import classification, operations
from farde.document.correction_errors import NothingCorrected, ReasonlessCorrection
from farde.tickets import operations as tickets

SIGNAL_TYPE, TICKET_TYPE = "attestations-emploi", "factures-charges-medicales"
WHY = "Mauvais type choisi au scan"


@pytest.fixture
def document(world):
    return world.document(world.dossier(), SIGNAL_TYPE)


def open_items(document) -> list[tuple[str, str]]:
    brains = tickets.followups(document, review_state=["emitted", "created", "in_progress"])
    return sorted((brain.portal_type, brain.assignee_role) for brain in brains)


def states(document) -> list[tuple[str, str]]:
    return sorted((one.portal_type, one.review_state) for one in tickets.followups(document))


def reclassify(document, **fields) -> None:
    operations.reclassify(document, fields, WHY)


def take(document) -> None:
    [brain] = tickets.followups(document, review_state="created")
    tickets.take(brain.getObject())


def test_what_nobody_touched_is_taken_back_and_the_rules_speak_anew(document):
    reclassify(document, document_type=TICKET_TYPE)
    assert states(document) == [("Signal", "cancelled"), ("Ticket", "created")]


def test_what_was_taken_back_says_why(document):
    reclassify(document, document_type=TICKET_TYPE)
    [cancelled] = tickets.followups(document, review_state="cancelled")
    assert cancelled.note == "reclassified"


def test_what_is_in_hand_stays_and_says_that_the_document_changed(world, document):
    reclassify(document, document_type=TICKET_TYPE)
    with world.as_user("caseworker1"):
        take(document)
    reclassify(document, document_type=SIGNAL_TYPE)
    [kept] = tickets.followups(document, review_state="in_progress")
    assert kept.note == "reclassified"
    assert open_items(document) == [("Signal", "caseworker"), ("Ticket", "caseworker")]


def test_going_back_and_forth_raises_once_each_time(document):
    for turn in range(1, 4):
        reclassify(document, document_type=TICKET_TYPE)
        assert open_items(document) == [("Ticket", "caseworker")]
        reclassify(document, document_type=SIGNAL_TYPE)
        assert open_items(document) == [("Signal", "caseworker")]
        assert len(states(document)) == 2 * turn + 1


def test_the_title_readers_and_entries_of_the_inbox_follow(document):
    reclassify(document, document_type="attestations-ressources")
    assert document.title == "ATTESTATIONS RESSOURCES"
    assert {one.document_type for one in tickets.followups(document)} == {"attestations-ressources"}
    assert any("service-payments" in who for who, _ in document.get_local_roles())


def test_a_correction_that_no_rule_sees_asks_nobody_again(document):
    reclassify(document, sender="Actiris")
    assert states(document) == [("Signal", "emitted")]
    assert classification.generation(document) == 0
    assert classification.corrections(document)[0].after == {"sender": "Actiris"}


def test_a_document_that_turns_out_to_be_outgoing_asks_nobody(document):
    reclassify(document, direction="outgoing")
    assert states(document) == [("Signal", "cancelled")]


def test_a_day_of_reception_that_was_wrong_moves_the_delay(document):
    reclassify(document, document_type=TICKET_TYPE)
    reclassify(document, received_on=date(2026, 2, 2))
    assert open_items(document) == [("Ticket", "caseworker")]


def test_the_trace_says_who_when_from_what_to_what_and_why(world, document):
    with world.as_user("caseworker1"):
        reclassify(document, document_type=TICKET_TYPE)
    [correction] = classification.corrections(document)
    assert (correction.by, correction.reason) == ("caseworker1", WHY)
    assert correction.before == {"document_type": SIGNAL_TYPE}
    assert correction.after == {"document_type": TICKET_TYPE}


def test_no_reason_no_reclassification(document):
    with pytest.raises(ReasonlessCorrection):
        operations.reclassify(document, {"document_type": TICKET_TYPE}, "  ")
    assert document.document_type == SIGNAL_TYPE


def test_what_changes_nothing_is_said_to(document):
    with pytest.raises(NothingCorrected):
        reclassify(document, document_type=SIGNAL_TYPE)


def test_a_change_by_any_other_door_has_the_same_effects_and_a_trace(document):
    document.document_type = TICKET_TYPE
    modified(document)
    modified(document)
    assert states(document) == [("Signal", "cancelled"), ("Ticket", "created")]
    [correction] = classification.corrections(document)
    assert correction.before == {"document_type": SIGNAL_TYPE} and correction.reason == ""


def test_a_merge_of_terms_is_no_reclassification(world, document):
    from farde.thesaurus import operations as thesaurus

    term = api.content.find(portal_type="DocumentType", id=SIGNAL_TYPE)[0].getObject()
    term.merged_into = "attestations-residence"
    modified(term)
    assert thesaurus.resolve("DocumentType", SIGNAL_TYPE).id == "attestations-residence"
    document.document_type = "attestations-residence"
    modified(document)
    assert states(document) == [("Signal", "emitted")]
    assert classification.corrections(document) == ()


def test_no_door_of_plone_copies_or_moves_a_document(document):
    with pytest.raises(CopyError):
        document.__parent__.manage_copyObjects([document.getId()])
    with pytest.raises(CopyError):
        document.__parent__.manage_cutObjects([document.getId()])


def test_what_a_script_copies_is_a_document_of_its_own(world, document):
    elsewhere = world.dossier(caseworker="caseworker2", niss="")
    made = document._getCopy(elsewhere)
    made.id = "d-copy"
    notify(ObjectCopiedEvent(made, document))
    elsewhere._setObject("d-copy", made)
    copy = elsewhere["d-copy"]
    assert open_items(copy) == open_items(document) == [("Signal", "caseworker")]
    theirs = document.__parent__.UID()
    assert not [who for who, _ in copy.get_local_roles() if theirs in who]
