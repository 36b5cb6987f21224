"""``@@capture-figures``: how old the queue is, how long deposits take, what was put aside."""

from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView

from farde.capture.quality import figures
from farde.capture.quality.figures import WINDOWS, Figures
from farde.core.days import short_day
from farde.core.forms import text_of
from farde.core.i18n import _
from farde.document.vocabularies import CHANNEL_TITLES

#: Why pages are put aside, as the plan knows it.
REASON_TITLES = {
    "blank": _("figures_blank", default="Page blanche"),
    "separator": _("figures_separator", default="Feuille de séparation"),
    "duplicate": _("figures_duplicate", default="Doublon"),
    "rescanned": _("figures_rescanned", default="Numérisée à nouveau"),
    "other": _("figures_other", default="Autre raison"),
}
_AGES = {
    0: _("age_today", default="moins d'un jour"),
    1: _("age_day", default="un jour"),
    2: _("age_days", default="deux à quatre jours"),
    5: _("age_older", default="cinq jours ou plus"),
}
_HOUR, _DAY = 60, 24 * 60


def window_of(form) -> int:
    """Return the days that are asked for; the fewest where nobody asked well."""
    asked = text_of(form, "days")
    return int(asked) if asked.isdecimal() and int(asked) in WINDOWS else WINDOWS[0]


class FiguresView(BrowserView):
    """Tables with bars; nothing of any deposit but that it is counted."""

    page_title = _("title_capture_figures", default="Chiffres de la numérisation")
    windows = WINDOWS

    def __call__(self) -> str:
        self.request.set("disable_plone.leftcolumn", True)
        self.request.set("disable_plone.rightcolumn", True)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.index()

    @cached_property
    def window(self) -> int:
        """The days that are looked at."""
        return window_of(self.request.form)

    @cached_property
    def figures(self) -> Figures:
        """All of them."""
        return figures.figures(self.window)

    @property
    def may_check(self) -> bool:
        """Whether the reader works in the capture team."""
        return bool(api.user.has_permission("farde: Capture", obj=self.context))

    @property
    def may_judge(self) -> bool:
        """Whether the reader sees how well suggestions do."""
        return bool(api.user.has_permission("farde: View suggestions", obj=self.context))

    @property
    def may_decide(self) -> bool:
        """Whether the reader decides about samples."""
        return bool(api.user.has_permission("farde: Manage thesaurus", obj=self.context))

    @property
    def ages(self) -> list[tuple]:
        """Words, count and share of what waits, by age."""
        return _barred([(_AGES[edge], count) for edge, count in self.figures.ages])

    @property
    def days(self) -> list[tuple]:
        """Day, count and share of each day, with its channels in words."""
        found = [(short_day(day), sum(counts.values())) for day, counts in self.figures.per_day]
        channels = [
            [(channel(name), count) for name, count in counts.items()]
            for _day, counts in self.figures.per_day
        ]
        return [(*row, told) for row, told in zip(_barred(found), channels, strict=True)][::-1]

    @property
    def discarded(self) -> list[tuple]:
        """Words, count and share of the pages that were put aside, the most frequent first."""
        counts = sorted(self.figures.discarded.items(), key=lambda one: -one[1])
        return _barred([(REASON_TITLES.get(reason, reason), count) for reason, count in counts])

    @property
    def delays(self) -> list[tuple]:
        """Channel, deposits and three delays in words."""
        return [
            (
                channel(one.channel),
                one.deposits,
                *(span(minutes) for minutes in (one.to_prepared, one.to_filed, one.to_seen)),
            )
            for one in self.figures.delays
        ]

    @property
    def oldest(self):
        """How long what waits longest has waited, in words."""
        return span(self.figures.oldest)


def channel(name: str):
    """Return a channel in words."""
    return CHANNEL_TITLES.get(name, name or "—")


def span(minutes: float | None):
    """Return minutes as people say them."""
    if minutes is None:
        return "—"
    if minutes < _HOUR:
        number = max(1, round(minutes))
        return _("span_minutes", default="${number} min", mapping={"number": number})
    if minutes < _DAY:
        number = round(minutes / _HOUR)
        return _("span_hours", default="${number} h", mapping={"number": number})
    number = round(minutes / _DAY)
    return _("span_days", default="${number} j", mapping={"number": number})


def _barred(rows: list[tuple]) -> list[tuple]:
    """Add to each count its share of the greatest one, in a hundred."""
    most = max((count for _words, count in rows), default=0) or 1
    return [(words, count, round(100 * count / most)) for words, count in rows]
