"""Records and a base → rows of the tables, for all entries or some."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from interpkb.folder import EntryFile
from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.loader import Located, Record
from interpkb.models.links import Keys, Link
from interpkb.problems import Location, Problem, Severity

_ENTRY_COLUMNS = (
    ("entry", "id"),
    ("alias", "entry"),
    ("called", "entry"),
    ("node", "entry"),
    ("link", "stated_in"),
    ("mention", "stated_in"),
    ("text_link", "stated_in"),
)
"""Every table with rows of single entries, and the column that names the entry."""


def add_records(connection: sqlite3.Connection, records: Iterable[Record]) -> None:
    """Add what is known of files."""
    connection.executemany(
        "INSERT INTO file VALUES (?,?,?,?,?,?,?,?,?,?)",
        ((*record.file, record.digest, record.sound, problems_text(record.problems)) for record in records),
    )


def add_findings(connection: sqlite3.Connection, found: Iterable[Located], *, checked: bool) -> None:
    """Add what was found on the base as a whole."""
    connection.executemany(
        "INSERT INTO finding VALUES (?,?,?,?,?,?,?,?,?,?)",
        (
            (path, json.dumps(keys), severity.value, code, message, hint, at_key, line, column, checked)
            for (path, keys, severity, code, message, hint, at_key), line, column in found
        ),
    )


def findings(connection: sqlite3.Connection) -> list[tuple[Located, bool]]:
    """Read back what was found, each with whether a check found it."""
    rows = connection.execute(
        "SELECT path, keys, severity, code, message, hint, at_key, line, col, checked FROM finding ORDER BY rowid"
    )
    return [
        (Located(_finding(path, keys, severity, code, message, hint, at_key), line, column), bool(checked))
        for path, keys, severity, code, message, hint, at_key, line, column, checked in rows
    ]


def _finding(path: str, keys: str, severity: str, code: str, message: str, hint: str | None, at_key: int) -> Finding:
    return Finding(path, tuple(json.loads(keys)), Severity(severity), code, message, hint, bool(at_key))


def add_problems(connection: sqlite3.Connection, problems: Iterable[Problem]) -> None:
    """Add the problems of the base, in their order."""
    connection.executemany("INSERT INTO problem VALUES (?,?,?,?,?,?,?)", map(_problem_row, problems))


def add_entries(
    connection: sqlite3.Connection, kb: KnowledgeBase, bodies: Mapping[str, str | None], ids: Collection[str]
) -> None:
    """Add the entries of these ids, with their nodes and all that they state. `bodies` are their data, by path."""
    entries = [(id, kb.entries[id]) for id in ids]
    connection.executemany(
        "INSERT INTO entry VALUES (?,?,?,?,?,?)",
        (
            (id, entry.kind, kb.nodes[id].name, kb.nodes[id].summary, kb.paths[id], bodies[kb.paths[id]])
            for id, entry in entries
        ),
    )
    connection.executemany(
        "INSERT INTO alias VALUES (?,?)", ((id, alias) for id, entry in entries for alias in entry.aliases)
    )
    connection.executemany(
        "INSERT INTO called VALUES (?,?)",
        ((name, id) for id, entry in entries for name in names(id, kb.nodes[id].name, entry.aliases)),
    )
    connection.executemany(
        "INSERT INTO node VALUES (?,?,?,?,?)", (node for node in kb.nodes.values() if node.entry in ids)
    )
    connection.executemany(
        f"INSERT INTO link ({','.join(Link._fields)}) VALUES (?,?,?,?,?,?,?,?,?,?)",
        ((*link[:4], _keys(link.keys), *link[5:]) for link in kb.links if link.stated_in in ids),
    )
    for table, mentions in (("mention", kb.mentions), ("text_link", kb.text_links)):
        connection.executemany(
            f"INSERT INTO {table} VALUES (?,?,?)",
            ((name, stated_in, _keys(keys)) for name, stated_in, keys in mentions if stated_in in ids),
        )


def delete_files(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Delete what is known of the files at these paths."""
    connection.executemany("DELETE FROM file WHERE path = ?", ((path,) for path in paths))


def delete_entries(connection: sqlite3.Connection, ids: Collection[str]) -> None:
    """Delete entries with all that `add_entries` adds for them."""
    given = json.dumps(list(ids))
    for table, column in _ENTRY_COLUMNS:
        connection.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))", (given,))


def delete_found(connection: sqlite3.Connection) -> None:
    """Delete every problem, and every finding on the base as a whole."""
    connection.execute("DELETE FROM problem")
    connection.execute("DELETE FROM finding")


def update_states(connection: sqlite3.Connection, files: Iterable[EntryFile]) -> None:
    """Note the states of files whose contents are what they were."""
    connection.executemany(
        "UPDATE file SET size = ?, mtime_ns = ?, ctime_ns = ?, inode = ? WHERE path = ?",
        ((*file[3:], file.path) for file in files),
    )


def names(id: str, name: str, aliases: Iterable[str]) -> frozenset[str]:
    """All by which an entry is known, with the case folded."""
    return frozenset((id, name.casefold(), *(alias.casefold() for alias in aliases)))


def problems_text(problems: Iterable[Problem]) -> str:
    """Put a file's own problems into one text."""
    return json.dumps([_problem_row(problem) for problem in problems]) if problems else "[]"


def problems_of(text: str) -> tuple[Problem, ...]:
    """Read such a text back."""
    if text == "[]":
        return ()
    return tuple(
        Problem(Location(path, line, column), Severity(severity), code, message, hint)
        for path, line, column, severity, code, message, hint in json.loads(text)
    )


def _problem_row(problem: Problem) -> tuple[Any, ...]:
    where = problem.location
    return where.path, where.line, where.column, problem.severity.value, problem.code, problem.message, problem.hint


@cache  # there are many links, and few different places in an entry
def _keys(keys: Keys) -> str:
    return json.dumps(keys)
