"""What the rooms and profiles declare is well-formed and stays in its place."""

import csv
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import farde

HOUSE = Path(farde.__file__).parent
PROFILES = Path(__file__).parents[2] / "profiles"
MARKUP = sorted([*PROFILES.rglob("*.xml"), *PROFILES.rglob("*.zcml"), *HOUSE.rglob("*.zcml")])
TABLES = sorted(PROFILES.rglob("*.csv"))
ROOM_MARKUP = sorted(path for path in HOUSE.rglob("*.zcml") if path.parent != HOUSE)
FRAMEWORK = re.compile(
    r"(plone|zope|z3c|Products|collective|zExceptions|ZPublisher|builtins|AccessControl|OFS|ZODB"
    r"|transaction)\."
)
#: Attributes that name what does the work: it is the room's own, or the framework's.
WORKERS = {"class", "factory", "handler", "component"}
#: Attributes that name what it is registered for or with.
PLACES = {"for", "layer", "schema", "provides", "interface", "event", "manager", "view", "type"}


def parsed(path: Path) -> ElementTree.Element:
    return ElementTree.parse(path).getroot()  # noqa: S314 - our own files


def layers() -> list[str]:
    """Return the rooms from top to bottom, as the contract of imports has them."""
    text = (Path(__file__).parents[2] / ".importlinter").read_text()
    block = text.partition("layers =\n")[2].partition("\n\n")[0]
    return [line.strip() for line in block.splitlines()]


def names(path: Path, attributes: set[str]) -> list[str]:
    nodes = parsed(path).iter()
    values = [node.get(name, "") for node in nodes for name in attributes]
    return [one for value in values for one in value.split() if "." in one or one == "*"]


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0]


@pytest.mark.parametrize("path", MARKUP, ids=lambda path: path.parent.name + "/" + path.name)
def test_markup_is_well_formed(path):
    assert parsed(path).tag


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_has_the_same_columns_in_every_row(path):
    with path.open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream)
    assert rows and all(len(row) == len(head) for row in rows)


def test_a_profile_is_a_folder_with_a_version_that_is_registered():
    folders = {path.name for path in PROFILES.iterdir() if path.is_dir()}
    root = parsed(PROFILES / "profiles.zcml")
    assert folders == {node.get("directory") for node in root}
    assert folders == {path.parent.name for path in PROFILES.glob("*/metadata.xml")}


def test_a_type_is_called_as_its_file():
    for path in (PROFILES / "default" / "types").glob("*.xml"):
        assert parsed(path).get("name") == path.stem.replace("_", " ")


@pytest.mark.parametrize("path", ROOM_MARKUP, ids=lambda p: p.relative_to(HOUSE).as_posix())
def test_a_room_registers_its_own_work(path):
    away = [name for name in names(path, WORKERS) if not name.startswith(".")]
    assert [name for name in away if not FRAMEWORK.match(name)] == []


@pytest.mark.parametrize("path", ROOM_MARKUP, ids=lambda p: p.relative_to(HOUSE).as_posix())
def test_a_room_registers_for_itself_for_rooms_below_or_for_the_framework(path):
    order = layers()
    below = order[order.index(room_of(path)) :]
    for name in names(path, PLACES):
        ours = name.startswith("farde.") and name.split(".")[1] in below
        assert name == "*" or name.startswith(".") or ours or FRAMEWORK.match(name), name


def test_the_table_of_contents_registers_nothing_itself():
    root = parsed(HOUSE / "configure.zcml")
    tags = {node.tag.rpartition("}")[2] for node in root}
    assert tags <= {"include", "registerTranslations"}


def test_every_room_is_in_the_table_of_contents():
    root = parsed(HOUSE / "configure.zcml")
    listed = {node.get("package", "")[1:] for node in root} & {p.name for p in HOUSE.iterdir()}
    assert listed == {path.parent.name for path in HOUSE.glob("*/configure.zcml")}
