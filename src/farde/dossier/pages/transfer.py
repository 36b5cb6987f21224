"""``@@transfer``: a supervisor hands dossiers to another caseworker."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from farde.core import clock, days
from farde.core.i18n import _
from farde.core.people import display_name
from farde.core.stepped import SteppedView
from farde.dossier import transfer
from farde.dossier.errors import InvalidDay
from farde.dossier.pages.rows import LIMIT, Colleague, Group, Row, colleague, grouped, rows_of
from farde.dossier.transfer import Transfer

#: Stands in addresses and forms for the dossiers that nobody holds.
NOBODY = "-"


class TransferView(SteppedView):
    """Choose, check in words, do; nothing is done before it was read back."""

    page_title = _("nav_transfer", default="Transferts")
    limit = LIMIT
    short_day, hour = staticmethod(days.short_day), staticmethod(days.hour)
    prepared: Sequence[Transfer] = ()
    #: Whether somebody else moved what was read back.
    overtaken = False

    def receive(self, step: str) -> str:
        """Do what a button asks; raises refusals, which the page shows beside what was given."""
        if step == "cancel":
            return self._cancel()
        if step == "do":
            return self._do()
        if step == "check":
            self.prepared = transfer.prepare(self._chosen(), self.to_user, self._at())
        return self.index()

    @property
    def from_user(self) -> str | None:
        """The caseworker whose dossiers are shown; "" for nobody's, None before the choice."""
        asked = self.text("from")
        return ("" if asked == NOBODY else asked) if asked else None

    @property
    def to_user(self) -> str:
        """The caseworker they go to, as chosen so far."""
        return self.text("to")

    @property
    def all_of_them(self) -> bool:
        """Whether every dossier is meant, ticked or not."""
        going_back = self.text("step") == "edit" and self.text("was_all")
        return bool(self.text("all") or going_back)

    @property
    def later(self) -> bool:
        """Whether the transfer waits for a day."""
        return self.text("when") == "day"

    @property
    def on(self) -> str:
        """The day as it was typed."""
        return self.text("on")

    @cached_property
    def givers(self) -> list[Colleague]:
        """Those whose dossiers the reader supervises."""
        counts = transfer.held_counts()
        nobody = [Colleague(NOBODY, "", counts.pop(""))] if counts[""] else []
        found = [colleague(user, count) for user, count in counts.items() if user]
        return sorted(found, key=lambda one: one.name) + nobody

    @cached_property
    def takers(self) -> list[Colleague]:
        """Those who can take dossiers, with what they hold now."""
        found = [colleague(user, count) for user, count in transfer.loads().items()]
        return sorted((one for one in found if one.id != self.from_user), key=lambda one: one.name)

    @cached_property
    def uids(self) -> list[str]:
        """The dossiers of the chosen caseworker."""
        return [] if self.from_user is None else transfer.held_by(self.from_user)

    @cached_property
    def rows(self) -> list[Row]:
        """The first of these dossiers, by number."""
        return rows_of(self.uids, self._ticked)

    @cached_property
    def planned(self) -> list[Group]:
        """What is to come."""
        return grouped(transfer.planned())

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of staff that the page speaks of."""
        groups = [*self.planned, *grouped(self.prepared)]
        users = {user for one in groups for user in (one.from_user, one.to_user)}
        return {user: display_name(user) for user in users | {self.from_user or ""}}

    @property
    def checked(self) -> list[Group]:
        """What was asked, to be read back."""
        return grouped(self.prepared)

    @property
    def _ticked(self) -> set[str]:
        return set(self.texts("dossiers"))

    def _chosen(self) -> list[str]:
        if self.all_of_them:
            return self.uids
        return transfer.uids_of(sorted(self._ticked))

    def _at(self) -> datetime | None:
        if not self.later:
            return None
        day = days.parsed_day(self.on)
        if day is None:
            raise InvalidDay
        return transfer.beginning(day)

    def _do(self) -> str:
        prepared = transfer.prepare(self._chosen(), self.to_user, self._at())
        if {one.from_user or NOBODY for one in prepared} - set(self.texts("giver")):
            # A colleague was quicker: what was read back is not what would be done.
            self.prepared, self.overtaken = prepared, True
            return self.index()
        return self._thank(transfer.transfer(self._chosen(), self.to_user, self._at()))

    def _thank(self, done: list[Transfer]) -> str:
        name = display_name(self.to_user)
        if done[0].at > clock.now():
            text = _(
                "transfer_planned",
                default="C'est prévu. Dossiers confiés à ${name} dès le ${day} : ${count}. "
                "Vous pouvez encore annuler ci-dessous.",
                mapping={"count": len(done), "name": name, "day": days.short_day(done[0].at)},
            )
            return self.done(text)
        text = _(
            "transfer_done",
            default="C'est fait. Dossiers confiés à ${name} : ${count}. En cas d'erreur, "
            "choisissez-les ci-dessous et transférez-les dans l'autre sens.",
            mapping={"count": len(done), "name": name},
        )
        return self.done(text, f"?from={self.to_user}")

    def _cancel(self) -> str:
        group = next((one for one in self.planned if one.key == self.text("plan")), None)
        uids = transfer.uids_of(group.numbers) if group else []
        count = transfer.cancel(uids, group.at if group else clock.now())
        text = _(
            "transfer_cancelled",
            default="Le transfert prévu est annulé. Dossiers qui ne bougent pas : ${count}.",
            mapping={"count": count},
        )
        return self.done(text)
