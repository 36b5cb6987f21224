"""What a trial has found, by service and caseworker: counts, types of document, names of staff."""

from collections import Counter
from dataclasses import dataclass

from farde.access import operations as access
from farde.core.i18n import _
from farde.core.people import display_name
from farde.dossier.holders import CASEWORKER, REFERENT
from farde.routing.trial import Difference
from farde.routing.wording import spoken, type_label
from farde.tickets import roles

_NOBODY = _("trial_no_caseworker", default="Sans AS titulaire")


@dataclass(frozen=True)
class Line:
    """How many signals or tickets of a type somebody would get, and no longer get.

    ``holder`` is the user who holds the role in the dossiers; "" for a service, or for nobody.
    """

    kind: str
    role: str
    holder: str
    document_type: str
    raised: int
    cancelled: int

    @property
    def who(self) -> str:
        """Whom it is for, in words: a caseworker by name, anybody else by role as well."""
        if self.role == CASEWORKER:
            return display_name(self.holder) or spoken(_NOBODY)
        title = spoken(roles.title(self.role))
        return f"{display_name(self.holder)} · {title}" if self.holder else title

    @property
    def type_label(self) -> str:
        """The type of document, in words."""
        return type_label(self.document_type)


@dataclass(frozen=True)
class Share:
    """What one service or caseworker would get and no longer get, all types together."""

    who: str
    signals_raised: int
    signals_cancelled: int
    tickets_raised: int
    tickets_cancelled: int


@dataclass(frozen=True)
class Findings:
    """The result of a trial; ``unknown`` documents could not be asked a third party's condition."""

    looked_at: int
    unknown: int
    lines: tuple[Line, ...]

    def total(self, kind: str, what: str) -> int:
        """Return how many signals or tickets would be ``raised`` or ``cancelled``."""
        return sum(getattr(one, what) for one in self.lines if one.kind == kind)

    @property
    def shares(self) -> list[Share]:
        """The lines by whom they are for."""
        names = list(dict.fromkeys(one.who for one in self.lines))
        return [self._share(name) for name in names]

    def _share(self, who: str) -> Share:
        mine = Findings(0, 0, tuple(one for one in self.lines if one.who == who))
        counts = [
            mine.total(kind, what)
            for kind in ("signal", "ticket")
            for what in ("raised", "cancelled")
        ]
        return Share(who, *counts)


def findings(found: Difference) -> Findings:
    """Return what was found, with the dossiers told as who holds them now, and no longer named."""
    holders = _holders([*found.raised, *found.cancelled])
    raised, cancelled = (_by_holder(one, holders) for one in (found.raised, found.cancelled))
    keys = sorted(raised.keys() | cancelled.keys(), key=lambda key: (*key[1:], key[0]))
    lines = (Line(*key, raised[key], cancelled[key]) for key in keys)
    return Findings(found.looked_at, found.unknown, tuple(lines))


def _holders(keys: list[tuple[str, str, str, str]]) -> dict[tuple[str, str], str]:
    held = {}
    for role in (CASEWORKER, REFERENT):
        uids = {uid for _, wanted, uid, _ in keys if wanted == role}
        held |= {(role, uid): user for uid, user in access.holders(uids, role).items()}
    return held


def _by_holder(counted: Counter, holders: dict[tuple[str, str], str]) -> Counter:
    found: Counter[tuple[str, str, str, str]] = Counter()
    for (kind, role, uid, document_type), times in counted.items():
        found[kind, role, holders.get((role, uid), ""), document_type] += times
    return found
