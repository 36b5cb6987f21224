"""The matrix of rights speaks of every type, class and state there is, and of no other."""

from dataclasses import replace

import pytest

from farde.access import matrix
from table import BUILT, TABLE, WITHOUT_ROW, gaps, states, types


def test_the_table_speaks_once_of_every_type_class_and_state():
    assert gaps(TABLE) == []


def test_a_type_without_a_row_has_a_reason_and_no_reason_outlives_its_type():
    assert {row.type for row in BUILT} | WITHOUT_ROW.keys() == set(types())
    assert {row.type for row in BUILT}.isdisjoint(WITHOUT_ROW)


@pytest.mark.parametrize("row", BUILT, ids=lambda row: row.object)
def test_a_row_taken_out_is_missed(row):
    assert gaps(matrix.Matrix(tuple(one for one in TABLE.rows if one is not row)))


@pytest.mark.parametrize("row", BUILT, ids=lambda row: row.object)
def test_a_row_about_a_state_that_does_not_exist_is_found(row):
    wrong = replace(row, states=(*row.states, "nowhere"))
    assert gaps(matrix.Matrix(tuple(wrong if one is row else one for one in TABLE.rows)))


@pytest.mark.parametrize("portal_type", sorted({row.type for row in BUILT}))
def test_a_state_taken_out_of_a_row_is_missed(portal_type):
    for state in states()[portal_type]:
        rows = [
            replace(row, states=tuple(one for one in row.states if one != state))
            if row.type == portal_type
            else row
            for row in TABLE.rows
        ]
        assert gaps(matrix.Matrix(tuple(rows))), state


@pytest.mark.parametrize("wrong", ["X", "R sometimes", "R types bundle"])
def test_a_cell_that_has_no_meaning_is_refused(wrong):
    with pytest.raises(ValueError, match="unknown"):
        matrix.parse(f"object,type,classes,states,caseworker\nX,Dossier,,open,{wrong}\n")


def test_a_column_that_is_no_role_is_refused():
    with pytest.raises(ValueError, match="janitor"):
        matrix.parse("object,type,classes,states,janitor\nX,Dossier,,open,R\n")
