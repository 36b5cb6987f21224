"""The snapshot follows the terms."""

from farde.thesaurus import snapshot, use
from farde.thesaurus.content import ITerm, IThesaurus
from farde.thesaurus.errors import TermInUse


def term_changed(term, event) -> None:
    """Follow a term that was changed."""
    snapshot.note(term)


def term_moved(term, event) -> None:
    """Follow a term that was added, renamed, moved or removed, by itself or with its branch."""
    itself = event.object is term
    if itself and event.oldName not in (None, event.newName):
        snapshot.drop(term.portal_type, event.oldName)
    if event.newParent is None:
        snapshot.drop(term.portal_type, term.getId())
    else:
        snapshot.note(term)


def term_to_be_removed(term, event) -> None:
    """Refuse that a term in use goes, by whatever door; with the whole site, it may."""
    if not (ITerm.providedBy(event.object) or IThesaurus.providedBy(event.object)):
        return
    known = snapshot.current().terms
    there = known.get((term.portal_type, term.getId()))
    uses = use.uses(there, known) if there is not None else []
    if uses:
        raise TermInUse(slug=there.id, uses=use.told(uses))
