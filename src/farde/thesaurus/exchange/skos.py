"""The thesaurus as SKOS, for other tools; what SKOS cannot say stands in a namespace of ours."""

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import quote
from xml.sax import SAXException

from rdflib import DCTERMS, OWL, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from farde.thesaurus.exchange import faults
from farde.thesaurus.exchange.entries import LISTS, Raw
from farde.thesaurus.exchange.errors import BrokenGraph, EntitiesInside, NoConcepts
from farde.thesaurus.exchange.faults import Fault
from farde.thesaurus.naming import slug_of
from farde.thesaurus.terms import LEVELS, Term, level_above
from farde.thesaurus.values import values

OURS = Namespace("urn:farde:thesaurus:")
#: Property and language of each field; a day and a list have no language.
_PROPERTIES = {
    "title": (SKOS.prefLabel, "fr"),
    "title_nl": (SKOS.prefLabel, "nl"),
    "title_en": (SKOS.prefLabel, "en"),
    "synonyms": (SKOS.altLabel, "fr"),
    "scope_note": (SKOS.scopeNote, "fr"),
    "remark": (SKOS.editorialNote, "fr"),
    "valid_from": (OURS.validFrom, None),
    "valid_to": (OURS.validTo, None),
    "default_confidentiality": (OURS.confidentiality, None),
    "retention": (OURS.retention, None),
    "asked_fields": (OURS.asks, None),
    "readers": (OURS.reader, None),
}
_NAMES = {"slug": "skos:notation", "parent": "skos:broader", "merged_into": "dcterms:isReplacedBy"}


def column(level: str, name: str) -> str:
    """Return the property in which a field stands."""
    if name in _NAMES:
        return _NAMES[name]
    predicate, language = _PROPERTIES.get(name, (OURS[name], None))
    prefix = "skos" if predicate in SKOS else "farde"
    local = predicate.removeprefix(str(SKOS) if prefix == "skos" else str(OURS))
    return f"{prefix}:{local}@{language}" if language and prefix == "skos" else f"{prefix}:{local}"


def written(
    terms: Mapping[tuple[str, str], Term], base: str, title: str, syntax: str = "turtle"
) -> str:
    """Return the terms as a graph, in ``turtle`` or ``xml``; ``base`` is the thesaurus' address."""
    graph, scheme = _graph(), URIRef(base)
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, DCTERMS.title, Literal(title, "fr")))
    # What this graph does not say of a concept, the concept does not have.
    graph.add((scheme, OURS.complete, Literal(True)))
    for term in terms.values():
        _write(graph, scheme, term, terms)
    return graph.serialize(format="pretty-xml" if syntax == "xml" else syntax)


def _graph() -> Graph:
    graph = Graph(bind_namespaces="core")
    for prefix, namespace in (("skos", SKOS), ("dcterms", DCTERMS), ("farde", OURS), ("owl", OWL)):
        graph.bind(prefix, namespace)
    return graph


def _write(graph: Graph, scheme: URIRef, term: Term, terms: Mapping) -> None:
    concept = _uri(scheme, term.level, term.id)
    graph.add((concept, RDF.type, SKOS.Concept))
    graph.add((concept, SKOS.inScheme, scheme))
    graph.add((concept, SKOS.notation, Literal(term.id)))
    graph.add((concept, OURS.level, Literal(term.level)))
    graph.add((concept, OURS.state, Literal(term.state)))
    if term.state == "retired":
        graph.add((concept, OWL.deprecated, Literal(True)))
    _place(graph, scheme, concept, term)
    if term.merged_into:
        successor = _uri(scheme, term.level, term.merged_into)
        graph.add((concept, DCTERMS.isReplacedBy, successor))
        graph.add((concept, SKOS.exactMatch, successor))
    for name, value in values(term).items():
        predicate, language = _PROPERTIES[name]
        for one in value if name in LISTS else [value]:
            if one:
                graph.add((concept, predicate, _literal(one, language)))


def _place(graph: Graph, scheme: URIRef, concept: URIRef, term: Term) -> None:
    above = level_above(term.level)
    if above:
        broader = _uri(scheme, above, term.parent)
        graph.add((concept, SKOS.broader, broader))
        graph.add((broader, SKOS.narrower, concept))
    else:
        graph.add((concept, SKOS.topConceptOf, scheme))
        graph.add((scheme, SKOS.hasTopConcept, concept))


def _uri(scheme: URIRef, level: str, slug: str) -> URIRef:
    return URIRef(f"{scheme}#{level}-{quote(slug, safe='')}")


def _literal(value: str | date, language: str | None) -> Literal:
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=XSD.date)
    return Literal(value, lang=language)


def read(text: str, syntax: str) -> tuple[list[Raw], list[Fault]]:
    """Return what the concepts of a graph say, and what keeps them from being read.

    Raises BrokenGraph, EntitiesInside, NoConcepts.
    """
    graph, found = _parsed(text, syntax), []
    concepts = sorted(set(graph.subjects(RDF.type, SKOS.Concept)))
    if not concepts:
        raise NoConcepts
    return [_Concept(graph, one, found).raw() for one in concepts], found


def _parsed(text: str, syntax: str) -> Graph:
    if syntax == "xml" and "<!ENTITY" in text:
        raise EntitiesInside
    try:
        return _graph().parse(data=text, format=syntax)
    except BadSyntax as error:
        raise BrokenGraph(where=f" (ligne {error.lines + 1})") from error
    except SAXException as error:
        line = getattr(error, "getLineNumber", lambda: 0)()
        raise BrokenGraph(where=f" (ligne {line})" if line else "") from error
    except (ParserError, ValueError, AssertionError, LookupError, RecursionError) as error:
        raise BrokenGraph(where="") from error


class _Concept:
    """One concept of a graph, which other tools may have written."""

    def __init__(self, graph: Graph, node: Node, found: list[Fault]) -> None:
        self.graph, self.node, self.found = graph, node, found
        self.slug = self.row = _slug(graph, node)

    def raw(self) -> Raw:
        depth = self._depth()
        level = str(self.graph.value(self.node, OURS.level) or LEVELS[min(depth, 2)])
        if depth > 2 or level != LEVELS[depth]:
            self.found.append(faults.WrongDepth(self.row, column("", "parent")))
            level = LEVELS[min(depth, 2)]
        above = self._above(self.node)
        successors = list(self.graph.objects(self.node, DCTERMS.isReplacedBy))
        return Raw(
            self.row,
            level,
            self.slug,
            _slug(self.graph, above) if above else "",
            self._said(),
            self._state(),
            _slug(self.graph, successors[0]) if successors else None,
        )

    def _depth(self) -> int:
        depth, at, seen = 0, self.node, set()
        while above := self._above(at):
            seen.add(at)
            depth, at = depth + 1, above
            if at in seen:
                self.found.append(faults.BroaderCycle(self.row, column("", "parent")))
                return 0
        return depth

    def _above(self, node: Node) -> Node | None:
        graph = self.graph
        found = {*graph.objects(node, SKOS.broader), *graph.subjects(SKOS.narrower, node)}
        if len(found) > 1 and node == self.node:
            self._several("parent")
        return min(found, default=None)

    def _said(self) -> dict[str, str | tuple[str, ...]]:
        complete = (None, OURS.complete, Literal(True)) in self.graph
        said: dict[str, str | tuple[str, ...]] = {}
        for name, (predicate, language) in _PROPERTIES.items():
            texts = self._texts(predicate, None if name == "synonyms" else language)
            if len(texts) > 1 and name not in LISTS:
                self._several(name)
            if texts or complete:
                said[name] = tuple(texts) if name in LISTS else next(iter(texts), "")
        return said

    def _texts(self, predicate: Node, language: str | None) -> list[str]:
        found = [
            one for one in self.graph.objects(self.node, predicate) if isinstance(one, Literal)
        ]
        return sorted(str(one) for one in found if language in (None, _language(one)))

    def _state(self) -> str | None:
        state = self.graph.value(self.node, OURS.state)
        deprecated = self.graph.value(self.node, OWL.deprecated)
        if state is None and deprecated is not None and deprecated.toPython() is True:
            return "retired"
        return None if state is None else str(state)

    def _several(self, name: str) -> None:
        fault = faults.SeveralValues(self.row, column("", name))
        if fault.field not in {one.field for one in self.found}:
            self.found.append(fault)


def _language(literal: Literal) -> str:
    """A literal without a language is in that of the thesaurus; regions are of no account."""
    return (literal.language or "fr").partition("-")[0].lower()


def _slug(graph: Graph, node: Node) -> str:
    notations: Iterable[Node] = sorted(graph.objects(node, SKOS.notation))
    last = str(node).rstrip("/#").replace("#", "/").rpartition("/")[2]
    slug = next(map(str, notations), "")
    return slug or slug_of(last)
