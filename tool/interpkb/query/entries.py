"""Single entries and lists of them."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from interpkb.errors import BadQuestionError, UnknownNameError
from interpkb.folder import FOLDERS
from interpkb.relations import ENTRY_KINDS, RELATIONS

_FEW = 12
_ORDER = {name: i for i, relation in enumerate(RELATIONS.values()) for name in (relation.name, relation.inverse)}
"""A field with so few values has a closed list of them; others hold free text."""


class Row(NamedTuple):
    """An entry, value or need in a line."""

    id: str
    kind: str
    name: str
    summary: str


class Edge(NamedTuple):
    """A link as seen from one end: `relation` reads from there, and `derived` tells that it is an inverse."""

    relation: str
    other: Row
    strength: int | None
    because: str | None
    according_to: str | None
    direction: str | None
    via: str | None
    stated_in: str
    derived: bool


class Entry(NamedTuple):
    """An entry with all that it says, and its links from both ends."""

    id: str
    kind: str
    name: str
    summary: str
    path: str
    body: dict[str, Any]
    edges: tuple[Edge, ...]


def resolve(connection: sqlite3.Connection, name: str) -> Row:
    """Find the node that goes by a name: its id, or else its name or an alias, whatever the case.

    Raises `UnknownNameError` with the nearest ids when nothing does.
    """
    row = connection.execute("SELECT id, kind, name, summary FROM node WHERE id = ?", (name,)).fetchone()
    if row is None:
        row = connection.execute(
            "SELECT id, kind, name, summary FROM node WHERE id IN "
            "(SELECT entry FROM alias WHERE alias = ?1 COLLATE NOCASE "
            "UNION SELECT id FROM entry WHERE name = ?1 COLLATE NOCASE) ORDER BY id",
            (name,),
        ).fetchone()
    if row is None:
        if (new := _new_name(connection, name)) is not None:
            return resolve(connection, new)
        raise UnknownNameError("entry", name, suggestions(connection, name))
    return Row(*row)


def _new_name(connection: sqlite3.Connection, old: str) -> str | None:
    """Say by which id a renamed entry goes now, if that is what a name was; say why if the entry was retired."""
    row = connection.execute(
        "SELECT target, gone_on, because FROM tombstone WHERE substr(address, instr(address, '/') + 1) = ?", (old,)
    ).fetchone()
    if row is None:
        return None
    target, gone_on, because = row
    if target is None:
        raise BadQuestionError(f"{old!r} was retired on {gone_on}: {because}")
    return str(target).rpartition("/")[2]


def resolve_kind(connection: sqlite3.Connection, name: str, kind: str) -> Row:
    """Find the entry of one kind that goes by a name, or raise `UnknownNameError` or `BadQuestionError`."""
    try:
        found = resolve(connection, name)
    except UnknownNameError as error:
        of_kind = {row.id for row in rows(connection, kind)}
        near = _nearest(name, of_kind)
        raise UnknownNameError(kind, name, near or error.suggestions) from None
    if found.kind != kind:
        raise BadQuestionError(
            f"{found.id!r} is {_article(found.kind)} {found.kind}, and this asks for {_article(kind)} {kind}"
        )
    return found


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def suggestions(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """The ids whose own id, name or alias is nearest to a name; at most three."""
    known = {id: id for (id,) in connection.execute("SELECT id FROM node")}
    for id, other in connection.execute("SELECT id, name FROM entry UNION ALL SELECT entry, alias FROM alias"):
        known.setdefault(other.lower(), id)
    ids = (known[near] for near in _nearest(name.lower(), known, 5))
    return tuple(dict.fromkeys(ids))[:3]


def _nearest(name: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    import difflib  # only for a mistake

    return tuple(difflib.get_close_matches(name, list(known), count, 0.6))


def kind_named(name: str) -> str:
    """Turn the name of a kind or of its folder into the kind: `methods` and `method` alike."""
    if name in FOLDERS:
        return FOLDERS[name]
    if name in ENTRY_KINDS:
        return name
    raise UnknownNameError("kind", name, _nearest(name, [*FOLDERS, *ENTRY_KINDS], 1))


def rows(connection: sqlite3.Connection, kind: str, where: Sequence[tuple[str, str]] = ()) -> list[Row]:
    """List the entries of a kind, by id, that meet every condition.

    A condition names a dimension (a method stands there, or one of an agenda's needs requires it) or a field
    of the kind that holds one value, such as `role` of claims. Two conditions on one thing mean either.
    """
    found = [
        Row(*row)
        for row in connection.execute("SELECT id, kind, name, summary FROM entry WHERE kind = ? ORDER BY id", (kind,))
    ]
    wanted: dict[str, set[str]] = {}
    for name, value in where:
        wanted.setdefault(name, set()).add(value)
    for name, values in wanted.items():
        ids = _having(connection, kind, name, values)
        found = [row for row in found if row.id in ids]
    return found


def _having(connection: sqlite3.Connection, kind: str, name: str, values: set[str]) -> set[str]:
    is_dimension = connection.execute("SELECT 1 FROM entry WHERE id = ? AND kind = 'dimension'", (name,)).fetchone()
    if is_dimension:
        for value in values:
            check_value(connection, name, value)
        if kind not in {"method", "agenda"}:
            raise BadQuestionError(f"{name!r} is a dimension: only methods and agendas can be asked for by it")
        nodes = [f"{name}/{value}" for value in sorted(values)]
        places = ",".join("?" * len(nodes))
        relation = "stands-at" if kind == "method" else "requires"
        found = connection.execute(
            f"SELECT stated_in FROM link WHERE relation = ? AND object IN ({places})", (relation, *nodes)
        )
        return {id for (id,) in found}
    import json  # not needed for a list without conditions

    fields: dict[str, set[str]] = {}
    matching = set()
    for id, body in connection.execute("SELECT id, body FROM entry WHERE kind = ?", (kind,)):
        for field, value in json.loads(body).items():
            if isinstance(value, str | bool | int):
                fields.setdefault(field, set()).add(_plain(value))
                if field == name and _plain(value) in values:
                    matching.add(id)
    if name not in fields:
        dimensions = {row.id for row in rows(connection, "dimension")}
        raise UnknownNameError(
            f"dimension or field of {kind} entries", name, _nearest(name, dimensions | set(fields), 1)
        )
    if not values & fields[name] and len(fields[name]) <= _FEW:
        raise UnknownNameError(
            "value", min(values), _nearest(min(values), fields[name], 1) or sorted(fields[name]), of=name
        )
    return matching


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def check_value(connection: sqlite3.Connection, dimension: str, value: str) -> None:
    """Make sure that a dimension has a value, or raise `UnknownNameError` with the nearest ones or all."""
    known = [
        id.partition("/")[2]
        for (id,) in connection.execute(
            "SELECT id FROM node WHERE entry = ? AND kind = 'value' ORDER BY rowid", (dimension,)
        )
    ]
    if value not in known:
        raise UnknownNameError("value", value, _nearest(value, known, 1) or known, of=dimension)


def edges(connection: sqlite3.Connection, id: str) -> tuple[Edge, ...]:
    """List the links of a node from both ends, in the order of the table of relations."""
    found = connection.execute(
        "SELECT relation, node.id, node.kind, node.name, node.summary, strength, because, according_to, "
        "direction, via, "
        'stated_in, derived FROM edge JOIN node ON node.id = edge."end" WHERE start = ?',
        (id,),
    )
    result = [
        Edge(relation, Row(*node), strength, because, according_to, direction, via, stated_in, bool(derived))
        for relation, *node, strength, because, according_to, direction, via, stated_in, derived in found
    ]
    return tuple(
        sorted(result, key=lambda edge: (edge.derived, _ORDER[edge.relation], -(edge.strength or 0), edge.other.id))
    )


def entry(connection: sqlite3.Connection, id: str) -> Entry:
    """Get an entry by its id, with the links of its values or needs among its own."""
    import json

    row = connection.execute("SELECT id, kind, name, summary, path, body FROM entry WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise UnknownNameError("entry", id, suggestions(connection, id))
    id, kind, name, summary, path, body = row
    return Entry(id, kind, name, summary, path, json.loads(body), edges(connection, id))


def mentions(connection: sqlite3.Connection, source: str) -> list[Row]:
    """List the entries that name a source as the one who says something."""
    found = connection.execute(
        "SELECT DISTINCT id, kind, name, summary FROM mention JOIN entry ON entry.id = stated_in "
        "WHERE source = ? ORDER BY id",
        (source,),
    )
    return [Row(*row) for row in found]
