"""What is known of a deposit from how it came in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date


@dataclass(frozen=True)
class About:
    """Nothing of it is needed; what is known is proposed to whoever files.

    ``station`` names the scanner or mailbox, ``replaces`` the deposit that was to be scanned
    again, ``receipt`` and ``interview`` what a citizen or caseworker holds of it. ``pieces`` are
    what was handed in, in the words of the counter; ``marks`` whatever else a channel tells.
    """

    station: str = ""
    dossier_uid: str = ""
    received_on: date | None = None
    sender: str = ""
    interview: str = ""
    pieces: tuple = ()
    language: str = ""
    replaces: str = ""
    receipt: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)


def traced(about: About) -> About:
    """Return what stays known once all is filed: how it came, and of nobody from whom."""
    return replace(about, dossier_uid="", sender="", pieces=(), language="")


NOTHING = About()
