"""``@@thesaurus-proposals``: what waits for a decision, and what was decided."""

from AccessControl import Unauthorized
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.thesaurus import governance
from farde.thesaurus.pages.entries import Entry, entries
from farde.thesaurus.pages.reader import Reader
from farde.thesaurus.proposals import ACCEPTED

_THANKS = {
    "accept": _("proposal_is_accepted", default="La proposition est acceptée."),
    "started": _(
        "proposal_is_started",
        default="La proposition est acceptée ; le thésaurus change dans un instant.",
    ),
    "refuse": _("proposal_is_refused", default="La proposition est refusée."),
    "withdraw": _("proposal_is_withdrawn", default="Votre proposition est retirée."),
}


class ProposalsView(Reader, SteppedView):
    """SPOCs follow what they proposed; records managers decide on what others did."""

    parts = ViewPageTemplateFile("../templates/parts.pt")
    page_title = _("title_proposals", default="Propositions")
    #: Who may not, does not come here.
    may_propose = True

    @property
    def whole(self) -> str:
        """The proposal of which every change is shown: nobody accepts what they cannot read."""
        return self.text("whole")

    @property
    def waiting(self) -> list[Entry]:
        """What is to be decided on, the oldest first."""
        return entries(governance.pending(), whole=self.whole)

    @property
    def decided(self) -> list[Entry]:
        """What was decided, the last first."""
        return entries(governance.decided(), whole=self.whole)

    def receive(self, step: str) -> str:
        """Accept, refuse or withdraw a proposal."""
        proposal_id, note, thanks = self.text("proposal"), self.text("note"), step
        if step == "withdraw":
            governance.withdraw(proposal_id)
        elif not self.may_decide:
            raise Unauthorized
        elif step == "accept":
            accepted = governance.accept(proposal_id, note)
            thanks = step if accepted.state == ACCEPTED else accepted.state
        else:
            governance.refuse(proposal_id, note)
        return self.done(_THANKS.get(thanks, _THANKS["refuse"]))
