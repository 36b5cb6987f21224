"""Which type and inventory entry a text suggests: as the centre filed, else as its words say."""

from collections import defaultdict
from collections.abc import Iterable

from farde.capture.suggesting.classifier import BETWEEN
from farde.capture.suggesting.learned import Version
from farde.capture.suggesting.priors import Phrase, Prior
from farde.capture.suggesting.suggestion import Suggestion
from farde.core import clock
from farde.thesaurus import operations as thesaurus
from farde.thesaurus import snapshot
from farde.thesaurus.terms import Term

_TYPE, _KIND = "DocumentType", "DocumentKind"
_MADE = "farde.suggesting.prior"


def proposals(text: str, version: Version) -> tuple[list[Suggestion], list[Suggestion]]:
    """Return types, and entries of the likeliest type; only what may be chosen today."""
    likely = version.model.likely(text) if version.model else []
    learned = [(one.label, one.confidence, one.examples) for one in likely]
    doubt = max(0.0, 1 - sum(sure for _label, sure, _many in learned))
    words = [(label, sure * doubt, 0) for label, sure in _prior().likely(text)]
    found = _resolved([*learned, *words])
    types = _ranked("document_type", ((type_, sure, many) for type_, _kind, sure, many in found))
    best = types[0].value if types else ""
    kinds = ((kind, s, many) for type_, kind, s, many in found if kind and type_.id == best)
    return types, _ranked("document_kind", kinds)


def _resolved(said: Iterable[tuple[str, float, int]]) -> list[tuple[Term, Term | None, float, int]]:
    """What labels mean today; a retired term is not proposed, a merged one is what it became."""
    found = []
    for label, sure, many in said:
        type_id, _, kind_id = label.partition(BETWEEN)
        kind = thesaurus.resolve(_KIND, kind_id) if kind_id else None
        type_ = thesaurus.resolve(_TYPE, kind.parent if kind else type_id)
        if type_ is not None and type_.offered(clock.today()):
            offered = kind is not None and kind.offered(clock.today())
            found.append((type_, kind if offered else None, sure, many))
    return found


def _ranked(field: str, said: Iterable[tuple[Term, float, int]]) -> list[Suggestion]:
    sure, many, terms = defaultdict(float), defaultdict(int), {}
    for term, confidence, examples in said:
        terms[term.id] = term
        sure[term.id] += confidence
        many[term.id] += examples
    found = [
        Suggestion(field, id, terms[id].label, min(sure[id], 0.99), *_reason(many[id]))
        for id in terms
        if sure[id] > 0
    ]
    return sorted(found, key=lambda one: (-one.confidence, one.value))


def _reason(examples: int) -> tuple[str, dict[str, str]]:
    return ("learned", {"count": str(examples)}) if examples else ("words", {})


def _prior() -> Prior:
    """Return the words of this version of the thesaurus, made once for it."""
    version = snapshot.current()
    if _MADE not in version.made:
        version.made[_MADE] = Prior(_phrases())
    return version.made[_MADE]


def _phrases() -> list[Phrase]:
    today, found = clock.today(), []
    for type_ in thesaurus.types():
        if type_.offered(today):
            found += _of(type_, f"{type_.id}{BETWEEN}")
            for kind in thesaurus.kinds(type_.id):
                found += _of(kind, f"{type_.id}{BETWEEN}{kind.id}") if kind.offered(today) else []
    return found


def _of(term: Term, label: str) -> list[Phrase]:
    written = dict.fromkeys((term.label, term.label_nl, term.label_en, *term.synonyms))
    return [Phrase(label, words.replace("_", " ").replace("/", " ")) for words in written if words]
