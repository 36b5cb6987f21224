"""A deposit is cut, joined, turned and set aside at the desk; the server keeps every page."""

import pytest

from reviewing import call, deposited, do, profile, shape


@pytest.fixture
def batch(served_world):
    batch = deposited(served_world, 4)
    served_world.commit()
    return batch


def test_a_deposit_begins_as_one_document_with_all_its_pages(batch):
    told = call("GET", batch, "@parts").json()
    assert shape(told) == ["s1-1 s1-2 s1-3 s1-4"]
    assert told["counts"] == {"in": 4, "out": 4, "discarded": 0}


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({"verb": "cut", "leaf": "s1-3"}, ["s1-1 s1-2", "s1-3 s1-4"]),
        ({"verb": "apart", "leaves": ["s1-2"]}, ["s1-1 s1-3 s1-4", "s1-2"]),
        ({"verb": "move", "leaves": ["s1-4"], "leaf": "s1-1"}, ["s1-4 s1-1 s1-2 s1-3"]),
        (
            {"verb": "move", "leaves": ["s1-1"], "leaf": "s1-3", "after": True},
            ["s1-2 s1-3 s1-1 s1-4"],
        ),
        ({"verb": "discard", "leaves": ["s1-2"], "reason": "blank"}, ["s1-1 s1-3 s1-4"]),
    ],
)
def test_each_verb_changes_the_plan_and_no_page_is_lost(batch, step, expected):
    told = do(batch, 0, step).json()
    assert shape(told) == expected
    assert told["counts"]["in"] == told["counts"]["out"] + told["counts"]["discarded"] == 4


def test_parts_are_joined_again(batch):
    cut = do(batch, 0, {"verb": "cut", "leaf": "s1-2"}, {"verb": "cut", "leaf": "s1-3"}).json()
    told = do(batch, cut["version"], {"verb": "merge", "leaves": ["s1-1", "s1-3"]}).json()
    assert shape(told) == ["s1-1 s1-3 s1-4", "s1-2"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [("", "s1-1 s1-4 s1-2 s1-3"), ("same", "s1-1 s1-3 s1-2 s1-4")],
)
def test_the_backs_of_a_stack_are_laid_between_its_fronts(batch, order, expected):
    cut = do(batch, 0, {"verb": "cut", "leaf": "s1-3"}).json()
    step = {"verb": "collate", "leaves": ["s1-1", "s1-3"], "order": order}
    told = do(batch, cut["version"], step).json()
    assert shape(told) == [expected]
    assert shape(do(batch, told["version"], {"verb": "undo"}).json()) == shape(cut)


def test_stacks_of_unequal_height_are_refused_with_what_to_do(batch):
    cut = do(batch, 0, {"verb": "cut", "leaf": "s1-2"}).json()
    refused = do(batch, cut["version"], {"verb": "collate", "leaves": ["s1-1", "s1-2"]})
    assert refused.status_code == 409
    assert "1 recto(s), 3 verso(s)" in refused.text and "pages blanches" in refused.text
    assert shape(call("GET", batch, "@parts").json()) == shape(cut)


def test_a_page_that_was_set_aside_comes_back_where_it_lay(batch):
    aside = do(batch, 0, {"verb": "discard", "leaves": ["s1-2"], "reason": "other"}).json()
    told = do(batch, aside["version"], {"verb": "restore", "leaves": ["s1-2"]}).json()
    assert shape(told) == ["s1-1 s1-2 s1-3 s1-4"]


def test_each_step_is_taken_back_and_done_again_alone(batch):
    turn = {"verb": "turn", "leaves": ["s1-1"], "degrees": 90}
    done = do(batch, 0, {"verb": "cut", "leaf": "s1-2"}, turn).json()
    back = do(batch, done["version"], {"verb": "undo"}).json()
    assert shape(back) == ["s1-1", "s1-2 s1-3 s1-4"]
    assert back["parts"][0]["pages"][0]["turn"] == 0
    again = do(batch, back["version"], {"verb": "redo"}).json()
    assert again["parts"][0]["pages"][0]["turn"] == 90


def test_who_saw_an_older_plan_is_refused_and_nothing_changes(batch):
    do(batch, 0, {"verb": "cut", "leaf": "s1-2"})
    late = do(batch, 0, {"verb": "cut", "leaf": "s1-3"})
    assert late.status_code == 409
    assert late.json()["type"] == "StalePlan"
    assert shape(call("GET", batch, "@parts").json()) == ["s1-1", "s1-2 s1-3 s1-4"]


@pytest.mark.parametrize(
    "step",
    [
        {"verb": "burn", "leaves": ["s1-1"]},
        {"verb": "discard", "leaves": [], "reason": "blank"},
        {"verb": "discard", "leaves": ["s1-1"], "reason": "because"},
        {"verb": "cut", "leaf": "s1-1"},
        {"verb": "cut", "leaf": "s9-1"},
        {"verb": "cut"},
        {"verb": "turn", "leaves": ["s1-1"], "degrees": "90"},
        "cut",
    ],
)
def test_a_step_that_cannot_be_done_undoes_those_before_it(batch, step):
    answer = do(batch, 0, {"verb": "cut", "leaf": "s1-2"}, step)
    assert 400 <= answer.status_code < 500
    assert answer.json()["errors"]
    assert shape(call("GET", batch, "@parts").json()) == ["s1-1 s1-2 s1-3 s1-4"]


def test_what_was_typed_is_there_again_and_no_more_than_the_form_has(batch):
    values = {"dossier": "2026-000001", "also": ["2026-000002"], "secret": "x"}
    assert call("POST", batch, "@draft", part="p1", values=values).status_code == 200
    form = call("GET", batch, "@parts").json()["forms"]["p1"]["values"]
    assert (form["dossier"], form["also"]) == ("2026-000001", ["2026-000002"])
    assert "secret" not in form


def test_a_part_is_filed_and_the_rest_of_the_deposit_comes_next(served_world, batch):
    number = served_world.dossier().getId()
    served_world.commit()
    told = do(batch, 0, {"verb": "cut", "leaf": "s1-3"}).json()
    first = told["parts"][0]["id"]
    answer = call(
        "POST", batch, "@file", part=first, version=told["version"], next="{}", **profile(number)
    )
    assert answer.status_code == 201
    desk = answer.json()["desk"]
    assert number in answer.json()["said"]
    assert [part["closed"] for part in desk["parts"]] == [True, False]
    assert desk["parts"][0]["filed"] == [{"number": number}]


def test_when_the_deposit_is_filed_the_oldest_free_one_comes_next(served_world, batch):
    number = served_world.dossier().getId()
    other = deposited(served_world, 1)
    served_world.commit()
    answer = call("POST", batch, "@file", part="p1", version=0, next="{}", **profile(number))
    assert answer.json()["desk"]["id"] == other.getId()
    taken = call("POST", other, "@lease", user="scan1", renew=True).json()
    assert taken["held"] == ""


def test_a_deposit_of_which_all_is_set_aside_is_ended_by_a_person(batch):
    waiting = call("POST", batch, "@file", finish=True, version=0, next="{}")
    assert (waiting.status_code, waiting.json()["type"]) == (409, "PartsWaiting")
    pages = [f"s1-{number}" for number in range(1, 5)]
    aside = do(batch, 0, {"verb": "discard", "leaves": pages, "reason": "duplicate"}).json()
    ended = call("POST", batch, "@file", finish=True, version=aside["version"], next="{}")
    assert ended.json()["desk"] is None
    assert call("GET", batch, "@parts").json()["state"] == "discarded"


def test_when_the_rest_is_set_aside_the_deposit_is_filed(served_world, batch):
    number = served_world.dossier().getId()
    served_world.commit()
    told = do(batch, 0, {"verb": "cut", "leaf": "s1-2"}).json()
    call("POST", batch, "@file", part="p1", version=told["version"], next="{}", **profile(number))
    version = call("GET", batch, "@parts").json()["version"]
    rest = {"verb": "discard", "leaves": ["s1-2", "s1-3", "s1-4"], "reason": "blank"}
    version = do(batch, version, rest).json()["version"]
    call("POST", batch, "@file", finish=True, version=version, next="{}")
    assert call("GET", batch, "@parts").json()["state"] == "filed"


def test_a_deposit_of_blank_pages_alone_is_ended_or_taken_up_again(batch):
    pages = [f"s1-{number}" for number in range(1, 5)]
    blank = do(batch, 0, {"verb": "discard", "leaves": pages, "reason": "blank"}).json()
    assert shape(blank) == []
    back = do(batch, blank["version"], {"verb": "restore", "leaves": ["s1-3", "s1-1"]}).json()
    assert shape(back) == ["s1-1 s1-3"]
    again = do(batch, back["version"], {"verb": "undo"}).json()
    call("POST", batch, "@file", finish=True, version=again["version"], next="{}")
    assert call("GET", batch, "@parts").json()["state"] == "discarded"


def test_a_refused_filing_names_each_field_and_files_nothing(batch):
    answer = call("POST", batch, "@file", part="p1", version=0, next="{}", dossier="1999-1")
    fields = {one["field"] for one in answer.json()["errors"]}
    assert {"dossier", "document_type", "received_on"} <= fields
    assert not call("GET", batch, "@parts").json()["parts"][0]["closed"]


def test_a_caseworker_has_no_desk(served_world, batch):
    for method, service in [("GET", "@parts"), ("POST", "@lease")]:
        assert call(method, batch, service, user="caseworker1").status_code in (401, 404)
