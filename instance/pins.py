"""One source of pins: requirements.in, locked into requirements.txt, copied into buildout.cfg.

Run in an environment where what requirements.in asks for is installed. `--buildout` leaves
requirements.txt alone and only copies it into the section [versions] of buildout.cfg.
"""

import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
ASKED = ROOT / "requirements.in"
LOCKED = ROOT / "requirements.txt"
BUILDOUT = ROOT / "buildout.cfg"
BEGIN = (
    "# --- generated from requirements.txt by instance/pins.py: do not edit below ---\n[versions]\n"
)
HEADER = """\
# Exact versions of everything Farde needs to run, to be tested and to be assembled.
# Generated from requirements.in by instance/pins.py. The only source of pins.
"""


def requirements(text: str) -> list[Requirement]:
    """The requirements of a file; comments start with a hash."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [Requirement(line) for line in lines if line]


def pins(text: str) -> dict[str, str]:
    """Name, as its project writes it, to exact version."""
    return {pin.name: next(iter(pin.specifier)).version for pin in requirements(text)}


def closure(asked: list[Requirement]) -> dict[str, Requirement]:
    """Everything that the asked distributions need here, with the installed versions."""
    found: dict[str, Requirement] = {}
    extras: dict[str, set[str]] = {}
    todo = [r for r in asked if r.marker is None or r.marker.evaluate()]
    while todo:
        wanted = todo.pop()
        key = canonicalize_name(wanted.name)
        new = {"", *wanted.extras} - extras.setdefault(key, set())
        if not new:
            continue
        extras[key] |= new
        try:
            installed = distribution(wanted.name)
        except PackageNotFoundError:
            sys.exit(f"{wanted} is asked for but not installed")
        name = installed.metadata["Name"]
        found[key] = Requirement(f"{name}=={installed.version}")
        for needed in map(Requirement, installed.requires or []):
            if needed.marker is None or any(needed.marker.evaluate({"extra": e}) for e in new):
                todo.append(needed)
    return found


def lock(asked_text: str) -> str:
    """The text of requirements.txt; a pin for another Python stands as it was asked for."""
    asked = requirements(asked_text)
    found = closure(asked)
    found |= {canonicalize_name(r.name): r for r in asked if r.marker}
    lines = [str(r) for r in found.values()]
    return HEADER + "".join(f"{line}\n" for line in sorted(lines, key=str.lower))


def buildout_versions(locked_text: str) -> str:
    """The lines of [versions]: buildout knows no markers, an unused pin does no harm there."""
    return "".join(f"{name} = {version}\n" for name, version in pins(locked_text).items())


def with_versions(buildout_text: str, locked_text: str) -> str:
    """buildout.cfg with the generated end replaced."""
    return buildout_text.partition(BEGIN)[0] + BEGIN + buildout_versions(locked_text)


if __name__ == "__main__":
    if "--buildout" not in sys.argv[1:]:
        LOCKED.write_text(lock(ASKED.read_text("utf-8")), "utf-8")
    BUILDOUT.write_text(
        with_versions(BUILDOUT.read_text("utf-8"), LOCKED.read_text("utf-8")), "utf-8"
    )
