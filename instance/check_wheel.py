"""Build the wheel, compare it with the tree, install it elsewhere and run the set-up tests there.

The other packages come from the environment of this Python: a second one with all of Plone would
take minutes and prove nothing more. The editable farde of this environment stays out of sight,
because a folder added by a .pth file does not have its own .pth files read.
"""
# ruff: noqa: T201

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "check-wheel"
SOURCES = {"src/farde": "farde", "profiles": "farde/profiles"}
NOT_SHIPPED = {".pyc", ".mo"}


def run(*command: str | Path, **options: object) -> None:
    """Run, show the command, stop at a failure."""
    print("$", *command, flush=True)
    if subprocess.run([str(part) for part in command], check=False, **options).returncode:
        sys.exit(1)


def build() -> Path:
    """The wheel, built by the pinned hatchling."""
    shutil.rmtree(WORK, ignore_errors=True)
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", WORK / "dist", cwd=ROOT)
    (wheel,) = (WORK / "dist").glob("*.whl")
    return wheel


def expected() -> set[str]:
    """Every file of the package and of the profiles, by its name in the wheel."""
    names = set()
    for source, target in SOURCES.items():
        for path in (ROOT / source).rglob("*"):
            if path.is_file() and path.suffix not in NOT_SHIPPED and path.name[0] != ".":
                names.add(f"{target}/{path.relative_to(ROOT / source).as_posix()}")
    return names


def compare(wheel: Path) -> None:
    """Refuse a wheel that lacks a file of the tree (symbolic links, patterns that exclude)."""
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    lacking = sorted(expected() - packed)
    if lacking:
        sys.exit("The wheel lacks:\n  " + "\n  ".join(lacking))
    print(f"{wheel.name}: {len(packed)} files, nothing is missing", flush=True)


def install(wheel: Path) -> Path:
    """A new environment with the wheel; its Python."""
    home = WORK / "venv"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    (site,) = home.glob("lib/python*/site-packages")
    (site / "others.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "--python", python]
    run(*pip, "install", "--no-deps", "--no-index", "--ignore-installed", wheel)
    return python


PROBE = """
import sys, farde, pathlib
where = pathlib.Path(farde.__file__).resolve().parent
assert where.is_relative_to(sys.prefix), f"farde comes from {where}"
profiles = {p.parent.name for p in (where / "profiles").glob("*/metadata.xml")}
assert {"default", "uninstall", "cpas", "demo"} <= profiles, profiles
print("farde from", where, "with profiles", *sorted(profiles))
"""


def main() -> None:
    """From the tree to green set-up tests against the installed wheel."""
    wheel = build()
    compare(wheel)
    python = install(wheel)
    elsewhere = WORK / "elsewhere"
    elsewhere.mkdir()
    run(python, "-c", PROBE, cwd=elsewhere)
    environment = os.environ | {"FARDE_FROM_WHEEL": "1"}
    tests = ["-c", ROOT / "pyproject.toml", "--rootdir", ROOT, ROOT / "tests" / "setup"]
    run(
        *(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests),
        cwd=elsewhere,
        env=environment,
    )


if __name__ == "__main__":
    main()
