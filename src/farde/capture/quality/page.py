"""``@@capture-quality``: what a colleague is to confirm, and the pages to be scanned again."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from plone import api
from zExceptions import NotFound

from farde.capture import deposits, work
from farde.capture import operations as capture
from farde.capture.quality import operations as quality
from farde.capture.quality.indexers import RESCAN, TO_CHECK
from farde.capture.quality.settings import setting
from farde.capture.wording import filed_words
from farde.core import days
from farde.core.errors import Refusal
from farde.core.forms import text_of
from farde.core.i18n import _
from farde.core.people import display_names
from farde.core.stepped import SteppedView
from farde.core.visitor import current_user_id
from farde.document.content import ICaseDocument
from farde.document.operations import label_of
from farde.document.vocabularies import CHANNEL_TITLES, DIRECTION_TITLES

#: Deposits in one list.
LIMIT = 100
#: What the second agent reads of a profile, in this order.
_READ_BACK = (
    *("dossier", "document_type", "document_kind", "received_on", "document_date", "sender"),
    *("direction", "channel", "confidentiality", "amount", "creditor", "payment_due"),
)
_WORDS = {"direction": DIRECTION_TITLES, "channel": CHANNEL_TITLES}


@dataclass(frozen=True)
class Waiting:
    """A part that waits for a colleague."""

    batch: str
    part: str
    label: str
    by: str
    at: str
    own: bool


@dataclass(frozen=True)
class Awaited:
    """A deposit with pages to be scanned again; each new scan as pages, reason, who and when."""

    batch: str
    station: str
    scans: list[tuple[str, str, str, str]]


class QualityView(SteppedView):
    """Two lists, and the part that is being checked above them."""

    page_title = _("title_capture_quality", default="Qualité des dépôts")

    def __call__(self) -> str:
        self.request.set("disable_plone.leftcolumn", True)
        self.request.set("disable_plone.rightcolumn", True)
        self.batch = self._asked()
        return super().__call__()

    def receive(self, step: str) -> str:
        """Do what a button asks; raises refusals, which the page shows beside what was given."""
        if self.batch is None:
            raise NotFound
        return self.done(getattr(self, f"_do_{step}", self._nothing)())

    @cached_property
    def to_check(self) -> list[Waiting]:
        """What waits for a colleague, the oldest first; the reader's own last."""
        brains = _marked(TO_CHECK)
        found = [(brain, one) for brain in brains for one in brain.capture_checks or ()]
        names = display_names({one[1] for _brain, one in found})
        rows = [_waiting(brain.getId, one, names) for brain, one in found]
        return sorted(rows, key=lambda row: row.own)

    @cached_property
    def awaited(self) -> list[Awaited]:
        """The deposits whose pages are to be scanned again, the oldest first."""
        brains = _marked(RESCAN)
        names = display_names({one[2] for brain in brains for one in brain.capture_rescans or ()})
        return [_awaited(brain, names) for brain in brains]

    @property
    def sample(self) -> int:
        """How many of a hundred parts are checked."""
        return setting("sample_percent")

    @cached_property
    def part(self) -> str:
        """The part that is being checked, "" for none."""
        asked = self.text("part")
        known = quality.checks(self.batch) if self.batch is not None else {}
        return asked if asked in known and known[asked].waits else ""

    @property
    def own(self) -> bool:
        """Whether the reader profiled that part."""
        return quality.checks(self.batch)[self.part].by == current_user_id()

    @property
    def profile(self) -> list[tuple[object, object]]:
        """Its profile in words."""
        values = quality.checks(self.batch)[self.part].values
        given = [(name, values.get(name)) for name in _READ_BACK]
        if not deposits.may_name(values.get("dossier", "")):
            given = [pair for pair in given if pair[0] != "dossier"]
        return [(_title(name), _word(name, value, values)) for name, value in given if value]

    @property
    def pictures(self) -> list[tuple[str, str]]:
        """Its pages: what each is called, and the address of its picture."""
        base = f"{self.batch.absolute_url()}/@@capture-page"
        leaves = work.planned(self.batch).part(self.part).leaves
        return [(str(number), f"{base}/{leaf}/normal") for number, leaf in enumerate(leaves, 1)]

    def _asked(self):
        asked = text_of(self.request.form, "batch")
        try:
            return capture.batch(asked) if asked else None
        except Refusal as error:
            raise NotFound from error

    def _do_confirm(self):
        return filed_words(quality.confirm(self.batch, self.text("part")))

    def _do_send_back(self):
        quality.send_back(self.batch, self.text("part"), self.text("reason"))
        return _("quality_sent_back", default="C'est renvoyé à la personne qui a profilé.")

    def _do_replace(self):
        quality.replace(self.batch, quality.deposit_for(self.text("deposit")))
        return _("quality_replaced", default="Les nouvelles pages ont pris la place des anciennes.")

    def _do_withdraw(self):
        quality.withdraw(self.batch)
        return _("quality_withdrawn", default="Le dépôt n'attend plus de nouveau scan.")

    def _nothing(self):
        raise NotFound


def _marked(mark: str):
    catalog = api.portal.get_tool("portal_catalog")
    query = {"portal_type": "CaptureBatch", "capture_marks": mark, "sort_on": "created"}
    return catalog(sort_limit=LIMIT, **query)[:LIMIT]


def _waiting(batch_id: str, check: tuple[str, ...], names) -> Waiting:
    part, by, at, type_id = check
    moment = days.day_and_hour(datetime.fromisoformat(at))
    return Waiting(
        batch_id, part, label_of(type_id, ""), names[by], moment, by == current_user_id()
    )


def _awaited(brain, names) -> Awaited:
    scans = [
        (leaves, reason, names[by], days.day_and_hour(datetime.fromisoformat(at)))
        for leaves, reason, by, at in brain.capture_rescans or ()
    ]
    return Awaited(brain.getId, getattr(brain, "capture_station", "") or "", scans)


def _title(name: str):
    return _("label_dossier", default="Dossier") if name == "dossier" else ICaseDocument[name].title


def _word(name: str, value: object, values):
    if name == "document_type":
        return label_of(str(value), "")
    if name == "document_kind":
        return label_of(str(values.get("document_type") or ""), str(value))
    if name in ("received_on", "document_date", "payment_due"):
        return days.short_day(days.parsed_day(str(value))) or value
    return _WORDS.get(name, {}).get(value, value)
