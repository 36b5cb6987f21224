"""What is proposed for a stack: which pages make which document, which are put aside."""

from hypothesis import given
from hypothesis import strategies as st

from farde.capture.cutting import propose
from farde.capture.cutting.separators import Cover, Separator, encode, with_nonce
from farde.capture.looking import PATCH_T, Code, Sight
from farde.capture.plan import Leaf

OURS = Separator("2026-000123", "attestations-emploi", "guichet-2")
FOREIGN = ("https://exemple.be/2026", "5449000000996", "FARDE/1/S/2026-000123/X/Y/Z")


def sight(*codes, blank=False):
    return Sight(tuple(codes), 0.0 if blank else 0.05, blank, "")


def qr(text):
    return Code("QRCode", text, 0, 0.5, 0.5)


def ours(sheet=OURS):
    return sight(qr(encode(with_nonce(sheet))), Code(PATCH_T, "", 0, 0.5, 0.1))


PAGE, BLANK = sight(), sight(blank=True)
PATCH = sight(Code(PATCH_T, "", 0, 0.5, 0.1))
PRINTED_PATCH = sight(Code("Code128", "PATCHT", 0, 0.5, 0.5))


def proposed(*sights, **settings):
    seen = [(Leaf("s1", number), one) for number, one in enumerate(sights, start=1)]
    return propose(seen, **settings)


def parts(proposal):
    return [[leaf.number for leaf in part.leaves] for part in proposal.plan.parts]


def aside(proposal):
    return {one.page.leaf.number: one.reason for one in proposal.plan.discarded}


def test_a_document_begins_behind_each_separator():
    found = proposed(PAGE, PATCH, PAGE, PAGE, ours(), PAGE, PRINTED_PATCH, PAGE)
    assert parts(found) == [[1], [3, 4], [6], [8]]
    assert aside(found) == {2: "separator", 5: "separator", 7: "separator"}


def test_our_sheet_says_what_is_known_of_the_document_behind_it():
    found = proposed(ours(), PAGE, PATCH, PAGE)
    assert found.given == {
        "p1": {
            "dossier": "2026-000123",
            "document_type": "attestations-emploi",
            "station": "guichet-2",
        }
    }


def test_the_cover_of_the_counter_names_the_receipt():
    found = proposed(ours(Cover("r-7k3m9x2p", "guichet-1")), PAGE)
    assert found.given == {"p1": {"receipt": "r-7k3m9x2p", "station": "guichet-1"}}


def test_the_codes_of_others_cut_nothing():
    found = proposed(PAGE, *(sight(qr(text)) for text in FOREIGN))
    assert parts(found) == [[1, 2, 3, 4]]
    assert not found.given
    assert not aside(found)


def test_two_separators_in_a_row_make_no_empty_document():
    assert parts(proposed(PATCH, PATCH, PAGE, PATCH)) == [[3]]


def test_plain_bars_behind_our_sheet_do_not_make_it_forgotten():
    assert proposed(ours(), PATCH, PAGE).given["p1"]["dossier"] == "2026-000123"


def test_of_two_sheets_in_a_row_the_last_counts():
    other = Separator("2026-000777", "attestations-medicales")
    assert proposed(ours(), ours(other), PAGE).given["p1"]["dossier"] == "2026-000777"


def test_a_sheet_with_two_codes_that_contradict_each_other_cuts_and_says_nothing():
    other = qr(encode(with_nonce(Separator("2026-000777"))))
    found = proposed(sight(*ours().codes, other), PAGE)
    assert parts(found) == [[2]]
    assert not found.given


def test_blank_pages_are_put_aside_where_a_person_sees_them():
    assert aside(proposed(PAGE, BLANK, PAGE)) == {2: "blank"}
    assert parts(proposed(PAGE, BLANK, PAGE, blanks=False)) == [[1, 2, 3]]


def test_the_empty_back_of_a_separator_goes_with_it():
    assert aside(proposed(PATCH, BLANK, PAGE)) == {1: "separator", 2: "separator"}
    assert aside(proposed(PATCH, BLANK, PAGE, backs=False)) == {1: "separator", 2: "blank"}
    assert aside(proposed(PATCH, BLANK, BLANK, PAGE))[3] == "blank"


def test_the_number_glued_on_a_document_is_kept_with_it():
    found = proposed(PAGE, PATCH, sight(Code("Code128", "FARDE0001234", 0, 0.8, 0.1)), PAGE)
    assert found.given == {"p2": {"number": "0001234"}}
    assert parts(found) == [[1], [3, 4]]


def test_each_file_of_a_deposit_begins_a_document():
    leaves = [Leaf("s1", 1), Leaf("s1", 2), Leaf("s2", 1)]
    found = propose([(leaf, PAGE) for leaf in leaves])
    assert [len(part.pages) for part in found.plan.parts] == [2, 1]


def test_what_a_sheet_said_does_not_reach_into_the_next_file():
    leaves = [Leaf("s1", 1), Leaf("s2", 1)]
    found = propose(list(zip(leaves, [ours(), PAGE], strict=True)))
    assert not found.given


stacks = st.lists(
    st.sampled_from([PAGE, BLANK, PATCH, PRINTED_PATCH, ours(), *map(sight, map(qr, FOREIGN))]),
    max_size=30,
)


@given(stacks, st.booleans(), st.booleans())
def test_every_page_that_came_in_is_in_one_document_or_put_aside_with_a_reason(sights, one, other):
    plan = proposed(*sights, blanks=one, backs=other).plan
    assert sorted(plan.leaves()) == [Leaf("s1", n + 1) for n in range(len(sights))]
    assert plan.pages_in == plan.pages_out + len(plan.discarded)
    assert all(part.pages for part in plan.parts)


@given(stacks)
def test_pages_stay_in_the_order_in_which_they_came(sights):
    kept = [number for pages in parts(proposed(*sights)) for number in pages]
    assert kept == sorted(kept)


@given(stacks)
def test_only_separators_and_blanks_are_put_aside(sights):
    reasons = aside(proposed(*sights))
    assert all(sights[number - 1] != PAGE for number in reasons)
    assert {reasons[n] for n in reasons if sights[n - 1].codes} <= {"separator"}
