"""The rows of the tree as markup; a template takes ten times as long to write a thousand."""

from collections.abc import Iterable
from html import escape

from zope.globalrequest import getRequest
from zope.i18n import translate

from farde.core.i18n import _
from farde.thesaurus.states import PROPOSED, RETIRED, STATE_TITLES
from farde.thesaurus.terms import Term
from farde.thesaurus.tree import Node

_ANCHORS = {"ThesaurusProfile": "profile", "DocumentType": "type", "DocumentKind": "kind"}
_MERGED = _("term_merged", default="Fusionné")


def branches(nodes: Iterable[Node]) -> str:
    """Return nodes, and all that hangs under them, as items of a list."""
    return "\n".join(_item(node) for node in nodes)


def words(term: Term) -> str:
    """Return what the box finds a term by besides its label, a line each."""
    return "\n".join(filter(None, (term.label_nl, term.label_en, *term.synonyms, term.id)))


def _item(node: Node) -> str:
    term = node.term
    remark = f'<p class="farde-remark">{escape(term.remark)}</p>' if term.remark else ""
    below = f"<ul>\n{branches(node.children)}\n</ul>" if node.children else ""
    active = 'data-active="true" ' if term.active else ""
    return (
        f'<li id="{_ANCHORS[term.level]}-{escape(term.id)}" {active}'
        f'data-level="{term.level}" data-slug="{escape(term.id)}" '
        f'data-words="{escape(words(term))}">{_row(node)}{remark}{below}</li>'
    )


def _row(node: Node) -> str:
    count = f'<span class="farde-tree-count">{node.documents} doc.</span>'
    return (
        f'<div class="farde-tree-row"><a class="farde-tree-label" href="{escape(node.url)}">'
        f"{escape(node.term.label)}</a>{_badge(node.term)}{count if node.documents else ''}</div>"
    )


def _badge(term: Term) -> str:
    if term.state not in (PROPOSED, RETIRED):
        return ""
    accent = " farde-badge-accent" if term.state == PROPOSED else ""
    title = translate(
        _MERGED if term.merged_into else STATE_TITLES[term.state], context=getRequest()
    )
    return f' <span class="farde-badge{accent}">{escape(title)}</span>'
