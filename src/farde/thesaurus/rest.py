"""``@thesaurus`` and ``@thesaurus-proposals``: the terms, and what is proposed about them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from plone import api
from plone.restapi.deserializer import json_body
from plone.restapi.serializer.converters import json_compatible
from zope.globalrequest import getRequest
from zope.i18n import translate

from farde.core.forms import text_of
from farde.core.rest import PathService
from farde.core.visitor import current_language
from farde.thesaurus import counting, governance, operations, snapshot, tree, use
from farde.thesaurus.errors import UnknownChange, UnknownTerm
from farde.thesaurus.governance_errors import NotYoursToDecide, UnknownDecision
from farde.thesaurus.proposals import STARTED, Proposal
from farde.thesaurus.terms import LEVELS, Change, Term, level_below
from farde.thesaurus.values import values

_PROPOSE, _DECIDE = "farde: Propose term", "farde: Manage thesaurus"


class _WithPath(PathService):
    def may(self, permission: str) -> bool:
        """Tell whether the caller has a permission on the site."""
        return bool(api.user.has_permission(permission, obj=self.context))


class ThesaurusGet(_WithPath):
    """The whole tree, or one term by level and slug; who may propose also asks for their use."""

    scope = "thesaurus:read"

    def answer(self) -> dict:
        self.version, self.language = snapshot.current(), current_language()
        base = f"{self.context.absolute_url()}/@thesaurus"
        wanted = text_of(self.request.form, "counts") and self.may(_PROPOSE)
        self.counts = counting.documents_by_term() if wanted else None
        if not self.path:
            return {
                "@id": base,
                "version": self.version.stamp,
                "items": [self._node(one) for one in tree.nodes()],
            }
        level, slug = (*self.path, "")[:2]
        term = snapshot.term(level, slug)
        if term is None or len(self.path) != 2:
            raise UnknownTerm(slug=slug)
        return {"@id": f"{base}/{level}/{slug}"} | self._one(term)

    def _node(self, node: tree.Node) -> dict:
        told = self._told(node.term, node.url)
        if level_below(node.term.level):
            told["items"] = [self._node(one) for one in node.children]
        return told

    def _one(self, term: Term) -> dict:
        present = operations.resolve(term.level, term.id)
        found = self._told(term, tree.address(term)) | {"present": present.id if present else None}
        if not self.may(_PROPOSE):
            return found
        if text_of(self.request.form, "history"):
            proposals = governance.history(term.level, term.id)
            found["history"] = [told_proposal(one, self.context) for one in proposals]
        if text_of(self.request.form, "uses"):
            uses = use.uses(term, self.version.terms)
            found["uses"] = [{"reason": str(one.reason), "count": one.count} for one in uses]
        return found

    def _told(self, term: Term, address: str) -> dict:
        told = {
            "id": term.id,
            "level": term.level,
            "address": address,
            "label": term.label_in(self.language),
            "parent": term.parent if term.level != LEVELS[0] else None,
            "state": term.state,
            "merged_into": term.merged_into or None,
            **json_compatible(values(term)),
        }
        if self.counts is not None and term.level != LEVELS[0]:
            told["documents"] = self.counts.get((term.level, term.id), 0)
        return told


class ProposalsGet(_WithPath):
    """The proposals to decide on, those decided last with ``?state=decided``, or one by its id."""

    scope = "thesaurus:read"

    def answer(self) -> dict:
        base = f"{self.context.absolute_url()}/@thesaurus-proposals"
        if self.path:
            return told_proposal(governance.proposal(self.path[0]), self.context)
        decided = text_of(self.request.form, "state") == "decided"
        found = governance.decided() if decided else governance.pending()
        items = [told_proposal(one, self.context) for one in found]
        return {"@id": base, "items": items, "items_total": len(items)}


class ProposalsPost(_WithPath):
    """Proposes changes; on a proposal's own address, ``accept``, ``refuse`` or ``withdraw``."""

    writes = True
    scope = "thesaurus:write"

    def answer(self) -> dict:
        body = json_body(self.request)
        if not self.path:
            proposal = governance.propose(_changes(body), text_of(body, "why"))
            self.request.response.setStatus(201)
            told = told_proposal(proposal, self.context)
            self.request.response.setHeader("Location", told["@id"])
            return told
        proposal_id, decision = (*self.path, "")[:2]
        decided = self._decided(proposal_id, decision, body)
        if decided.state == STARTED:
            self.request.response.setStatus(202)
        return told_proposal(decided, self.context)

    def _decided(self, proposal_id: str, decision: str, body: Mapping) -> Proposal:
        note = text_of(body, "note")
        if decision == "withdraw":
            return governance.withdraw(proposal_id)
        if decision not in ("accept", "refuse") or len(self.path) != 2:
            raise UnknownDecision
        if not self.may(_DECIDE):
            raise NotYoursToDecide
        verb = governance.accept if decision == "accept" else governance.refuse
        return verb(proposal_id, note)


def told_proposal(proposal: Proposal, site) -> dict:
    """Return a proposal for programs."""
    progress = governance.progress(proposal)
    return {
        "@id": f"{site.absolute_url()}/@thesaurus-proposals/{proposal.id}",
        "id": proposal.id,
        "state": proposal.state,
        "author": proposal.author,
        "at": _instant(proposal.at),
        "why": proposal.why,
        "service": proposal.service or None,
        "decided_by": proposal.decided_by or None,
        "decided_at": _instant(proposal.decided_at),
        "note": proposal.note or None,
        "changes": [told_change(one) for one in proposal.changes],
        "progress": {"done": progress.done, "total": progress.total},
        "obstacles": [
            {"slug": one.slug, "message": translate(one.message, context=getRequest())}
            for one in proposal.obstacles
        ],
    }


def told_change(change: Change) -> dict:
    """Return a change for programs, without what it has no use for."""
    told = {
        "kind": change.kind,
        "level": change.level,
        "slug": change.slug,
        "parent": change.parent,
        "into": change.into,
        "before": json_compatible(dict(change.before)),
        "after": json_compatible(dict(change.after)),
    }
    return {name: value for name, value in told.items() if value}


def _instant(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _changes(body: Mapping) -> list[Change]:
    sent = body.get("changes")
    if not isinstance(sent, list) or not all(isinstance(one, Mapping) for one in sent):
        raise UnknownChange(field="changes")
    return [_change(one) for one in sent]


def _change(sent: Mapping[str, Any]) -> Change:
    texts = {name: text_of(sent, name) for name in ("kind", "level", "slug", "parent", "into")}
    after = sent.get("after", {})
    if not isinstance(after, Mapping):
        raise UnknownChange(field="after")
    return Change(**texts, after=dict(after))
