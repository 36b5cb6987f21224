"""Proposals as pages show them."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from zope.i18nmessageid import Message

from farde.core.days import day_and_hour
from farde.core.people import display_names
from farde.core.visitor import current_user_id
from farde.thesaurus import governance, proposals
from farde.thesaurus.pages.wording import Told, told
from farde.thesaurus.proposals import STATE_TITLES, Proposal

#: A file may bring a thousand changes: beyond these a page says how many more there are.
_MOST = 5
#: Whoever reads why nothing could be written needs the first reasons, not a thousand.
_OBSTACLES = 5


@dataclass(frozen=True)
class Entry:
    """A proposal in words; ``more`` is how many of its changes are not shown.

    ``obstacles`` are the labels at fault, with what a worker met that was to write it.
    """

    id: str
    state: str
    state_title: str
    author: str
    service: str
    at: str
    why: str
    decided_by: str
    decided_at: str
    note: str
    mine: bool
    changes: list[Told]
    more: int
    progress: governance.Progress
    started: bool
    obstacles: list[tuple[str, Message]]


def entries(
    found: Iterable[Proposal],
    about: Container[tuple[str, str]] | None = None,
    whole: str = "",
) -> list[Entry]:
    """Return proposals in words; of large ones only the changes of terms they are asked about.

    ``whole`` is the id of the one whose changes are all wanted.
    """
    found = list(found)
    names = display_names({one for each in found for one in (each.author, each.decided_by) if one})
    return [
        _entry(one, names, about, len(one.changes) if one.id == whole else _MOST) for one in found
    ]


def _entry(one: Proposal, names: dict[str, str], about, most: int) -> Entry:
    ours = [c for c in one.changes if about is None or (c.level, c.slug) in about]
    shown = (ours or list(one.changes))[:most]
    return Entry(
        id=one.id,
        state=one.state,
        state_title=STATE_TITLES[one.state],
        author=names[one.author],
        service=one.service,
        at=day_and_hour(one.at),
        why=one.why,
        decided_by=names.get(one.decided_by, ""),
        decided_at=day_and_hour(one.decided_at) if one.decided_at else "",
        note=one.note,
        mine=one.author == current_user_id(),
        changes=[told(change) for change in shown],
        more=len(one.changes) - len(shown),
        progress=governance.progress(one),
        started=one.state == proposals.STARTED,
        obstacles=_obstacles(one),
    )


def _obstacles(one: Proposal) -> list[tuple[str, Message]]:
    labels = {change.slug: told(change).label for change in one.changes} if one.obstacles else {}
    shown = one.obstacles[:_OBSTACLES]
    return [(labels.get(each.slug, ""), each.message) for each in shown]
