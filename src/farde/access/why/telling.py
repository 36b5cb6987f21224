"""Answers as pages and programs tell them: everybody by name, everything in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from plone import api
from zope.component import queryUtility

from farde.access import explaining
from farde.access.explaining import Explanation, Ground
from farde.access.interfaces import IDocumentTypes, IExplained
from farde.access.journal.interfaces import IAccessSubject
from farde.access.roles import rights
from farde.access.why import operations, wording
from farde.access.why.wording import Said


@dataclass(frozen=True)
class Reach:
    """What grounds open: documents by class, and the types that a service reads."""

    documents: list[tuple[str, str]]
    types: list[str]
    pieces: bool = False

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The classes with what is read of them in words."""
        return [(classes, wording.WHICH[which]) for classes, which in self.documents]


@dataclass(frozen=True)
class Answer:
    """Why somebody sees a place, or does not."""

    user: str
    name: str
    sees: bool
    causes: list[Said]
    obstacles: list[Said]
    reach: Reach | None


@dataclass(frozen=True)
class Watcher:
    """A person or a site group who sees a place; ``members`` is None for a person."""

    id: str
    name: str
    members: int | None
    causes: list[Said]
    reach: Reach | None


@dataclass(frozen=True)
class SeenDossier:
    """A dossier that somebody sees: its number, and its address if it may be opened."""

    number: str
    url: str
    causes: list[Said]
    reach: Reach


def answer(content: IExplained, user_id: str) -> Answer:
    """Return why a user sees a place, or does not, in words."""
    found: Explanation = operations.explain(content, user_id)
    state = _state(content)
    return Answer(
        user=user_id,
        name=wording.principal_name(user_id),
        sees=found.sees,
        causes=[wording.because(ground) for ground in found.grounds],
        obstacles=[wording.why_not(obstacle, state) for obstacle in found.obstacles],
        reach=_reach_in(content, found.grounds),
    )


def name_of(user_id: str) -> str:
    """Return what a user is called."""
    return wording.principal_name(user_id) if user_id else ""


def watchers(content: IExplained) -> list[Watcher]:
    """Return who sees a place now: people by name, then site groups with their size."""
    found = [_watcher(content, one) for one in operations.insights(content)]
    return sorted(found, key=lambda one: (one.members is not None, one.name.lower()))


def denied(content: IExplained) -> list[str]:
    """Return who is kept out of a place, by name."""
    return [wording.principal_name(user_id) for user_id in operations.denied(content)]


def seen(brains: Iterable, grounds: dict[str, tuple[Ground, ...]]) -> list[SeenDossier]:
    """Return dossiers that somebody sees, in the order of the brains."""
    brains = list(brains)
    mine = _viewed([brain.UID for brain in brains])
    return [
        SeenDossier(
            brain.getId,
            mine.get(brain.UID, ""),
            [wording.because(ground) for ground in grounds[brain.UID]],
            reach(grounds[brain.UID]),
        )
        for brain in brains
    ]


def reach(grounds: Iterable[Ground]) -> Reach:
    """Return what grounds open of a dossier, by the matrix and the thesaurus."""
    grounds = tuple(grounds)
    opening = [ground for ground in grounds if explaining.opens_dossier(ground.function)]
    documents = wording.documents(opening, rights()) if opening else []
    by_type = any(which == explaining.TYPES for _classes, which in documents)
    return Reach(documents, _types(wording.services_of(opening)) if by_type else [], not opening)


def _reach_in(content, grounds: tuple[Ground, ...]) -> Reach | None:
    return reach(grounds) if grounds and IAccessSubject(content).kind == "dossier" else None


def _watcher(content, insight: operations.Insight) -> Watcher:
    group = wording.is_group(insight.principal)
    return Watcher(
        insight.principal,
        wording.principal_name(insight.principal),
        wording.members_of(insight.principal) if group else None,
        [wording.because(ground) for ground in insight.grounds],
        _reach_in(content, insight.grounds),
    )


def _types(services: set[str]) -> list[str]:
    known = queryUtility(IDocumentTypes, default=list)
    return [one.title for one in known() if services & set(one.readers)]


def _viewed(uids: list[str]) -> dict[str, str]:
    brains = api.portal.get_tool("portal_catalog")(UID=uids) if uids else []
    return {brain.UID: brain.getURL() for brain in brains}


def _state(content) -> str:
    """The state of the dossier that content is or lies in."""
    subject = IAccessSubject(content)
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(UID=subject.dossier_uid)
    return next((brain.review_state for brain in brains), "")
