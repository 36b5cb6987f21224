"""The measures of the house: short functions, small modules, verbs that explain themselves."""

import ast
from pathlib import Path
from statistics import median

import pytest

import farde

HOUSE = Path(farde.__file__).parent
MODULES = {path.relative_to(HOUSE).as_posix(): path.read_text() for path in HOUSE.rglob("*.py")}
TREES = {name: ast.parse(text) for name, text in MODULES.items()}
ROOMS = sorted(name for name in TREES if name.count("/") == 1 and name.endswith("__init__.py"))
VERBS = sorted(name for name in TREES if name.endswith("/operations.py"))
#: Content comes wrapped by its container, and brains by their catalogue: a class would say little.
CONTENT = {
    "action",
    "batch",
    "brain",
    "document",
    "dossier",
    "followup",
    "person",
    "signal",
    "ticket",
}


def functions(tree: ast.AST) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def length(function: ast.FunctionDef) -> int:
    return function.end_lineno - function.lineno + 1


def public(name: str) -> list[ast.FunctionDef | ast.ClassDef]:
    nodes = [node for node in TREES[name].body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return [node for node in nodes if not node.name.startswith("_")]


def unnamed_types(function: ast.FunctionDef) -> list[str]:
    """Return the parameters that say neither their type nor that they are content."""
    given = function.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    return [one.arg for one in every if one and not one.annotation and one.arg not in CONTENT]


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_has_at_most_250_lines_and_a_function_50(name):
    assert len(MODULES[name].splitlines()) <= 250
    assert [one.name for one in functions(TREES[name]) if length(one) > 50] == []


def test_half_of_the_functions_are_shorter_than_ten_lines():
    lengths = sorted(length(one) for tree in TREES.values() for one in functions(tree))
    assert median(lengths) < 10
    assert lengths[len(lengths) * 9 // 10] < 30


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_says_in_its_first_paragraph_what_it_is_for(name):
    said = ast.get_docstring(TREES[name]) or ""
    assert said.partition("\n\n")[0].endswith("."), name


@pytest.mark.parametrize("name", sorted(TREES))
def test_a_module_says_what_it_holds(name):
    if MODULES[name].strip():
        assert ast.get_docstring(TREES[name])


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_explains_itself(name):
    assert [node.name for node in public(name) if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_names_the_types_of_what_it_takes(name):
    verbs = [node for node in public(name) if isinstance(node, ast.FunctionDef)]
    assert {verb.name: unnamed_types(verb) for verb in verbs if unnamed_types(verb)} == {}


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_that_names_no_result_hands_out_content(name):
    """It returns something, and not something whose type could be named."""
    for verb in public(name):
        if isinstance(verb, ast.FunctionDef) and verb.returns is None:
            returned = [node.value for node in ast.walk(verb) if isinstance(node, ast.Return)]
            plain = (ast.Constant, ast.Dict, ast.List, ast.Set, ast.ListComp, ast.JoinedStr)
            assert returned and not any(isinstance(value, plain) for value in returned), verb.name


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_knows_no_request(name):
    words = {node.id for node in ast.walk(TREES[name]) if isinstance(node, ast.Name)}
    words |= {node.attr for node in ast.walk(TREES[name]) if isinstance(node, ast.Attribute)}
    assert words.isdisjoint({"REQUEST", "request", "getRequest", "response"})
