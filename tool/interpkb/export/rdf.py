"""The base as RDF, in N-Triples, with a small vocabulary that reuses SKOS, PROV-O, CiTO, Dublin Core and schema.org.

Every entry is a resource `kb:ID`: its kind is its `rdf:type`, its name `skos:prefLabel`, an alias `skos:altLabel`, its
summary `skos:definition`, and each relation a property `ikb:RELATION`. Where a well-known property says the same, it
is given too (see `SAME_AS`). A stated link is also a `ikb:Link` resource of its own with its reason, strength and
`prov:wasAttributedTo` the source that states it. What the evidence on a link adds up to is a `ikb:Judgement` with the
same `ikb:subject`, `ikb:relation` and `ikb:object`, and its `ikb:verdict`.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import interpkb
from interpkb.query.once import once

BASE = f"{interpkb.SITE}id/"
VOCABULARY = f"{interpkb.SITE}vocabulary#"
PREFIXES = MappingProxyType(
    {
        "ikb": VOCABULARY,
        "kb": BASE,
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "prov": "http://www.w3.org/ns/prov#",
        "cito": "http://purl.org/spar/cito/",
        "dcterms": "http://purl.org/dc/terms/",
        "schema": "https://schema.org/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""The prefixes of the vocabularies used."""

SAME_AS = MappingProxyType(
    {
        "broader": "skos:broader",
        "related": "skos:related",
        "introduced-by": "prov:wasDerivedFrom",
        "found-in": "prov:wasDerivedFrom",
        "made-in": "prov:wasDerivedFrom",
        "cites": "cito:cites",
        "critiqued-by": "cito:isCritiquedBy",
        "supports": "cito:supports",
        "attacks": "cito:disputes",
        "answers": "cito:repliesTo",
        "follows": "cito:extends",
    }
)
"""Relations that a well-known vocabulary has a property for."""

_CLASSES = MappingProxyType(
    {"source": "schema:CreativeWork", "term": "skos:Concept", "tool": "schema:SoftwareApplication"}
)


@once
def render(connection: sqlite3.Connection) -> str:
    """Write the base as N-Triples, sorted, so that the same base gives the same text."""
    return "".join(sorted(set(_triples(connection))))


def _triples(connection: sqlite3.Connection) -> Iterator[str]:
    for id, kind, name, summary, _ in connection.execute("SELECT id, kind, name, summary, entry FROM node"):
        yield _triple(_entry(id), _iri("rdf:type"), _iri(f"ikb:{kind.capitalize()}"))
        if kind in _CLASSES:
            yield _triple(_entry(id), _iri("rdf:type"), _iri(_CLASSES[kind]))
        yield _triple(_entry(id), _iri("skos:prefLabel"), _text(name))
        if summary:
            yield _triple(_entry(id), _iri("skos:definition"), _text(summary))
    for id, alias in connection.execute("SELECT entry, alias FROM alias"):
        yield _triple(_entry(id), _iri("skos:altLabel"), _text(alias))
    for id, text in connection.execute("SELECT id, body FROM entry WHERE kind = 'source'"):
        yield from _source(id, json.loads(text))
    yield from _links(connection)
    for subject, relation, object, verdict in connection.execute(
        "SELECT subject, relation, object, verdict FROM verdict"
    ):
        if relation:
            judged = _link(subject, relation, object)
            yield _triple(judged, _iri("rdf:type"), _iri("ikb:Judgement"))
            yield from _ends(judged, subject, relation, object)
        else:
            judged = _entry(subject)
        yield _triple(judged, _iri("ikb:verdict"), _text(verdict))


def _source(id: str, body: dict[str, object]) -> Iterator[str]:
    yield _triple(_entry(id), _iri("dcterms:title"), _text(str(body["title"])))
    yield _triple(_entry(id), _iri("dcterms:issued"), _text(str(body["date"])))
    authors = body["authors"]
    assert isinstance(authors, list)
    for author in authors:
        yield _triple(_entry(id), _iri("dcterms:creator"), _text(author))
    for field in ("arxiv", "doi", "url"):
        if field in body:
            yield _triple(_entry(id), _iri("dcterms:identifier"), _text(str(body[field])))


def _links(connection: sqlite3.Connection) -> Iterator[str]:
    rows = connection.execute(
        "SELECT subject, relation, object, strength, because, according_to, direction, via FROM link ORDER BY rowid"
    )
    for subject, relation, object, strength, because, according_to, direction, via in rows:
        yield _triple(_entry(subject), _iri(f"ikb:{relation}"), _entry(object))
        if relation in SAME_AS:
            yield _triple(_entry(subject), _iri(SAME_AS[relation]), _entry(object))
        if because is None and strength is None and direction is None:
            continue
        # One finding may bear on one goal through two methods, and not the same way.
        link = _link(subject, relation, object, {"according-to": according_to, "via": via, "direction": direction})
        yield _triple(link, _iri("rdf:type"), _iri("ikb:Link"))
        yield from _ends(link, subject, relation, object)
        if strength is not None:
            yield _triple(link, _iri("ikb:strength"), f'"{strength}"^^{_iri("xsd:integer")}')
        if because is not None:
            yield _triple(link, _iri("ikb:because"), _text(because))
        if direction is not None:
            yield _triple(link, _iri("ikb:direction"), _text(direction))
        if via is not None:
            yield _triple(link, _iri("ikb:via"), _entry(via))
        if according_to is not None:
            yield _triple(link, _iri("prov:wasAttributedTo"), _entry(according_to))


def _ends(link: str, subject: str, relation: str, object: str) -> Iterator[str]:
    yield _triple(link, _iri("ikb:subject"), _entry(subject))
    yield _triple(link, _iri("ikb:relation"), _iri(f"ikb:{relation}"))
    yield _triple(link, _iri("ikb:object"), _entry(object))


def _triple(subject: str, predicate: str, object: str) -> str:
    return f"{subject} {predicate} {object} .\n"


def _entry(id: str) -> str:
    return f"<{BASE}{id}>"


def _link(subject: str, relation: str, object: str, said: Mapping[str, str | None] = MappingProxyType({})) -> str:
    tail = "&".join(f"{name}={value}" for name, value in said.items() if value)
    return f"<{BASE}{subject}/{relation}/{object}{f'?{tail}' if tail else ''}>"


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def _text(value: str) -> str:
    """Quote a literal as N-Triples has it: https://www.w3.org/TR/n-triples/#grammar-production-STRING_LITERAL_QUOTE."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
