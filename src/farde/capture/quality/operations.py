"""The verbs of the package, each kept in the module of its noun."""

from farde.capture.quality.checking import (
    confirm,
    file,
    file_whole,
    is_handed_over,
    needs_check,
    send_back,
    submit,
)
from farde.capture.quality.kept import checks, open_rescans, rescans
from farde.capture.quality.rescanning import ask_rescan, deposit_for, join, replace, withdraw

__all__ = [
    "ask_rescan",
    "checks",
    "confirm",
    "deposit_for",
    "file",
    "file_whole",
    "is_handed_over",
    "join",
    "needs_check",
    "open_rescans",
    "replace",
    "rescans",
    "send_back",
    "submit",
    "withdraw",
]
