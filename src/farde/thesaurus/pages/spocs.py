"""``@@spocs``: who speaks for which service when the thesaurus is made."""

from functools import cached_property
from itertools import groupby

from farde.access.audience import users_with
from farde.access.journal import agents
from farde.core.i18n import _
from farde.core.people import display_name, display_names
from farde.core.stepped import SteppedView
from farde.thesaurus import spocs
from farde.thesaurus.spocs import Department

TITLE = _("title_spocs", default="SPOC des services")


class SpocsView(SteppedView):
    """The services with their SPOCs; for one of them, a colleague is looked for and named."""

    page_title = TITLE

    def receive(self, step: str) -> str:
        """Do what a button asks; raises refusals, which the page shows beside what was given."""
        known = {"name": self._name, "dismiss": self._dismiss}
        return known.get(step, self.index)()

    @cached_property
    def lines(self) -> list[tuple[str, list[Department]]]:
        """The services under the line that they stand in, as the centre lists them."""
        by_line = groupby(spocs.departments(), key=lambda one: one.line)
        return [(line, list(found)) for line, found in by_line]

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of the SPOCs."""
        return display_names({one.spoc for one in spocs.departments() if one.spoc})

    @property
    def chosen(self) -> str:
        """The service that a SPOC is being chosen for."""
        return self.text("department")

    @cached_property
    def words(self) -> str:
        """What was typed to find a colleague."""
        return self.text("words")

    @cached_property
    def found(self) -> list[agents.Agent]:
        """The colleagues who bear that name; an application is none."""
        machines = users_with("External System")
        return [one for one in agents.matching(self.words) if one.id not in machines]

    def _name(self) -> str:
        department = spocs.name_spoc(self.chosen, self.text("who"))
        text = _(
            "spoc_named",
            default="${name} parle désormais pour : ${service}.",
            mapping={"name": display_name(department.spoc), "service": department.title},
        )
        return self.done(text)

    def _dismiss(self) -> str:
        department = spocs.dismiss_spoc(self.chosen)
        text = _(
            "spoc_dismissed",
            default="${service} n'a plus de SPOC.",
            mapping={"service": department.title},
        )
        return self.done(text)
