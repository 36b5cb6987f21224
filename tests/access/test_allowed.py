"""The index of who may see what answers as Plone's own does, and remembers while it may."""

from types import SimpleNamespace
from unittest.mock import patch

import pytest
import transaction
from BTrees.IIBTree import IISet
from hypothesis import given, settings
from hypothesis import strategies as st
from Products.PluginIndexes.KeywordIndex.KeywordIndex import KeywordIndex
from Products.ZCatalog.query import IndexQuery
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage

from farde.access.allowed import INDEX_ID, AllowedIndex, install, uninstall

MANY = [f"user:circle:{number}" for number in range(60)]
#: Fewer than fill a bucket: one that splits twice at once is no conflict that resolves.
KNOWN = 40


def asked(index, keys, among=None) -> set[int]:
    query = IndexQuery({INDEX_ID: list(keys)}, INDEX_ID, index.query_options)
    found = set(index.query_index(query, None if among is None else IISet(among)) or ())
    return found if among is None else found & set(among)


def give(index, number: int, *allowed: str) -> int:
    return index.index_object(number, SimpleNamespace(allowedRolesAndUsers=list(allowed)))


@pytest.fixture
def database():
    database = DB(DemoStorage())
    yield database
    transaction.abort()
    database.close()


@pytest.fixture
def index(database):
    connection = database.open()
    index = connection.root()["index"] = AllowedIndex(INDEX_ID)
    for number, who in enumerate(MANY[:KNOWN]):
        give(index, number, who, "Reviewer")
    transaction.commit()
    yield index
    transaction.abort()
    connection.close()


def test_an_answer_is_worked_out_once_while_nothing_changes(index):
    first = asked(index, MANY)
    with patch.object(KeywordIndex, "query_index", side_effect=AssertionError("asked again")):
        assert asked(index, MANY) == first == set(range(KNOWN))


def test_people_who_share_most_principals_do_not_push_each_other_out(index):
    answers = [asked(index, MANY[:-1]), asked(index, MANY[1:])]
    with patch.object(KeywordIndex, "query_index", side_effect=AssertionError("asked again")):
        assert [asked(index, MANY[:-1]), asked(index, MANY[1:])] == answers


def test_a_change_of_this_transaction_is_seen_at_once(index):
    asked(index, MANY)
    give(index, 100, MANY[3])
    assert 100 in asked(index, MANY)
    transaction.abort()
    assert 100 not in asked(index, MANY)


def test_a_change_of_another_connection_is_seen_when_it_is_committed(database, index):
    asked(index, MANY)
    manager = transaction.TransactionManager()
    other = database.open(transaction_manager=manager)
    give(other.root()["index"], 100, MANY[3])
    other.root()["index"].unindex_object(7)
    assert 100 in asked(other.root()["index"], MANY)
    assert 100 not in asked(index, MANY)
    manager.commit()
    other.close()
    transaction.begin()
    assert asked(index, MANY) == {*range(KNOWN), 100} - {7}


def test_an_answer_about_a_few_is_not_taken_for_the_whole(index):
    assert asked(index, MANY, among=[1, 2, 500]) == {1, 2}
    assert asked(index, MANY) == set(range(KNOWN))
    assert asked(index, MANY, among=[3, 4]) == {3, 4}


def test_a_change_is_seen_after_a_savepoint_and_gone_after_the_abort(index):
    asked(index, MANY)
    give(index, 100, MANY[3])
    transaction.savepoint()
    assert 100 in asked(index, MANY)
    transaction.abort()
    assert 100 not in asked(index, MANY)


def test_two_changes_at_once_that_count_alike_are_told_apart(database, index):
    managers = [transaction.TransactionManager() for _ in range(2)]
    others = [database.open(transaction_manager=manager) for manager in managers]
    for number, other in enumerate(others):
        give(other.root()["index"], 200 + number, MANY[10 + number])
        # What this connection saw of its own change is not what is there after both.
        asked(other.root()["index"], MANY)
    managers[0].commit()
    transaction.begin()
    assert {200, 201} & asked(index, MANY) == {200}
    managers[1].commit()
    transaction.begin()
    assert {200, 201} <= asked(index, MANY)
    for manager, other in zip(managers, others, strict=True):
        manager.begin()
        assert {200, 201} <= asked(other.root()["index"], MANY)
        manager.abort()
        other.close()


def test_who_gained_a_circle_is_answered_anew(index):
    with_one_less = asked(index, MANY[1:])
    assert asked(index, MANY) - with_one_less == {0}


def test_an_entry_with_the_same_rights_is_no_change(index):
    counted = index.getCounter()
    give(index, 3, "Reviewer", MANY[3])
    assert index.getCounter() == counted
    give(index, 3, MANY[3])
    assert index.getCounter() > counted


def test_the_index_is_taken_over_and_given_back_with_what_it_holds():
    stock = KeywordIndex(INDEX_ID)
    give(stock, 1, *MANY)
    catalog = SimpleNamespace(_catalog=SimpleNamespace(indexes={INDEX_ID: stock}))
    install(catalog)
    install(catalog)
    assert type(catalog._catalog.indexes[INDEX_ID]) is AllowedIndex
    assert asked(catalog._catalog.indexes[INDEX_ID], MANY) == {1}
    uninstall(catalog)
    assert type(catalog._catalog.indexes[INDEX_ID]) is KeywordIndex
    assert asked(catalog._catalog.indexes[INDEX_ID], MANY) == {1}


_KEYS = st.sets(st.sampled_from(MANY), max_size=8)
_STEPS = st.one_of(
    st.tuples(st.just("give"), st.integers(0, 20), _KEYS),
    st.tuples(st.just("take"), st.integers(0, 20), st.just(frozenset())),
    st.tuples(st.just("commit"), st.just(0), st.just(frozenset())),
    st.tuples(st.just("savepoint"), st.just(0), st.just(frozenset())),
    st.tuples(st.just("abort"), st.just(0), st.just(frozenset())),
    st.tuples(st.just("ask"), st.integers(0, 9), st.just(frozenset())),
)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(_STEPS, max_size=25))
def test_whatever_happens_it_answers_as_the_stock_index_does(steps):
    database = DB(DemoStorage())
    root = database.open().root()
    root["ours"], root["stock"] = AllowedIndex(INDEX_ID), KeywordIndex(INDEX_ID)
    transaction.commit()
    ends = {"commit": transaction.commit, "abort": transaction.abort}
    ends["savepoint"] = transaction.savepoint
    for step, number, keys in [*steps, ("ask", 0, ()), ("commit", 0, ()), ("ask", 0, ())]:
        for index in (root["ours"], root["stock"]):
            if step == "give":
                give(index, number, *sorted(keys))
            elif step == "take":
                index.unindex_object(number)
        ends.get(step, int)()
        wanted = MANY[number:] if step == "ask" else MANY
        few = range(number, number + 3)
        assert asked(root["ours"], wanted, few) == asked(root["stock"], wanted, few)
        assert asked(root["ours"], wanted) == asked(root["stock"], wanted)
    transaction.abort()
    database.close()
