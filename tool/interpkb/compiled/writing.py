"""A reading → the compiled file."""

import os
import sqlite3

from interpkb.compiled import derived, freshness, layout, rows
from interpkb.compiled.replacing import replacing
from interpkb.folder import Snapshot, StrPath
from interpkb.knowledge_base import KnowledgeBase
from interpkb.loader import Reading
from interpkb.relations import RELATIONS


def write(path: StrPath, reading: Reading, stamp: str, read_at_ns: int) -> None:
    """Write the whole compiled file, the derived tables too, or raise `OSError` or `sqlite3.Error`."""
    with replacing(os.fspath(path), copy=False) as new:
        fill(new.connection, reading, stamp, read_at_ns)
        if reading.kb is not None:
            fill_derived(new.connection, reading.kb)


def fill(connection: sqlite3.Connection, reading: Reading, stamp: str, read_at_ns: int) -> None:
    """Write a reading into an empty database, all but the derived tables.

    `stamp` says what wrote it, `read_at_ns` when reading began: what changes later makes the file out of date.
    """
    connection.executescript(
        f"PRAGMA application_id = {layout.APPLICATION_ID}; PRAGMA user_version = {layout.FORMAT}; {layout.TABLES}"
    )
    connection.execute("BEGIN")
    rows.add_records(connection, reading.records)
    rows.add_findings(connection, reading.linked, checked=False)
    rows.add_findings(connection, reading.checked or (), checked=True)
    rows.add_problems(connection, reading.problems)
    kb = reading.whole
    rows.add_entries(connection, kb, {record.file.path: record.body for record in reading.records}, kb.entries.keys())
    connection.executemany(
        "INSERT INTO relation VALUES (?,?,?,?)",
        ((relation.name, relation.inverse, relation.argued, relation.acyclic) for relation in RELATIONS.values()),
    )
    tombstones = reading.listing.ledger.tombstones.values() if reading.listing.ledger else ()
    connection.executemany("INSERT INTO tombstone VALUES (?,?,?,?)", tombstones)
    note(
        connection,
        stamp=stamp,
        read_at_ns=str(read_at_ns),
        listing=freshness.listing_state(reading.listing),
        ledger=freshness.ledger_digest(reading.listing),
        sound=str(int(reading.kb is not None)),
        derived="0",
        unchecked="*" if reading.checked is None else "[]",
    )
    connection.execute("COMMIT")
    connection.executescript(f"{layout.INDEXES} {layout.VIEWS}")


def fill_derived(connection: sqlite3.Connection, kb: KnowledgeBase) -> None:
    """Fill the derived tables anew."""
    connection.execute("BEGIN")
    empty_derived(connection)
    derived.fill(connection, kb)
    note(connection, derived="1")
    connection.execute("COMMIT")


def empty_derived(connection: sqlite3.Connection) -> None:
    """Empty the derived tables; whoever asks a question that needs them has them filled anew."""
    for table in derived.TABLES:
        connection.execute(f"DELETE FROM {table}")
    note(connection, derived="0")


def note_snapshot(connection: sqlite3.Connection, snapshot: Snapshot | None) -> None:
    """Note what the folders looked like shortly before they were read, for a quick comparison."""
    note(connection, snapshot=snapshot.states if snapshot else b"")


def note(connection: sqlite3.Connection, **values: str | bytes) -> None:
    """Write facts on the compiled file as a whole into `meta`."""
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())
