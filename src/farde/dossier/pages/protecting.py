"""``@@protection`` on a dossier: who may know of it, who may not, who reads it by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from plone import api
from zExceptions import NotFound
from zope.interface import implementer

from farde.access.journal import agents
from farde.access.need_to_know import IBlindDoor
from farde.core import days
from farde.core.i18n import _
from farde.core.people import display_name
from farde.core.stepped import SteppedView
from farde.core.visitor import current_user_id
from farde.dossier import protecting
from farde.dossier.errors import InvalidDay

#: The three lists of the page; each has a box of its own to find people in.
NAMED, DENIED, READER = "named", "denied", "reader"


@dataclass(frozen=True)
class Person:
    """A colleague as the page lists them."""

    id: str
    name: str
    ticked: bool = False
    caseworker: bool = False
    me: bool = False
    denied: bool = False
    until: str = ""


@implementer(IBlindDoor)
class ProtectionView(SteppedView):
    """Who may know of a dossier, who may not, and who reads it once it is closed."""

    page_title = _("title_protection", default="Protection du dossier")
    #: What is read back before it is done: protect, unprotect, deny-me.
    checking = ""

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        self.dossier = context

    @property
    def address(self) -> str:
        """Where the page stands, also when it is drawn in the frame of the site."""
        return f"{self.dossier.absolute_url()}/@@protection"

    def __call__(self) -> str:
        if protecting.is_kept_from_me(self.dossier):
            raise NotFound
        if not api.user.has_permission("View", obj=self.dossier):
            # The frame of a page asks the place it stands in for what is closed to this reader.
            self.context = self.__parent__ = api.portal.get()
        return super().__call__()

    def receive(self, step: str) -> str:
        """Do what a button asks; raises refusals, which the page shows beside what was given."""
        known = {
            "check": self._check,
            "protect": self._protect,
            "check-end": self._check_end,
            "unprotect": self._unprotect,
            "deny": self._deny,
            "undeny": self._undeny,
            "name": self._name,
            "unname": self._unname,
        }
        return known.get(step, self.index)()

    @cached_property
    def named(self) -> tuple[str, ...] | None:
        """Who may know of the dossier now; None when it is not protected."""
        return protecting.named(self.dossier)

    @cached_property
    def asked(self) -> list[str]:
        """Those who are to know of it, as ticked so far; at first, as it is or as proposed."""
        if "listed" in self.request.form:
            alone = [one.id for one in self.found(NAMED)]
            return self.texts(NAMED) + (alone if len(alone) == 1 else [])
        if self.named is not None:
            return list(self.named)
        return protecting.proposed(self.dossier)

    @cached_property
    def candidates(self) -> list[Person]:
        """Those who can be ticked: named, proposed, found on the way, and the reader."""
        ids = [*(self.named or ()), *protecting.proposed(self.dossier), *self.texts("listed")]
        ids += [one.id for one in self.found(NAMED)]
        mine = [] if protecting.oversees() else [current_user_id()]
        return self.people([*ids, *mine], self.asked)

    @cached_property
    def denied(self) -> list[Person]:
        """Those who are kept out."""
        return self.people(protecting.denied(self.dossier))

    @cached_property
    def readers(self) -> list[Person]:
        """Those who read the closed dossier by name, with their last day."""
        return [
            Person(one.principal, display_name(one.principal), until=_last_day(one.until))
            for one in protecting.readers(self.dossier)
        ]

    @property
    def names_readers(self) -> bool:
        """Whether the list of readers is shown."""
        return protecting.names_readers(self.dossier)

    @property
    def choices(self) -> list[Person]:
        """Those who can be named as readers: found, or refused with the day that was given."""
        ids = [one.id for one in self.found(READER)]
        return self.people([*ids, self.text("who")] if self._naming_refused else ids)

    @property
    def locked_out(self) -> bool:
        """Whether the reader would lose sight of the dossier by what is asked."""
        if self.checking == "deny-me":
            return protecting.shuts_me_out(None, [current_user_id()])
        return protecting.shuts_me_out(self.asked)

    @property
    def left_out(self) -> list[Person]:
        """The caseworker, when what is asked leaves them out."""
        found = set(protecting.proposed(self.dossier)) - set(self.asked)
        return self.people(found)

    def words(self, box: str) -> str:
        """Return what was typed to find people for a list."""
        return self.text(f"{box}_words")

    def searched(self, box: str) -> bool:
        """Tell whether people were looked for, for a list."""
        return self.text("step") == f"find-{box}" and bool(self.words(box))

    def found(self, box: str) -> list[agents.Agent]:
        """Return the colleagues that were looked for, for a list."""
        return agents.matching(self.words(box)) if self.searched(box) else []

    def people(self, ids: Iterable[str], ticked: Iterable[str] = ()) -> list[Person]:
        """Return colleagues as the page lists them, each once, by name."""
        held, me = set(protecting.proposed(self.dossier)), current_user_id()
        out = protecting.denied(self.dossier)
        found = {
            one: Person(one, display_name(one), one in ticked, one in held, one == me, one in out)
            for one in ids
        }
        return sorted(found.values(), key=lambda one: one.name)

    @property
    def _naming_refused(self) -> bool:
        return bool(self.refusals) and self.text("step") == "name"

    def _check(self) -> str:
        protecting.check(self.dossier, self.asked)
        self.checking = "protect"
        return self.index()

    def _protect(self) -> str:
        protecting.protect(self.dossier, self.asked)
        text = _(
            "protection_done",
            default="Le dossier ${number} est protégé. Personnes qui le connaissent : ${count}.",
            mapping={"number": self.dossier.getId(), "count": len(self.asked)},
        )
        return self._leave(text, self.asked)

    def _check_end(self) -> str:
        if self.named is not None:
            self.checking = "unprotect"
        return self.index()

    def _unprotect(self) -> str:
        protecting.unprotect(self.dossier)
        return self.done(_("protection_ended", default="La protection du dossier est levée."))

    def _deny(self) -> str:
        user_id = self.text("who")
        me = protecting.shuts_me_out(None, [user_id])
        if me and not self.text("sure"):
            self.checking = "deny-me"
            return self.index()
        protecting.deny(self.dossier, user_id)
        text = _(
            "protection_denied_done",
            default="${name} n'a plus accès à ce dossier, quoi qu'il arrive.",
            mapping={"name": display_name(user_id)},
        )
        return self._leave(text, None, [user_id])

    def _undeny(self) -> str:
        user_id = self.text("who")
        protecting.undeny(self.dossier, user_id)
        text = _(
            "protection_undenied",
            default="${name} n'est plus sur la liste des personnes écartées.",
            mapping={"name": display_name(user_id)},
        )
        return self.done(text)

    def _name(self) -> str:
        last = days.parsed_day(self.text("last"))
        if last is None:
            raise InvalidDay("last")
        protecting.name_reader(self.dossier, self.text("who"), last)
        text = _(
            "protection_reader_done",
            default="${name} peut lire ce dossier jusqu'au ${day}.",
            mapping={"name": display_name(self.text("who")), "day": days.short_day(last)},
        )
        return self.done(text)

    def _unname(self) -> str:
        protecting.unname_reader(self.dossier, self.text("who"))
        return self.done(_("protection_unnamed", default="Cette lecture est terminée."))

    def _leave(self, text: str, named, denied=()) -> str:
        """Say what was done; who shut themselves out reads it on their desk."""
        if not protecting.shuts_me_out(named, denied):
            return self.done(text)
        api.portal.show_message(text, self.request)
        return self.request.response.redirect(api.portal.get().absolute_url())


def _last_day(until: datetime | None) -> str:
    return days.short_day(days.last_before(until)) if until else ""
