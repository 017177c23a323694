"""A page for each entry, and its data files."""

import json
import sqlite3
from collections.abc import Callable, Iterator

from interpkb.pages import addresses, citing, entry_facts, neighbourhoods
from interpkb.pages.writing import Writer, fields
from interpkb.query import entries as query
from interpkb.query import facets, facts
from interpkb.relations import ENTRY_KINDS

_SHOWN_BY_KIND = {
    "method": frozenset({"serves", "stands-at", "tested-by", "suffers", "candidate-for", "narrower"}),
    "agenda": frozenset({"has-need", "critiqued-by", "assumes"}),
    "dimension": frozenset({"divides-into"}),
    "goal": frozenset({"served-by", "has-evidence", "asked-for-by"}),
    "claim": frozenset({"has-evidence", *entry_facts.FOR, *entry_facts.AGAINST}),
    "evidence": frozenset({"bears-on", "tests"}),
    "failure": frozenset({"affects", "has-evidence"}),
    "tool": frozenset({"implements"}),
    "source": frozenset({"finds", "makes"}),
}
"""Relations that a kind's own template shows with their reasons; among the links from both ends they are only named."""


def entries(
    connection: sqlite3.Connection, writer: Writer, read_text: Callable[[str], str], which: slice
) -> Iterator[tuple[str, str]]:
    """Yield the pages of entries, their YAML as it is written, and their JSON: of all entries, or those of a slice."""
    whole = entry_facts.whole(connection)
    found = facets.facets(connection)
    for id in [row.id for kind in ENTRY_KINDS for row in query.rows(connection, kind)][which]:
        entry = query.entry(connection, id)
        path = addresses.document(entry.id, entry.kind)
        yield (
            path,
            writer.page(
                path,
                f"{entry.kind}.md.jinja",
                entry.name,
                entry.summary or entry.name,
                found[entry.id],
                wide=True,
                entry=entry,
                folder=addresses.FOLDER_OF[entry.kind],
                body=fields(entry.body),
                groups=facts.groups(entry),
                shown=_SHOWN_BY_KIND.get(entry.kind, frozenset()),
                picture=neighbourhoods.draw(entry, writer.nodes, writer.addresses(path)),
                citation=citing.entry(entry),
                **entry_facts.of(connection, entry, whole),
            ),
        )
        stem = path.removesuffix(".md")
        yield f"{stem}.json", _data(entry)
        yield f"{stem}.yaml", read_text(entry.path)


def _data(entry: query.Entry) -> str:
    """Write an entry as JSON, with its links from both ends."""
    links = [
        {"relation": edge.relation, "id": edge.other.id, "because": edge.because, "according_to": edge.according_to}
        for edge in entry.edges
    ]
    data = {"id": entry.id, "kind": entry.kind, **entry.body, "links": links}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
