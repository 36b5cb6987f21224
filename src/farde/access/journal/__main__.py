"""The journal's command: ``python -m farde.access.journal verify`` walks the whole chain.

Exit code 0 when it is sound, 1 at the first broken link, 2 when it cannot be read. The last line
is the head, to be kept where nobody of this machine can write; ``--noted`` compares with heads
that were kept.
"""

import argparse
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from farde.access.journal import store, verification
from farde.access.journal.verification import Report

_FAULTS = {
    verification.CHANGED: "ligne modifiée / row changed",
    verification.DELETED: "ligne supprimée / row deleted",
    verification.REORDERED: "lignes déplacées / rows reordered",
    verification.INSERTED: "ligne ajoutée / row inserted",
    verification.TRUNCATED: "fin coupée / end cut off",
    verification.REWRITTEN: "ligne réécrite avec la clé / row rewritten with the key",
    verification.HEAD: "tête absente ou falsifiée / head missing or forged",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    asked = _parser().parse_args(arguments)
    try:
        report = _verified(_noted(asked.noted), asked.without_anchors)
    except store.Unavailable as error:
        _say(f"Le journal ne peut pas être lu. / The journal cannot be read. ({error})")
        return 2
    return _tell(report)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="farde.access.journal", description=__doc__)
    commands = parser.add_subparsers(required=True)
    verify = commands.add_parser("verify", help="walk the chain from its first row")
    verify.add_argument(
        "--noted", type=Path, help="a file with heads that were kept: lines 'head NUMBER SEAL'"
    )
    verify.add_argument(
        "--without-anchors",
        action="store_true",
        help="do not open the object database, where anchors are kept",
    )
    return parser


def _verified(noted: Mapping[int, str], without_anchors: bool) -> Report:
    zope_conf = os.environ.get("FARDE_ZOPE_CONF")
    if without_anchors or not zope_conf:
        _say("Sans les ancres de la base Plone. / Without the anchors of the object database.")
        journal = store.current()
        with journal.snapshot() as (head, rows):
            return verification.verify(journal.key, rows, head, noted)
    from farde.access.journal import operations
    from farde.access.journal.errors import JournalUnavailable
    from farde.core import background

    # Its converter is never called here, and it shouts that LibreOffice is missing.
    logging.getLogger("collective.documentviewer").setLevel(logging.CRITICAL)
    background.start(zope_conf)
    with background.open_site():
        try:
            return background.committing(lambda: operations.verify_and_anchor(noted))
        except JournalUnavailable as refusal:
            raise store.Unavailable(str(refusal.__cause__)) from refusal


def _noted(path: Path | None) -> dict[int, str]:
    if path is None:
        return {}
    lines = (line.split() for line in path.read_text("utf-8").splitlines())
    return {int(words[1]): words[2] for words in lines if len(words) == 3 and words[0] == "head"}


def _tell(report: Report) -> int:
    if report.fault is not None:
        fault = report.fault
        _say(
            f"Rupture à la ligne {fault.number} : {_FAULTS[fault.kind]}. "
            f"Lignes intactes avant / sound rows before: {report.count}"
        )
        return 1
    _say(f"Le journal est intact : {report.count} lignes. / Sound: {report.count} rows.")
    _say(f"head {report.count} {report.last_hash}")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
