"""What access costs: a transfer beside stock Plone's sharing, restricted beside unrestricted.

``make bench-access`` runs it; ``SIZES=`` (1000,6000,30000 documents), ``DOSSIERS=`` (1400) and
``REPEATS=`` (60) are honoured. Everything is compared with its rival in the same run.
"""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import journal, reading, transferring
from bench.bigsite import build, open_site_of, supervised
from bench.figures import load, machine, say
from live import ROOT


def main(sizes: list[int], dossiers: int, repeats: int) -> None:
    """Measure and print; the goals come last, one per line."""
    say(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {machine()}", f"load before {load()}")
    # First: the site that the others need changes this process's environment.
    kept = journal.measure()
    with (
        tempfile.TemporaryDirectory(prefix="farde-bench-") as home,
        open_site_of(new_site(Path(home))) as portal,
    ):
        say("building:")
        loads = build(sizes, dossiers, say)
        say(f"supervisor1 sees {supervised()} dossiers; load {load()}", "")
        goals = [
            *transferring.measure(portal, loads),
            *transferring.measure_ticket(portal, loads),
            *reading.measure(portal, loads, repeats),
        ]
    say(f"load after {load()}", "", *(goal.line() for goal in [*goals, *kept]))


def new_site(home: Path) -> str:
    """Make an instance without demonstration content; return the path of its zope.conf."""
    environment = os.environ | {"FARDE_HOME": str(home), "FARDE_VAR": str(home / "var")}
    script = "import configure; configure.render(configure.from_environment())"
    instance = str(ROOT / "instance")
    search = os.pathsep.join([instance, environment.get("PYTHONPATH", "")])
    environment["PYTHONPATH"] = search
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)
    conf = str(home / "etc" / "zope.conf")
    create = [sys.executable, f"{instance}/create_site.py", conf]
    subprocess.run(create, check=True, env=environment, stdout=subprocess.DEVNULL)
    os.environ |= {"FARDE_VAR": str(home / "var"), "FARDE_ZOPE_CONF": conf}
    sys.path.insert(0, instance)
    return conf


if __name__ == "__main__":
    main(
        [int(size) for size in (os.environ.get("SIZES") or "1000,6000,30000").split(",")],
        int(os.environ.get("DOSSIERS") or 1400),
        int(os.environ.get("REPEATS") or 60),
    )
