"""``@@interview``: a caseworker hands in what a citizen gave at an interview or on a visit."""

from dataclasses import replace
from functools import cached_property

from farde.capture.counter import citizens, interviews
from farde.capture.counter.operations import HandIn
from farde.capture.counter.pages.handin import HandInView
from farde.capture.counter.visits import Visit
from farde.core import days
from farde.core.errors import Refusal, Refusals
from farde.core.i18n import _


class InterviewView(HandInView):
    """The deposit goes to the capture team with its proposal ready; it can be followed here."""

    page_title = _("title_interview", default="Déposer après un entretien")
    kinds = interviews.KIND_TITLES
    at_counter = False

    def begun(self) -> Visit:
        return Visit("interview", self.context.UID())

    def hand_in(self) -> HandIn:
        faults: list[Refusal] = []
        common = self.read_common(faults, citizens.language_of(self.context.UID()))
        on = days.parsed_day(self.text("on"))
        faults += interviews.faults(on, self.kind)
        if faults:
            raise Refusals(faults)
        return HandIn(
            **common,
            dossier_uid=self.context.UID(),
            channel="interview",
            received_on=on,
        )

    def settled(self, hand_in: HandIn) -> HandIn:
        interview = interviews.note(self.context, hand_in.received_on, self.kind)
        if hand_in.key not in interview.receipts:
            interview.receipts = (*interview.receipts, hand_in.key)
        return replace(hand_in, interview=interview.id)

    @cached_property
    def kind(self) -> str:
        """Where it took place, at the centre unless said otherwise."""
        return self.text("kind") or next(iter(self.kinds))

    @property
    def on(self) -> str:
        """The day as it was typed, today before anything was."""
        return self.text("on") if "on" in self.request.form else self.today
