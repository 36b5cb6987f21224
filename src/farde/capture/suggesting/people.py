"""Whose document it may be: numbers and names in a text, asked of the registry.

No content is woken: numbers are looked up in the catalogue, names in an index of the process that
is made anew when somebody is added to the registry or renamed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from threading import Lock

from plone import api
from Products.CMFCore.indexing import processQueue

from farde.access import operations as access
from farde.capture.suggesting import days, traits
from farde.capture.suggesting.learned import Version
from farde.capture.suggesting.names import Known, NameHit, NameIndex
from farde.capture.suggesting.suggestion import Material, Suggestion
from farde.dossier import operations as dossiers
from farde.dossier.operations import DossierHit

#: More numbers of one kind in a text are a list of people.
_MOST = 8
#: More people of one name are told apart by nobody.
_NAMESAKES = 5

_made: dict[str, tuple[bytes, NameIndex]] = {}
_making = Lock()


def registry() -> NameIndex:
    """Return the names of all dossiers, as the catalogue has them now."""
    site, stamp = "/".join(api.portal.get().getPhysicalPath()), _stamp()
    if stamp is None:
        return NameIndex(_known())
    made = _made.get(site)
    if made is None or made[0] != stamp:
        with _making:
            made = _made[site] = (stamp, NameIndex(_known()))
    return made[1]


def signs(material: Material, version: Version, index: NameIndex) -> list[Suggestion]:
    """Return all that points to a dossier; nothing that points to a protected one."""
    closed = set(access.limits().protected())
    found = [
        *_announced(material, version, index),
        *_by_number(material, version, index),
        *_by_niss(material, version),
        *_by_phone(material, version),
        *_by_reference(material, version, index),
        *_by_name(material, version, index),
    ]
    return [one for one in found if one.detail["uid"] not in closed]


def told(uids: Iterable[str]) -> dict[str, str]:
    """Return dossiers by UID as they are told apart: number, name and year of birth."""
    wanted, search = list(uids), api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    found = search(UID=wanted, portal_type="Dossier") if wanted else ()
    return {one.UID: _told(one) for one in found}


def _told(brain) -> str:
    born = f" ({brain.birth_year})" if brain.birth_year else ""
    return f"{brain.getId} · {brain.beneficiary_name}{born}"


def _announced(material: Material, version: Version, index: NameIndex) -> Iterator[Suggestion]:
    known = index.by_uid.get(material.dossier_uid)
    if known is not None:
        yield _sign(known, "announced", version)


def _by_number(material: Material, version: Version, index: NameIndex) -> Iterator[Suggestion]:
    for text, page in _read(material):
        reason = "dossier-number" if page else "dossier-code"
        for trait in list(traits.dossier_numbers(text, page))[:_MOST]:
            known = index.by_number.get(trait.value)
            if known is not None:
                yield _sign(known, reason, version, page)


def _by_niss(material: Material, version: Version) -> Iterator[Suggestion]:
    for text, page in _read(material):
        for trait in list(traits.national_numbers(text, page))[:_MOST]:
            reason = ("niss" if trait.exact else "niss-mended") if page else "niss-code"
            for hit in dossiers.find(trait.value, limit=2):
                yield _sign(hit, reason, version, page)


def _by_phone(material: Material, version: Version) -> Iterator[Suggestion]:
    for page, text in enumerate(material.pages, start=1):
        for trait in list(traits.phones(text, page))[:_MOST]:
            for hit in dossiers.find(trait.value, limit=2):
                yield _sign(hit, "phone", version, page)


def _by_reference(material: Material, version: Version, index: NameIndex) -> Iterator[Suggestion]:
    signs = [("reference", trait.value) for trait in traits.references(material.text)]
    if material.sender:
        signs.append(("same-sender", material.sender.casefold()))
    for reason, value in signs[:_MOST]:
        known = version.facts.references if reason == "reference" else version.facts.mailers
        for uid in known.get(version.digest(value), ()):
            if uid in index.by_uid:
                yield _sign(index.by_uid[uid], reason, version)


def _by_name(material: Material, version: Version, index: NameIndex) -> Iterator[Suggestion]:
    hits = index.find(material.text)[:_NAMESAKES]
    years = days.years(material.text)
    for hit in hits:
        sign = _sign(hit.known, _name_reason(hit, years), version)
        yield replace(sign, confidence=sign.confidence * hit.likeness)


def _name_reason(hit: NameHit, years: set[str]) -> str:
    if hit.known.birth_year and hit.known.birth_year in years:
        return "name-year"
    return "name" if hit.likeness >= 1 else "name-like"


def _sign(known: Known | DossierHit, reason: str, version: Version, page: int = 0) -> Suggestion:
    detail = {"uid": known.uid} | ({"page": str(page)} if page else {})
    sure = min(0.99, version.belief(reason))
    return Suggestion("dossier", known.number, known.number, sure, reason, detail)


def _read(material: Material) -> Iterator[tuple[str, int]]:
    """Yield the words of each page with its number, and those of each code with 0."""
    yield from ((code, 0) for code in material.codes)
    yield from ((text, page) for page, text in enumerate(material.pages, start=1))


def _known() -> list[Known]:
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(portal_type="Dossier")
    return [
        Known(one.UID, one.getId, one.beneficiary_name or "", one.birth_year or "")
        for one in brains
    ]


def _stamp() -> bytes | None:
    """What changes whenever a person or a dossier is indexed, and with nothing else.

    None while this very transaction changes them: what it has may never be there for others.
    """
    processQueue()
    lengths = api.portal.get_tool("portal_catalog")._catalog.getIndex("lookup").index._totaldoclen
    lengths._p_activate()
    if lengths._p_changed or lengths._p_jar is None:
        return None
    saved_for_now = getattr(lengths._p_jar._savepoint_storage, "index", {})
    return None if lengths._p_oid in saved_for_now else lengths._p_serial
