"""A reading → the compiled file, whole or not at all."""

import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from interpkb.compiled import derived, layout
from interpkb.knowledge_base import KnowledgeBase
from interpkb.loader import Reading
from interpkb.problems import Problem
from interpkb.relations import RELATIONS


def fill(connection: sqlite3.Connection, reading: Reading, stamp: str, read_at_ns: int) -> None:
    """Write a reading into an empty database.

    `stamp` says what wrote it, `read_at_ns` when reading began: what changes later makes the file out of date.
    """
    connection.executescript(
        f"PRAGMA application_id = {layout.APPLICATION_ID}; PRAGMA user_version = {layout.FORMAT}; {layout.TABLES}"
    )
    connection.execute("BEGIN")
    _fill_files(connection, reading)
    if reading.kb is not None:
        _fill_base(connection, reading, reading.kb)
    meta = {
        "stamp": stamp,
        "read_at_ns": str(read_at_ns),
        "sound": "1" if reading.kb is not None else "0",
        "listing": listing_text(record.file[:1] + record.file[3:] for record in reading.records),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    connection.execute("COMMIT")
    connection.executescript(f"{layout.INDEXES} {layout.VIEWS}")


def listing_text(states: Iterator[Any]) -> str:
    """Put the names and states of all files into one text, so that two listings compare at once."""
    return "\n".join(map(repr, states))


def write(path: Path, reading: Reading, stamp: str, read_at_ns: int) -> None:
    """Write the compiled file beside its place and move it there at once; raises `OSError` or `sqlite3.Error`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(name, isolation_level=None)
        try:
            # The file is new and moved into place whole: a crash leaves the old one, so no journal is needed.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            fill(connection, reading, stamp, read_at_ns)
        finally:
            connection.close()
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _fill_files(connection: sqlite3.Connection, reading: Reading) -> None:
    connection.executemany(
        "INSERT INTO file VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (
            (*record.file, record.digest, record.sound, record.body, _problems_text(record.problems))
            for record in reading.records
        ),
    )
    connection.executemany("INSERT INTO problem VALUES (?,?,?,?,?,?,?)", map(_problem_row, reading.problems))
    connection.executemany(
        "INSERT INTO place VALUES (?,?,?,?,?)",
        ((path, json.dumps(keys), at_key, *where) for (path, keys, at_key), where in reading.places.items()),
    )


def _fill_base(connection: sqlite3.Connection, reading: Reading, kb: KnowledgeBase) -> None:
    bodies = {record.file.id: record.body for record in reading.records}
    connection.executemany(
        "INSERT INTO entry VALUES (?,?,?,?,?,?)",
        (
            (id, kb.entries[id].kind, kb.nodes[id].name, kb.nodes[id].summary, kb.paths[id], bodies[id])
            for id in sorted(kb.entries)
        ),
    )
    connection.executemany(
        "INSERT INTO alias VALUES (?,?)",
        ((id, alias) for id, entry in sorted(kb.entries.items()) for alias in entry.aliases),
    )
    connection.executemany(
        "INSERT INTO node VALUES (?,?,?,?,?)",
        ((node.id, node.kind, node.name, node.summary, node.entry) for _, node in sorted(kb.nodes.items())),
    )
    connection.executemany(
        "INSERT INTO link VALUES (?,?,?,?,?,?,?,?,?,?)",
        (
            (
                link.subject, link.relation, link.object, link.strength, link.because, link.according_to,
                link.direction, link.via, link.stated_in, json.dumps(link.keys),
            )
            for link in kb.links
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO relation VALUES (?,?,?,?)",
        ((relation.name, relation.inverse, relation.argued, relation.acyclic) for relation in RELATIONS.values()),
    )
    connection.executemany(
        "INSERT INTO mention VALUES (?,?,?)",
        ((mention.source, mention.stated_in, json.dumps(mention.keys)) for mention in kb.mentions),
    )
    derived.fill(connection, kb)


def _problem_row(problem: Problem) -> tuple[Any, ...]:
    where = problem.location
    return where.path, where.line, where.column, problem.severity.value, problem.code, problem.message, problem.hint


def _problems_text(problems: tuple[Problem, ...]) -> str:
    return json.dumps([_problem_row(problem) for problem in problems]) if problems else "[]"


def now_ns() -> int:
    """The time, on the clock that files are dated by."""
    return time.time_ns()
