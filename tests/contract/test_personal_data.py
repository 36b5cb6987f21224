"""No name, number or word of a person leaves by a log or a message of the queue."""

import ast
from pathlib import Path

import pytest

import farde
from farde.core import tasks

HOUSE = Path(farde.__file__).parent
SOURCES = {path.relative_to(HOUSE).as_posix(): path for path in HOUSE.rglob("*.py")}
CALLS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
#: What a log must not say: attributes and variables that hold words about somebody.
FORBIDDEN = {
    "address",
    "beneficiary",
    "birth_date",
    "data",
    "first_name",
    "filename",
    "fullname",
    "label",
    "last_name",
    "niss",
    "niss_digits",
    "outcome",
    "person",
    "phone",
    "query",
    "remark",
    "sender",
    "text",
    "texts",
    "title",
    "Title",
    "truth",
}
#: An exception's own words can quote what it failed on.
EXCEPTIONS = {"error", "fault", "exc", "exception", "e", "err"}


def log_calls(tree: ast.AST) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CALLS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"logger", "log", "logging", "LOG"}
    ]


def said(call: ast.Call) -> set[str]:
    """Return the names whose value a log call would write."""
    words = set()
    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
        for node in ast.walk(argument):
            if isinstance(node, ast.Attribute):
                words.add(node.attr)
            elif isinstance(node, ast.Name):
                words.add(node.id)
            elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                words.add(str(node.slice.value))
        if isinstance(argument, ast.Name) and argument.id in EXCEPTIONS:
            words.add("the words of an exception")
    return words


def faults(source: str) -> set[str]:
    forbidden = FORBIDDEN | {"the words of an exception"}
    return {word for call in log_calls(ast.parse(source)) for word in said(call) & forbidden}


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_no_log_speaks_of_a_person(name):
    assert faults(SOURCES[name].read_text()) == set()


@pytest.mark.parametrize(
    "line",
    [
        "logger.info('%s', person.title)",
        "logger.warning(f'{document.file.filename} is broken')",
        "logger.error('%s', row['niss'])",
        "logger.error('failed: %s', error)",
        "logger.exception('%s', ' '.join(texts))",
    ],
)
def test_a_log_that_did_would_be_seen(line):
    assert faults(line)


def test_a_log_may_say_the_kind_of_an_error_and_an_opaque_key():
    assert not faults("logger.error('%s: %s', key, type(error).__name__)")


def test_tasks_take_keys_and_nothing_else():
    ours = {name: task for name, task in tasks.app.tasks.items() if name.startswith("farde.")}
    takes = {name: task.run.__code__.co_varnames for name, task in ours.items()}
    arguments = {name: takes[name][: ours[name].run.__code__.co_argcount] for name in ours}
    assert arguments == {"farde.run": ("key",), "farde.sweep": ()}


def calls(source: str) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]


def test_only_the_outbox_speaks_to_the_queue_and_says_keys():
    senders = ("apply_async", "delay", "send_task", "signature")
    found = [
        (name, ast.unparse(call))
        for name, path in SOURCES.items()
        for call in calls(path.read_text())
        if ast.unparse(call.func).endswith(tuple(f".{sender}" for sender in senders))
    ]
    assert found == [
        (
            "core/tasks.py",
            "run.apply_async((key,), queue=SLOW if slow else QUICK, ignore_result=True)",
        )
    ]


#: How the sources write them; the id of a proposal is made by ``ids.opaque_id``, and what
#: follows the old name of a task in a key was opaque before; a receipt has a drawn reference.
_OPAQUE = ("UID()", "uid", "proposal.id", "receipt.reference", "order.id", "key.removeprefix(old)")


def test_what_is_asked_of_the_outbox_is_a_uid_or_as_opaque():
    for name, path in SOURCES.items():
        for call in calls(path.read_text()):
            if ast.unparse(call.func) == "outbox.enqueue":
                assert ast.unparse(call.args[1]).endswith(_OPAQUE), name
