"""`interpkb show`: an entry with all its links."""

import sqlite3
from itertools import groupby
from typing import Any

import click

from interpkb.cli import opening, printing
from interpkb.query import entries
from interpkb.query.entries import Edge, Entry, Row

# Fields that the links below show better, with their other ends.
_SHOWN_AS_LINKS = frozenset(
    {
        "name", "title", "summary", "aliases", "position", "serves", "assumes", "critiques", "broader", "introduced_by",
        "overlaps", "defined_by", "builds_on", "made_in", "about", "supports", "attacks", "answers", "depends_on",
        "decides", "revises", "refines", "implies", "similar_to", "source", "superseded_by", "affects", "implements",
        "evaluates", "related", "needs", "values", "cites", "follows", "reports_on", "bears_on",
    }
)  # fmt: skip


_SAID_OF_PARTS = frozenset({"id", "name", "meaning", "question", "goals", "requires", "candidates", "includes"})
"""Fields of a value or need that its head or its links show."""


@click.command("show")
@opening.entry_argument("id")
@opening.json_option
def command(id: str, *, as_json: bool) -> None:
    """Show an entry with all its links, from both ends.

    ID is an entry's id, name or alias; also a dimension's value (access/weights) or an agenda's need (debate/...).

    \b
    Examples:
      interpkb show influence-functions
      interpkb show debate --json
    """
    connection = opening.open_sound().connection
    row = entries.resolve(connection, id)
    if "/" in row.id:
        _show_part(connection, row, entries.edges(connection, row.id), as_json=as_json)
        return
    entry = entries.entry(connection, row.id)
    if as_json:
        opening.print_json(plain(entry))
    else:
        _print(entry)


def plain(entry: Entry) -> dict[str, Any]:
    """Turn an entry into data: what it says, and its links as seen from it."""
    head = {"id": entry.id, "kind": entry.kind, "name": entry.name, "summary": entry.summary, "path": entry.path}
    return {**head, "entry": entry.body, "links": [plain_edge(edge) for edge in entry.edges]}


def plain_edge(edge: Edge) -> dict[str, Any]:
    """Turn a link into data, leaving out what is not stated."""
    data = {"relation": edge.relation, "id": edge.other.id, "kind": edge.other.kind, "name": edge.other.name}
    rest = {
        "strength": edge.strength,
        "because": edge.because,
        "according_to": edge.according_to,
        "direction": edge.direction,
        "via": edge.via,
        "stated_in": edge.stated_in,
    }
    return {**data, **{key: value for key, value in rest.items() if value is not None}}


def _show_part(connection: sqlite3.Connection, row: Row, edges: tuple[Edge, ...], *, as_json: bool) -> None:
    if as_json:
        opening.print_json({**row._asdict(), "links": [plain_edge(edge) for edge in edges]})
        return
    _print_head(row.name, row.kind, row.id)
    printing.paragraph(row.summary)
    owner = entries.entry(connection, row.id.partition("/")[0])
    parts = owner.body["values" if row.kind == "value" else "needs"]
    body = next(part for part in parts if part["id"] == row.id.partition("/")[2])
    for name, value in body.items():
        if name not in _SAID_OF_PARTS:
            _print_field(name, value)
    print_edges(edges)


def _print_head(name: str, kind: str, id: str) -> None:
    click.secho(name, bold=True)
    click.secho(f"{kind} · {id}", dim=True)


def _print(entry: Entry) -> None:
    _print_head(entry.name, entry.kind, entry.id)
    if aliases := entry.body.get("aliases"):
        printing.paragraph(f"also: {', '.join(aliases)}")
    click.echo()
    if entry.summary:
        printing.paragraph(entry.summary)
    for name, value in entry.body.items():
        if name not in _SHOWN_AS_LINKS and value != entry.summary:
            _print_field(name, value)
    for part in (*entry.body.get("needs", ()), *(entry.body.get("values", ()) if entry.kind == "dimension" else ())):
        click.echo()
        click.secho(f"{entry.id}/{part['id']}", bold=True)
        printing.item(part.get("question") or part["meaning"])
    print_edges(tuple(edge for edge in entry.edges if edge.relation not in {"has-need", "divides-into"}))


def _print_field(name: str, value: Any, indent: str = "") -> None:
    label = name.replace("_", " ")
    match value:
        case list():
            click.echo(f"{indent}{label}:")
            for item in value:
                _print_item(item, indent + "  ")
        case dict():
            click.echo(f"{indent}{label}:")
            for key, inner in value.items():
                _print_field(key, inner, indent + "  ")
        case _:
            printing.item(f"{label}: {value}", indent)


def _print_item(value: Any, indent: str) -> None:
    if isinstance(value, dict):
        head = "; ".join(
            f"{key.replace('_', ' ')} {inner}" for key, inner in value.items() if isinstance(inner, str | int | bool)
        )
        printing.item(f"• {head}", indent)
    else:
        printing.item(f"• {value}", indent)


def print_edges(edges: tuple[Edge, ...]) -> None:
    """Print links, by relation, each with its reason and whose word it is."""
    for relation, group in groupby(edges, key=lambda edge: edge.relation):
        printing.heading(relation.replace("-", " "))
        for edge in group:
            printing.item(_sentence(edge))


def _sentence(edge: Edge) -> str:
    parts = [edge.other.id]
    if edge.strength is not None:
        parts.append(printing.strength(edge.strength))
    if edge.direction:
        parts.append(f"({edge.direction}{f', as to {edge.via}' if edge.via else ''})")
    if edge.because:
        parts.append(f"— {edge.because}")
    elif edge.strength is not None:
        parts.append("— unargued")
    if edge.according_to:
        parts.append(f"[{edge.according_to}]")
    return " ".join(parts)
