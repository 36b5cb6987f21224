"""What a dossier should hold for its kinds of aid: there, missing, expired, or in excess."""

from datetime import date, timedelta

import pytest
from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st

from farde.access import causes
from farde.access import operations as access
from farde.consultation.completeness import aids, judging
from farde.consultation.completeness.aids import Expected
from farde.consultation.completeness.errors import UnknownAid
from farde.consultation.completeness.operations import choose, completeness
from farde.consultation.operations import DocumentRow

STATUS, BANK, JOB = (
    "attestations-etat-civil",
    "attestations-donnees-bancaires",
    "attestations-emploi",
)
HOUSEHOLD, CONTRACT = "attestation-de-composition-de-menage", "contrat-de-travail"
RECEIVED = date(2026, 3, 2)


@pytest.fixture
def dossier(world):
    return world.dossier(caseworker="caseworker1")


@pytest.fixture
def expects(world, dossier):
    """Return a function: the dossier is for one kind of aid, which expects these pieces."""

    def made(*pieces: Expected) -> str:
        with world.as_user("records1"):
            aid = aids.save("", "Aide A", "", pieces)
        choose(dossier, [aid.id])
        return aid.id

    return made


def states(world, dossier, persona: str = "caseworker1") -> dict[str, str]:
    with world.as_user(persona):
        return {piece.id: piece.state for piece in completeness(dossier).pieces}


def test_farde_brings_no_list_of_its_own(world, dossier):
    assert aids.listed() == []
    with world.as_user("caseworker1"):
        assert completeness(dossier).pieces == []


def test_a_piece_that_nobody_filed_is_missing_and_one_that_is_filed_is_there(
    world, dossier, expects
):
    expects(Expected(BANK), Expected(STATUS, HOUSEHOLD))
    world.document(dossier, BANK)
    world.document(dossier, STATUS, document_kind="acte-de-naissance")
    assert states(world, dossier) == {BANK: "there", f"{STATUS}/{HOUSEHOLD}": "missing"}


def test_a_service_is_told_neither_the_kinds_of_aid_nor_what_it_cannot_see(world, dossier, expects):
    expects(Expected(JOB))
    access.join(dossier.UID(), "service-payments", "payments1", causes.GRANT)
    with world.as_user("payments1"):
        found = completeness(dossier)
    assert (found.aids, found.pieces, found.excess) == ([], [], [])
    assert states(world, dossier) == {JOB: "missing"}


def test_a_paper_without_end_never_expires(world, dossier, expects):
    expects(Expected(JOB, months=3))
    world.document(dossier, JOB, document_date=date(9999, 12, 31))
    assert states(world, dossier) == {JOB: "there"}


def test_any_inventory_entry_answers_for_its_type(world, dossier, expects):
    expects(Expected(JOB))
    world.document(dossier, JOB, document_kind=CONTRACT)
    assert states(world, dossier) == {JOB: "there"}


@pytest.mark.parametrize(("day", "state"), [("2026-06-02", "there"), ("2026-06-03", "expired")])
def test_a_piece_expires_after_its_months(world, dossier, expects, day, state):
    expects(Expected(BANK, months=3))
    world.document(dossier, BANK)
    with freeze_time(f"{day} 10:00"):
        assert states(world, dossier) == {BANK: state}


@freeze_time("2026-03-10 10:00")
def test_the_date_of_the_document_counts_before_that_of_its_reception(world, dossier, expects):
    expects(Expected(BANK, months=3))
    world.document(dossier, BANK, document_date=date(2025, 6, 1))
    assert states(world, dossier) == {BANK: "expired"}
    world.document(dossier, BANK, document_date=date(2026, 2, 1))
    assert states(world, dossier) == {BANK: "there"}


def test_what_the_centre_sends_out_is_no_piece(world, dossier, expects):
    expects(Expected(BANK))
    world.document(dossier, BANK, direction="outgoing")
    assert states(world, dossier) == {BANK: "missing"}


def test_two_kinds_of_aid_ask_for_a_piece_once_with_the_shorter_validity(world, dossier):
    one = aids.save("", "Aide A", "", [Expected(BANK, months=12)])
    two = aids.save("", "Aide B", "", [Expected(BANK, months=3)])
    three = aids.save("", "Aide C", "", [Expected(BANK)])
    choose(dossier, [one.id, two.id, three.id])
    with world.as_user("caseworker1"):
        [piece] = completeness(dossier).pieces
    assert piece.expected.months == 3


def test_what_other_kinds_of_aid_alone_ask_for_is_in_excess(world, dossier, expects):
    expects(Expected(BANK))
    aids.save("", "Aide B", "", [Expected(JOB, CONTRACT)])
    for type_id, kind_id in ((BANK, None), (JOB, CONTRACT), (JOB, None), (STATUS, HOUSEHOLD)):
        world.document(dossier, type_id, document_kind=kind_id)
    with world.as_user("caseworker1"):
        excess = completeness(dossier).excess
    # A type that no kind of aid knows is nobody's excess.
    assert [(row.type_id, row.kind_id) for row in excess] == [(JOB, CONTRACT)]


def test_a_document_that_the_reader_may_not_see_is_not_counted(world, dossier, expects):
    expects(Expected(BANK))
    aids.save("", "Aide B", "", [Expected(JOB)])
    with world.as_user("caseworker1"):
        world.document(dossier, BANK, confidentiality="c3")
        world.document(dossier, JOB, confidentiality="c3")
    assert states(world, dossier) == {BANK: "there"}
    assert states(world, dossier, "supervisor1") == {BANK: "missing"}
    with world.as_user("supervisor1"):
        assert completeness(dossier).excess == []


def test_a_kind_of_aid_that_is_taken_off_the_list_expects_no_more(world, dossier, expects):
    aids.remove(expects(Expected(BANK)))
    assert states(world, dossier) == {}


def test_a_dossier_is_for_kinds_of_aid_that_the_centre_has(world, dossier):
    with pytest.raises(UnknownAid):
        choose(dossier, ["aid-of-nobody"])


# -- Without a site: every state of dates and terms ----------------------------------------------

_DAY = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
_TERM = st.sampled_from(["a", "b", "c"])


def row(type_id: str, received: date | None, dated: date | None, direction: str) -> DocumentRow:
    texts = dict.fromkeys(DocumentRow.__annotations__, "")
    return DocumentRow(
        **texts
        | {
            "type_id": type_id,
            "direction": direction,
            "received_on": received,
            "document_date": dated,
        }
    )


_DIRECTION = st.sampled_from(["incoming", "outgoing"])
_ROWS = st.lists(st.tuples(_TERM, _DAY, _DAY, _DIRECTION).map(lambda one: row(*one)), max_size=8)


class Plain(Expected):
    """A piece whose terms no thesaurus has to resolve."""

    @property
    def key(self) -> tuple[str, str]:
        return self.document_type, ""

    @property
    def title(self) -> str:
        return self.document_type


_PIECES = st.lists(
    st.tuples(_TERM, st.integers(0, 24)).map(lambda one: Plain(one[0], months=one[1])), max_size=6
)


@given(_PIECES, _PIECES, _ROWS, st.dates(date(2020, 1, 1), date(2031, 1, 1)))
def test_each_piece_is_told_once_and_no_document_is_both_wanted_and_in_excess(
    wanted, others, rows, today
):
    pieces = judging.judged(wanted, rows, today)
    assert {piece.id for piece in pieces} == {one.document_type for one in wanted}
    assert len(pieces) == len({piece.id for piece in pieces})
    for piece in pieces:
        assert (piece.document is None) == (piece.state == judging.MISSING)
        if piece.state == judging.EXPIRED:
            assert piece.until <= today - timedelta(days=1)
    excess = judging.in_excess(wanted, [*wanted, *others], rows)
    assert {one.type_id for one in excess}.isdisjoint(one.document_type for one in wanted)
    assert {one.type_id for one in excess} <= {one.document_type for one in others}
