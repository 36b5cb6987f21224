"""The verbs of suggestions: propose for a part, show what its reader may see, note what was filed.

Proposing never fails: what cannot be proposed is left out, and told on the page of suggestions.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from plone import api

from farde.access import operations as access
from farde.capture import work
from farde.capture.plan import Part
from farde.capture.suggesting import days, learned, outcomes, people, senders, terms
from farde.capture.suggesting.learned import Version
from farde.capture.suggesting.settings import threshold
from farde.capture.suggesting.suggestion import FIELDS, Material, Suggestion, joined, spoken
from farde.core import clock, outbox
from farde.core.visitor import current_user_id
from farde.document.profile import Profile

logger = logging.getLogger(__name__)

#: The task that learns; its subject is the UID of the site.
TASK = "farde.learn"


def suggest(batch, part: Part) -> tuple[Suggestion, ...]:
    """Return what is proposed for a part, the best of each field first; never raises.

    The proposals are the same for everybody: ``offered`` shows them to somebody.
    """
    leaves = tuple(str(leaf) for leaf in part.leaves)
    try:
        found = propose(material(batch, part), learned.current())
        return tuple(replace(one, leaves=leaves) for one in found)
    except Exception as error:
        logger.error("Nothing could be suggested: %s", type(error).__name__)
        return ()


def propose(given: Material, version: Version) -> tuple[Suggestion, ...]:
    """Return what is proposed for these words, each field above its threshold."""
    return tuple(
        one
        for field, found in every_proposal(given, version).items()
        for one in spoken(found, threshold(field))
    )


def every_proposal(given: Material, version: Version) -> dict[str, list[Suggestion]]:
    """Return all proposals by field, however unsure; one that fails leaves the others."""
    found: dict[str, list[Suggestion]] = {field: [] for field in FIELDS}
    finders: tuple[Callable[[], Iterable[Suggestion]], ...] = (
        lambda: joined(people.signs(given, version, people.registry())),
        lambda: [one for some in terms.proposals(given.text, version) for one in some],
        lambda: joined(_written(given, version)),
        lambda: joined(_received(given, version)),
        lambda: joined(senders.proposals(given, version)),
    )
    for finder in finders:
        try:
            for one in finder():
                found[one.field].append(one)
        except Exception as error:
            logger.error("A suggestion failed: %s", type(error).__name__)
    return found


def offered(batch, part: Part) -> list[Suggestion]:
    """Return what is proposed for a part as the signed-in user may see it.

    Made anew where the part has other pages than when it was prepared; never raises.
    """
    return for_reader(_current(batch, part))


def for_reader(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """Return proposals as the signed-in user may see them, dossiers with whose they are.

    A dossier that was protected since, or that this user is kept out of, is left out.
    """
    closed = access.limits().closed_to(current_user_id()) | set(access.limits().protected())
    allowed = [one for one in suggestions if one.detail.get("uid") not in closed]
    names = people.told([one.detail["uid"] for one in allowed if one.field == "dossier"])
    return [replace(one, label=names.get(one.detail.get("uid"), one.label)) for one in allowed]


def note(batch, part: Part, profile: Profile, dossiers: Sequence) -> None:
    """Keep beside a filed part what had been proposed for it, right or not; never raises.

    What was filed before it was read says nothing of proposals.
    """
    try:
        if not any(material(batch, part).pages):
            return
        numbers = [dossier.getId() for dossier in dossiers]
        found = outcomes.compared(_current(batch, part), profile, numbers)
        outcomes.note(batch, part.id, found)
    except Exception as error:
        logger.error("What was suggested could not be noted: %s", type(error).__name__)


def learn_now() -> None:
    """Ask for learning, however little is new; the worker does it after this transaction."""
    learned.kept().wanted = True
    outbox.enqueue(TASK, api.portal.get().UID())


def material(batch, part: Part) -> Material:
    """Return what was read and seen on the pages of a part, and how it came in."""
    state, about = work.of(batch), getattr(batch, "about", None)
    leaves = [str(leaf) for leaf in part.leaves]
    read = [state.read.get(leaf) for leaf in leaves]
    codes = [code for leaf in leaves for code in getattr(state.sights.get(leaf), "codes", ())]
    return Material(
        pages=tuple(page.text if page else "" for page in read),
        codes=tuple(code.text for code in codes),
        sender=getattr(about, "sender", "") or "",
        dossier_uid=getattr(about, "dossier_uid", "") or "",
    )


def day(field: str, dated: days.Dated, version: Version) -> Suggestion:
    """Return a day that a document bears as a proposal for a field."""
    reason = "stamp" if dated.how == "stamp" else f"date-{dated.how}"
    value, shown = dated.day.isoformat(), dated.day.strftime("%d/%m/%Y")
    detail = {"page": str(dated.page)}
    return Suggestion(field, value, shown, min(0.99, version.belief(reason)), reason, detail)


def _written(given: Material, version: Version) -> list[Suggestion]:
    found = days.written_on(given.pages, clock.today())
    return [day("document_date", one, version) for one in found]


def _received(given: Material, version: Version) -> list[Suggestion]:
    found = days.received_on(given.pages, clock.today())
    return [day("received_on", one, version) for one in found]


def _current(batch, part: Part) -> tuple[Suggestion, ...]:
    kept = work.of(batch).suggestions.get(part.id, ())
    leaves = tuple(str(leaf) for leaf in part.leaves)
    as_prepared = kept and all(one.leaves == leaves for one in kept)
    return kept if as_prepared else suggest(batch, part)
