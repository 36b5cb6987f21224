"""The verbs of the thesaurus: look terms up, load tables, keep the snapshot fresh."""

from collections.abc import Iterable, Mapping

from plone import api
from plone.dexterity.utils import createContentInContainer

from farde.thesaurus import snapshot
from farde.thesaurus.errors import SlugTaken
from farde.thesaurus.snapshot import THESAURUS_ID, Term

forget, refresh = snapshot.forget, snapshot.refresh


def profiles() -> list[Term]:
    """Return the profiles, the first level, in the order of their labels."""
    return _level("ThesaurusProfile")


def types() -> list[Term]:
    """Return the document types in the order of their labels."""
    return _level("DocumentType")


def kinds(type_id: str = "") -> list[Term]:
    """Return the inventory entries, of one type when given."""
    return list(snapshot.current().kinds.get(type_id, ())) if type_id else _level("DocumentKind")


def document_type(type_id: str) -> Term | None:
    """Return a document type by its slug."""
    return snapshot.term("DocumentType", type_id)


def document_kind(kind_id: str) -> Term | None:
    """Return an inventory entry by its slug."""
    return snapshot.term("DocumentKind", kind_id)


def resolve(level: str, slug: str) -> Term | None:
    """Return the term that stands today for a slug: that term, or the one it was merged into."""
    seen: set[str] = set()
    term = snapshot.term(level, slug)
    while term is not None and term.merged_into and term.id not in seen:
        seen.add(term.id)
        term = snapshot.term(level, term.merged_into)
    return term


def term(level: str, slug: str) -> Term | None:
    """Return a term of a level (a portal type) by its slug."""
    return snapshot.term(level, slug)


def aliases(level: str, slug: str) -> list[str]:
    """Return every slug that means the same term today; the one given alone if it means none."""
    meant = resolve(level, slug)
    if meant is None:
        return [slug]
    merged = [one for one in snapshot.current().levels.get(level, ()) if one.merged_into]
    return [meant.id, *(one.id for one in merged if resolve(level, one.id) == meant)]


def has_term(level: str, slug: str) -> bool:
    """Tell whether a term of this level (a portal type) has this slug."""
    return snapshot.term(level, slug) is not None


def load_terms(rows: Iterable[Mapping[str, str]], profile: str = "social") -> int:
    """Create the terms of table rows that are not there yet; return how many were created.

    Rows have the columns of ``thesaurus.csv``; a row without ``inventaire`` gives a type alone.
    Raises SlugTaken when a slug is that of a term elsewhere.
    """
    created = 0
    thesaurus = api.portal.get()[THESAURUS_ID]
    for row in rows:
        top, new_top = _ensure(
            thesaurus, "ThesaurusProfile", row.get("profil_id") or profile, row.get("profil", "")
        )
        parent, new_type = _ensure(
            top, "DocumentType", row["type_id"], row["type_de_document"], _details(row)
        )
        new_kind = False
        if row.get("inventaire_id"):
            new_kind = _ensure(parent, "DocumentKind", row["inventaire_id"], row["inventaire"])[1]
        created += new_top + new_type + new_kind
    return created


def _details(row: Mapping[str, str]) -> dict:
    return {
        "readers": row.get("lecteurs", "").split(),
        "default_confidentiality": row.get("confidentialite") or None,
        "asked_fields": row.get("donnees_demandees", "").split(),
        "remark": row.get("remarque", ""),
    }


def _ensure(container, portal_type: str, slug: str, label: str, details: dict | None = None):
    if slug in container:
        return container[slug], False
    if has_term(portal_type, slug):
        raise SlugTaken(slug=slug)
    content = createContentInContainer(
        container,
        portal_type,
        checkConstraints=False,
        id=slug,
        title=label or slug.upper(),
        **(details or {}),
    )
    return content, True


def _level(level: str) -> list[Term]:
    return list(snapshot.current().levels.get(level, ()))
