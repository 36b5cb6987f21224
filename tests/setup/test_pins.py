"""There is one list of versions; the others are made from it."""

import configparser
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "instance"))

import pins  # noqa: E402

LOCKED_TEXT = (ROOT / "requirements.txt").read_text("utf-8")
LOCKED = {canonicalize_name(name): number for name, number in pins.pins(LOCKED_TEXT).items()}


def wishes() -> list[Requirement]:
    """What requirements.in and the package itself ask for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = pins.requirements((ROOT / "requirements.in").read_text("utf-8"))
    asked += map(Requirement, project["build-system"]["requires"])
    asked += map(Requirement, project["project"]["dependencies"])
    for extra in project["project"]["optional-dependencies"].values():
        asked += map(Requirement, extra)
    return asked


def test_every_requirement_is_an_exact_pin():
    for requirement in pins.requirements(LOCKED_TEXT):
        assert [spec.operator for spec in requirement.specifier] == ["=="], requirement


def test_buildout_takes_its_versions_from_the_requirements():
    text = (ROOT / "buildout.cfg").read_text("utf-8")
    assert text == pins.with_versions(text, LOCKED_TEXT)


def test_buildout_lists_the_same_versions_in_a_form_it_can_read():
    parser = configparser.RawConfigParser()
    parser.optionxform = str
    parser.read(ROOT / "buildout.cfg", "utf-8")
    assert dict(parser["versions"]) == pins.pins(LOCKED_TEXT)


def test_buildout_extends_nothing_from_the_network():
    parser = configparser.RawConfigParser()
    parser.read(ROOT / "buildout.cfg", "utf-8")
    assert "extends" not in parser["buildout"]
    assert parser["buildout"]["allow-picked-versions"] == "false"


@pytest.mark.parametrize("wish", wishes(), ids=str)
def test_what_is_asked_for_is_pinned(wish):
    pinned = LOCKED[canonicalize_name(wish.name)]
    assert wish.specifier.contains(pinned, prereleases=True)


def test_the_requirements_hold_what_is_asked_and_needed_and_nothing_else():
    asked = (ROOT / "requirements.in").read_text("utf-8")
    assert pins.lock(asked) == LOCKED_TEXT
