"""A page for each entry, and its data files."""

import json
import sqlite3
from collections.abc import Callable, Iterator

from interpkb.pages import addresses, citing
from interpkb.pages.writing import Writer, fields
from interpkb.query import entries as query
from interpkb.query import facets, facts, joins, verdicts
from interpkb.relations import ENTRY_KINDS

# Relations that a kind's own template shows in its own way; what is left is listed from both ends.
_SHOWN_BY_KIND = {
    "method": frozenset({"serves", "stands-at", "tested-by", "suffers", "candidate-for", "broader", "narrower"}),
    "agenda": frozenset({"has-need"}),
    "dimension": frozenset({"divides-into"}),
    "goal": frozenset({"served-by", "has-evidence", "asked-for-by"}),
    "claim": frozenset({"has-evidence"}),
    "evidence": frozenset({"bears-on", "tests", "found-in"}),
    "failure": frozenset({"affects", "has-evidence"}),
}


def entries(
    connection: sqlite3.Connection, writer: Writer, read_text: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    """Yield the page of every entry, its YAML as it is written, and its JSON."""
    found = facets.facets(connection)
    for kind in ENTRY_KINDS:
        for row in query.rows(connection, kind):
            entry = query.entry(connection, row.id)
            own = _facts(connection, entry)
            path = addresses.document(entry.id, kind)
            yield (
                path,
                writer.page(
                    path,
                    f"{kind}.md.jinja",
                    entry.name,
                    entry.summary or entry.name,
                    found[entry.id],
                    entry=entry,
                    folder=addresses.FOLDER_OF[kind],
                    body=fields(entry.body),
                    groups=facts.groups(entry, _SHOWN_BY_KIND.get(kind, frozenset())),
                    citation=citing.entry(entry),
                    **own,
                ),
            )
            stem = path.removesuffix(".md")
            yield f"{stem}.json", _data(entry)
            yield f"{stem}.yaml", read_text(entry.path)


def _facts(connection: sqlite3.Connection, entry: query.Entry) -> dict[str, object]:
    """Find what the template of an entry's kind needs beyond the entry itself."""
    match entry.kind:
        case "method":
            return {
                "serves": facts.judged(connection, entry, "serves"),
                "places": facts.places(connection, entry),
                "findings": facts.findings(connection, entry.id),
                "failures": facts.judged(connection, entry, "suffers"),
                "candidates": facts.judged(connection, entry, "candidate-for"),
                "broader": [edge.other for edge in entry.edges if edge.relation == "broader"],
                "narrower": [edge.other for edge in entry.edges if edge.relation == "narrower"],
            }
        case "agenda":
            return {"needs": [_shown(answered) for answered in joins.answers(connection, entry.id)]}
        case "dimension":
            return {"values": _values(connection, entry)}
        case "goal":
            return {
                "served_by": facts.judged(connection, entry, "served-by", key="serves"),
                "asked_for_by": [edge for edge in entry.edges if edge.relation == "asked-for-by"],
                "findings": facts.findings(connection, entry.id),
            }
        case "claim":
            return {
                "verdict": verdicts.of_claim(connection, entry.id),
                "findings": facts.findings(connection, entry.id),
            }
        case "failure":
            return {
                "affected": facts.judged(connection, entry, "affects", key="suffers"),
                "findings": facts.findings(connection, entry.id),
            }
        case "source":
            return {"mentions": query.mentions(connection, entry.id), "reference": citing.source(entry)}
        case _:
            return {}


def _shown(answered: joins.Answers) -> joins.Answers:
    """Let a template read what a need says."""
    return answered._replace(need=answered.need._replace(body=fields(answered.need.body)))


def _values(
    connection: sqlite3.Connection, entry: query.Entry
) -> list[tuple[dict[str, object], list[query.Row], list[query.Row]]]:
    """Give each value of a dimension with the methods that stand there and the needs that ask for it."""
    result = []
    for value in fields(entry.body["values"]):
        edges = query.edges(connection, f"{entry.id}/{value['id']}")
        methods = sorted({edge.other for edge in edges if edge.relation == "taken-by"})
        needs = sorted({edge.other for edge in edges if edge.relation == "required-by"})
        result.append((value, methods, needs))
    return result


def _data(entry: query.Entry) -> str:
    """Write an entry as JSON, with its links from both ends."""
    links = [
        {"relation": edge.relation, "id": edge.other.id, "because": edge.because, "according_to": edge.according_to}
        for edge in entry.edges
    ]
    data = {"id": entry.id, "kind": entry.kind, **entry.body, "links": links}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
