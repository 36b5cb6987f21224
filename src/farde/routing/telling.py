"""The table told to people: its rows, and how one version differs from another."""

import logging
from dataclasses import dataclass
from datetime import datetime

from plone import api
from plone.contentrules.rule.interfaces import IRuleAction, IRuleCondition, IRuleElementData
from zope.component import queryUtility

from farde.core.i18n import _
from farde.document.vocabularies import CHANNEL_TITLES, DIRECTION_TITLES
from farde.routing import wording
from farde.routing.effects import Effect
from farde.routing.errors import MissingElement
from farde.routing.rows import Row, foreign, row_of
from farde.routing.rulestates import State, Table, rebuilt, running
from farde.routing.versions import touched

logger = logging.getLogger(__name__)

_KINDS = {"conditions": IRuleCondition, "actions": IRuleAction}
_SWITCH = {
    True: _("signal_table_enabled", default="Active"),
    False: _("signal_table_disabled", default="Inactive"),
}


@dataclass(frozen=True)
class TableRow:
    """A rule that listens to filed documents, told as a row of the client's table.

    ``modified`` says that it no longer does what its wording asks, ``modified_on`` since when.
    """

    number: int | None
    rule: str
    title: str
    types: tuple[str, ...]
    directions: tuple[str, ...]
    channels: tuple[str, ...]
    logic: str
    effects: tuple[str, ...]
    other_conditions: tuple[str, ...]
    foreign_conditions: tuple[str, ...]
    other_actions: tuple[str, ...]
    enabled: bool
    remark: str
    modified: bool
    modified_on: datetime | None
    edit_url: str


@dataclass(frozen=True)
class Change:
    """What one field of a row said before and says after; "" for nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """How a row changed; it was ``added``, ``removed`` or neither."""

    rule: str
    number: int | None
    title: str
    added: bool
    removed: bool
    changes: tuple[Change, ...]


def table_row(name: str, state: State, since: datetime | None = None) -> TableRow:
    """Return a rule's state as people read it."""
    row, others = row_of(name, state), _others(state, "conditions")
    return TableRow(
        number=row.number,
        rule=name,
        title=state["title"],
        types=tuple(map(wording.type_label, row.types)),
        directions=_titles(DIRECTION_TITLES, row.directions),
        channels=_titles(CHANNEL_TITLES, row.channels),
        logic=row.wording,
        effects=tuple(map(effect_words, row.effects)),
        other_conditions=(*_ri(row), *others),
        foreign_conditions=others,
        other_actions=_others(state, "actions"),
        enabled=running(state),
        remark=row.remark,
        modified=not row.as_worded,
        modified_on=None if row.as_worded else since,
        edit_url=f"{api.portal.get().absolute_url()}/++rule++{name}/@@manage-elements",
    )


def effect_words(one: Effect) -> str:
    """Return an effect in words, with its delay and its text."""
    words = [wording.effect(wording.KIND_TITLES[one.kind], one.role, one.when)]
    if one.due:
        days = _("effect_due", default="${days} j. ouvrables", mapping={"days": one.due})
        words.append(wording.spoken(days))
    if one.text:
        words.append(f"« {one.text} »")
    return " · ".join(words)


def row_changes(before: Table, after: Table) -> list[RowChange]:
    """Return how two tables differ, row by row, in words."""
    return [_row_change(*one) for one in touched(before, after)]


def _row_change(name: str, old: State | None, new: State | None) -> RowChange:
    told, shown = _fields(name, old), _fields(name, new)
    fields = {field: (told.get(field, ""), shown.get(field, "")) for field in {**told, **shown}}
    return RowChange(
        rule=name,
        number=Row(name).number,
        title=(new or old or {})["title"],
        added=old is None,
        removed=new is None,
        changes=tuple(Change(f, *pair) for f, pair in fields.items() if pair[0] != pair[1]),
    )


def _fields(name: str, state: State | None) -> dict[str, str]:
    if state is None:
        return {}
    told = table_row(name, state)
    return {
        wording.spoken(label): value
        for label, value in (
            (_("label_document_type", default="Type de document"), ", ".join(told.types)),
            (_("label_direction", default="Genre"), ", ".join(told.directions)),
            (_("label_channel", default="Canal"), ", ".join(told.channels)),
            (_("row_conditions", default="Autres conditions"), ", ".join(told.other_conditions)),
            (_("signal_table_effect", default="Effet"), " ; ".join(told.effects)),
            (_("row_other_actions", default="Autres actions"), ", ".join(told.other_actions)),
            (_("label_remark", default="Remarque"), told.remark),
            (_("signal_table_state", default="Règle"), wording.spoken(_SWITCH[told.enabled])),
        )
        if value
    }


def _titles(titles: dict, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(wording.spoken(titles[name]) for name in names if name in titles)


def _ri(row: Row) -> tuple[str, ...]:
    if row.active_ri is None:
        return ()
    return (wording.spoken(wording.WHEN["active_ri" if row.active_ri else "no_active_ri"]),)


def _others(state: State, kind: str) -> tuple[str, ...]:
    return tuple(_foreign_words(kind, one) for one in foreign(state, kind))


def _foreign_words(kind: str, told: tuple[str, State]) -> str:
    """What an element of a third party does, as it says itself; its name if it cannot say."""
    registered = queryUtility(_KINDS[kind], name=told[0])
    title = wording.spoken(registered.title) if registered else told[0]
    try:
        summary = wording.spoken(IRuleElementData(rebuilt(kind, told)).summary)
    except MissingElement:
        return title
    except Exception as error:
        logger.warning("%s could not be summed up: %s", told[0], type(error).__name__)
        return title
    return f"{title} : {summary}" if summary else title
