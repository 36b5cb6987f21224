"""The verbs of the thesaurus: look terms up, load tables, keep the snapshot fresh."""

from collections.abc import Iterable, Mapping

from persistent.mapping import PersistentMapping
from plone import api
from plone.dexterity.utils import createContentInContainer
from zope.annotation.interfaces import IAnnotations

from farde.thesaurus.errors import SlugTaken
from farde.thesaurus.states import state_of
from farde.thesaurus.terms import Term

THESAURUS_ID = "thesaurus"
_SNAPSHOT = "farde.thesaurus.snapshot"


def profiles() -> list[Term]:
    """Return the profiles, the first level, in the order of their labels."""
    return _level("ThesaurusProfile")


def types() -> list[Term]:
    """Return the document types in the order of their labels."""
    return _level("DocumentType")


def kinds(type_id: str = "") -> list[Term]:
    """Return the inventory entries, of one type when given."""
    return [term for term in _level("DocumentKind") if not type_id or term.parent == type_id]


def document_type(type_id: str) -> Term | None:
    """Return a document type by its slug."""
    return _snapshot().get(("DocumentType", type_id))


def document_kind(kind_id: str) -> Term | None:
    """Return an inventory entry by its slug."""
    return _snapshot().get(("DocumentKind", kind_id))


def resolve(level: str, slug: str) -> Term | None:
    """Return the term that stands today for a slug: that term, or the one it was merged into."""
    seen: set[str] = set()
    term = _snapshot().get((level, slug))
    while term is not None and term.merged_into and term.id not in seen:
        seen.add(term.id)
        term = _snapshot().get((level, term.merged_into))
    return term


def has_term(level: str, slug: str) -> bool:
    """Tell whether a term of this level (a portal type) has this slug."""
    return (level, slug) in _snapshot()


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


def refresh() -> None:
    """Read all terms once into the snapshot that vocabularies use."""
    portal = api.portal.get()
    thesaurus = portal.get(THESAURUS_ID)
    if thesaurus is not None:
        terms = {(term.level, term.id): term for term in _walk(thesaurus)}
        IAnnotations(portal)[_SNAPSHOT] = PersistentMapping(terms)


def forget() -> None:
    """Drop the snapshot; the terms themselves are content and stay."""
    IAnnotations(api.portal.get()).pop(_SNAPSHOT, None)


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


def _walk(container) -> Iterable[Term]:
    for content in container.objectValues():
        yield _read(content, container.getId())
        if content.isPrincipiaFolderish:
            yield from _walk(content)


def _read(content, parent: str) -> Term:
    return Term(
        id=content.getId(),
        label=content.title,
        level=content.portal_type,
        parent=parent,
        label_nl=content.title_nl or "",
        label_en=content.title_en or "",
        remark=content.remark or "",
        state=state_of(content),
        readers=tuple(getattr(content, "readers", None) or ()),
        synonyms=tuple(content.synonyms or ()),
        scope_note=content.scope_note or "",
        valid_from=content.valid_from,
        valid_to=content.valid_to,
        confidentiality=getattr(content, "default_confidentiality", None) or "",
        retention=getattr(content, "retention", None) or "",
        asked_fields=tuple(getattr(content, "asked_fields", None) or ()),
        merged_into=content.merged_into or "",
    )


def _snapshot() -> Mapping[tuple[str, str], Term]:
    return IAnnotations(api.portal.get()).get(_SNAPSHOT, {})


def _level(level: str) -> list[Term]:
    found = [term for (kind, _id), term in _snapshot().items() if kind == level]
    return sorted(found, key=lambda term: term.label)
