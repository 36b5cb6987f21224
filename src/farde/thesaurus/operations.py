"""The verbs of the thesaurus: look terms up, load tables, keep the snapshot fresh."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from persistent.mapping import PersistentMapping
from plone import api
from plone.dexterity.utils import createContentInContainer
from zope.annotation.interfaces import IAnnotations

from farde.thesaurus.errors import SlugTaken

THESAURUS_ID = "thesaurus"
_SNAPSHOT = "farde.thesaurus.snapshot"


@dataclass(frozen=True)
class Term:
    """A term as forms and pages need it, read without waking any content."""

    id: str
    label: str
    level: str
    parent: str = ""
    label_nl: str = ""
    label_en: str = ""
    remark: str = ""
    active: bool = True
    readers: tuple[str, ...] = field(default=())

    def label_in(self, language: str) -> str:
        """Return the label in a language, the French one where there is none."""
        return {"nl": self.label_nl, "en": self.label_en}.get(language, "") or self.label


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
    readers = [name for name in row.get("lecteurs", "").split() if name]
    return {"readers": readers, "remark": row.get("remarque", "")}


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
        yield Term(
            id=content.getId(),
            label=content.title,
            level=content.portal_type,
            parent=container.getId(),
            label_nl=content.title_nl or "",
            label_en=content.title_en or "",
            remark=content.remark or "",
            active=bool(content.active),
            readers=tuple(getattr(content, "readers", None) or ()),
        )
        if content.isPrincipiaFolderish:
            yield from _walk(content)


def _snapshot() -> Mapping[tuple[str, str], Term]:
    return IAnnotations(api.portal.get()).get(_SNAPSHOT, {})


def _level(level: str) -> list[Term]:
    found = [term for (kind, _id), term in _snapshot().items() if kind == level]
    return sorted(found, key=lambda term: term.label)
