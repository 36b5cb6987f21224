"""From the walking thesaurus, rules and inbox to those that the records managers keep themselves.

Terms get states, the rules' actions the keys they were known by, signals and tickets what the
inbox finds them by. What a centre has made of its terms and rules stays.
"""

from collections.abc import Iterator
from itertools import batched

import transaction
from Acquisition import aq_base
from plone import api

from farde.access import settings
from farde.core import outbox
from farde.document import following
from farde.routing import versions
from farde.routing.operations import freeze_keys
from farde.setuphandlers import load_groups, post_install, said_of_types, table
from farde.thesaurus import operations as thesaurus
from farde.thesaurus import spocs, states
from farde.thesaurus.operations import THESAURUS_ID
from farde.thesaurus.terms import LEVELS
from farde.upgrades import follow_profile, follow_workflow

#: What following a change of readers was called.
_OLD_TASK = "farde.reopen"
#: The states of tickets and signals in the matrix of before, and those of now.
_NEW_STATES = {
    ",created in_progress done cancelled,": ",created in_progress done handed_over cancelled,",
    ",emitted read cancelled,": ",emitted read archived cancelled,",
}
#: What the inbox finds a signal or ticket by, and shows of it.
_FOUND_BY = ("waiting", "pressing", "review_state", "addressee")
#: Content between two savepoints: an upgrade of thousands of tickets must fit in memory.
_BATCH = 500


def upgrade(tool) -> None:
    """Bring a site of version 20261121120000 up to date; running it again changes nothing."""
    # Before the catalogue gets its new indexes: what each action was known by must not be lost.
    freeze_keys()
    follow_profile(tool)
    post_install(tool)
    follow_workflow(api.portal.get()[THESAURUS_ID])
    for content in _terms():
        give_state(content)
    if api.group.get(groupname="records-managers") is not None:
        load_groups()
        spocs.load_departments(table("cpas", "departments.csv"))
        _say_of_types()
    thesaurus.refresh()
    _ask_by_the_new_name()
    versions.keep_what_is_new()
    _tell_the_matrix()
    for brains in batched(_followups(), _BATCH):
        for brain in brains:
            list_anew(brain._unrestrictedGetObject())
        transaction.savepoint(optimistic=True)


def give_state(content) -> None:
    """Retire a term that was no longer proposed; the others are in force, as they were."""
    was_active = aq_base(content).__dict__.pop("active", None)
    content._p_changed = True
    known = api.portal.get_tool("portal_workflow").getStatusOf(states.WORKFLOW, content)
    state = states.RETIRED if was_active is False else (known or {}).get("review_state")
    states.put(content, state or states.ACTIVE)


def list_anew(followup) -> None:
    """Let the inbox find one signal or ticket, whose states have new rules."""
    follow_workflow(followup)
    followup.reindexObject(idxs=list(_FOUND_BY))


def _tell_the_matrix() -> None:
    """Add the new states to the rows of the centre's matrix, whatever else it changed there."""
    record = f"{settings.PREFIX}.matrix"
    text = api.portal.get_registry_record(record) or ""
    for before, after in _NEW_STATES.items():
        text = text.replace(before, after)
    api.portal.set_registry_record(record, text)


def _ask_by_the_new_name() -> None:
    """Let documents still follow a change of readers that nobody had worked off."""
    old = f"{_OLD_TASK}:"
    for key in [key for key in outbox.waiting() if key.startswith(old)]:
        outbox.enqueue(following.TASK, key.removeprefix(old))
        outbox.discard(key)


def _say_of_types() -> None:
    """Give the types what nobody could have said of them before: class, data asked, remark."""
    said = said_of_types()
    for content in _terms():
        row = said.get(content.getId(), {}) if content.portal_type == LEVELS[1] else {}
        for name, value in _unsaid(content, row).items():
            setattr(content, name, value)


def _unsaid(content, row: dict[str, str]) -> dict:
    had = aq_base(content).__dict__
    ours = {
        "default_confidentiality": row.get("confidentialite") or None,
        "asked_fields": (row.get("donnees_demandees") or "").split(),
        "remark": row.get("remarque") or "",
    }
    return {name: value for name, value in ours.items() if value and not had.get(name)}


def _terms() -> Iterator:
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(portal_type=list(LEVELS)):
        yield brain._unrestrictedGetObject()


def _followups() -> Iterator:
    catalog = api.portal.get_tool("portal_catalog")
    yield from catalog.unrestrictedSearchResults(portal_type=["Signal", "Ticket"])
