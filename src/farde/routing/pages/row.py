"""``@@signal-row``: a row of the table is edited, tried on filed documents, and saved."""

from functools import cached_property
from typing import Any

from zope.i18n import translate

from farde.core import days
from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.document.vocabularies import CHANNEL_TITLES, DIRECTION_TITLES
from farde.routing import drafts, editing, errors, trials
from farde.routing.findings import Findings
from farde.routing.pages import rowform
from farde.routing.rows import Row, row_of
from farde.routing.rulestates import State, mark_of, photograph
from farde.routing.sample import Sample, sample
from farde.routing.telling import TableRow, table_row
from farde.routing.trials import Trial
from farde.routing.wording import KIND_TITLES, WHEN
from farde.thesaurus import operations as thesaurus
from farde.tickets import roles


class SignalRowView(SteppedView):
    """Change, try, save; what was given stays in the form whatever is refused."""

    kinds, whens = KIND_TITLES, WHEN
    directions, channels = DIRECTION_TITLES, CHANNEL_TITLES
    short_day = staticmethod(days.short_day)
    #: The trial that the address names, one that a worker has not finished, and what was found.
    asked: Trial | None = None
    pending: Trial | None = None
    found: Findings | None = None
    #: Whether removing the row waits for the user to read it back.
    removing = False

    def __call__(self) -> str:
        if self.rule and self.state is None:
            refusal = errors.UnknownRow()
            self.request.response.setStatus(refusal.status)
            self.refusals = [refusal]
            return self.index()
        if self.request.method != "POST" and self.text("trial"):
            self._show_trial()
        return super().__call__()

    def receive(self, step: str) -> str:
        """Do what a button asks; raises the refusals of the verbs, all fields at once."""
        if step == "remove":
            self.removing = True
        elif step == "remove-do":
            return self._remove()
        elif step == "try":
            self._try()
        elif step == "save":
            return self._save()
        return self.index()

    @property
    def page_title(self):
        """The row's number and what it is about, in the window's title."""
        if not self.rule or self.state is None:
            return _("row_heading_new", default="Nouvelle ligne")
        return self.state["title"]

    @cached_property
    def table(self) -> dict[str, State]:
        """The table as it stands."""
        return photograph()

    @property
    def rule(self) -> str:
        """The rule of the row; "" for a new one."""
        return self.text("row")

    @property
    def state(self) -> State | None:
        """The rule as it stands."""
        return self.table.get(self.rule)

    @property
    def told(self) -> TableRow:
        """The row as it stands, in words."""
        return table_row(self.rule, self.state)

    @property
    def foreign(self) -> list[str]:
        """What third parties added to the rule, in words."""
        told = self.told
        return [*told.foreign_conditions, *told.other_actions]

    @property
    def mark(self) -> str:
        """What the row was marked by when it was first read, or when a change of it was told."""
        told = any(isinstance(one, errors.RowChangedMeanwhile) for one in self.refusals)
        return mark_of(self.state) if told else self.text("mark") or mark_of(self.state)

    @property
    def added_by_centre(self) -> bool:
        """Whether the row is there, and may be taken away."""
        return self.state is not None and Row(self.rule).added

    @cached_property
    def form(self) -> dict[str, Any]:
        """What the fields hold: what was given, what is tried, or the row as it stands."""
        if self.request.method == "POST":
            return rowform.given(self.request.form)
        if self.asked is not None:
            return rowform.of_row(self.asked.rows[0])
        if self.state is None:
            number = editing.next_number(self.table)
            return rowform.of_row(Row("", directions=("incoming",))) | {"number": str(number)}
        return rowform.of_row(row_of(self.rule, self.state))

    @cached_property
    def types(self) -> list[tuple[str, str]]:
        """The types that can be chosen: those in use, and retired ones that the row names."""
        chosen = set(self.form["types"])
        return [(t.id, t.label) for t in thesaurus.types() if t.active or t.id in chosen]

    @property
    def chosen_types(self) -> str:
        """The chosen types, in words."""
        chosen = set(self.form["types"])
        return ", ".join(label for name, label in self.types if name in chosen)

    @property
    def effects(self) -> list[dict[str, Any]]:
        """The effects of the form, and an empty place for one more."""
        return [*self.form["effects"], rowform.NO_EFFECT]

    def roles_for(self, effect: dict[str, Any]) -> list[tuple[str, Any]]:
        """The roles to choose from, and that of the effect, also where it has gone."""
        known = dict.fromkeys([*roles.ROLE_TITLES, effect["role"]])
        return [(role, roles.title(role)) for role in known if role]

    def words(self, message) -> str:
        """Return a message in the reader's language."""
        return translate(message, context=self.request)

    def _row(self) -> Row:
        return drafts.read_row(rowform.values(self.form), self.rule, self.table)

    def _sample(self) -> Sample:
        form = self.form
        return sample(form["by"], form["since"], form["until"], form["names"].split())

    def _try(self) -> None:
        found = trials.try_table([self._row()], (), self._sample())
        if isinstance(found, Trial):
            self.pending = found
        else:
            self.found = found

    def _show_trial(self) -> None:
        self.refusals = []
        self.asked = trials.trial(self.text("trial"))
        self.found = self.asked.found
        self.pending = None if self.found else self.asked

    def _save(self) -> str:
        row = self._row()
        if self.rule and self.text("mark") != mark_of(self.state):
            raise errors.RowChangedMeanwhile
        editing.save([row], (), self.form["why"])
        return self._to_table(_("row_saved", default="La ligne est enregistrée."), f"#{row.rule}")

    def _remove(self) -> str:
        editing.save((), [self.rule], self.form["why"])
        return self._to_table(_("row_removed", default="La ligne est retirée de la table."))

    def _to_table(self, message, place: str = "") -> str:
        self.done(message)
        return self.request.response.redirect(
            f"{self.context.absolute_url()}/@@signal-table{place}"
        )
