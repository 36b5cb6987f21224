"""Add up the summary lines of several pytest runs: summary.py LOG SECONDS."""
# ruff: noqa: T201

import re
import sys
from pathlib import Path

KINDS = ("failed", "passed", "skipped", "deselected", "xfailed", "xpassed", "error")
# "=== 3 passed, 1 skipped in 2.10s ===", and without the signs when pytest is quiet
SUMMARY = re.compile(r"^(?:=+ )?(\d+ \w+(?:, \d+ \w+)*) in [\d.]+s.*$", re.MULTILINE)


def add_up(log: str) -> dict[str, int]:
    """How many tests of each kind, over all runs in the log."""
    totals: dict[str, int] = {}
    for counts in SUMMARY.findall(re.sub(r"\x1b\[[\d;]*m", "", log)):
        for count, word in re.findall(r"(\d+) (\w+)", counts):
            kind = "error" if word == "errors" else word
            totals[kind] = totals.get(kind, 0) + int(count)
    return totals


def line(totals: dict[str, int], seconds: float) -> str:
    """The totals in the form of pytest's last line."""
    words = [f"{totals[kind]} {kind}" for kind in KINDS if kind in totals]
    return f" {', '.join(words) or 'no tests ran'} in {seconds:.2f}s ".center(80, "=")


if __name__ == "__main__":
    log = Path(sys.argv[1]).read_text("utf-8", errors="replace")
    print(line(add_up(log), float(sys.argv[2])))
