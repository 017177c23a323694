"""What a compiled base says of the base as it was before an edit."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any

from interpkb.compiled import freshness, rows
from interpkb.folder import EntryFile
from interpkb.loader import Located, Place, Record
from interpkb.problems import Problem
from interpkb.relations import RELATIONS

_ACYCLIC = json.dumps([relation.name for relation in RELATIONS.values() if relation.acyclic])


class Earlier:
    """Answers questions on a base from its compiled form."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def records(self, paths: Collection[str] | None = None) -> dict[str, Record]:
        """Get what was known of the files at some paths, or of all; entries whose data were not kept are left out."""
        query = (
            "SELECT file.path, file.id, file.kind, size, mtime_ns, ctime_ns, inode, digest, body, sound, problems "
            "FROM file LEFT JOIN entry ON entry.id = file.id AND entry.path = file.path"
        )
        found = self.connection.execute(query) if paths is None else self._where(query, "file.path", paths)
        records = (
            Record(EntryFile(*row[:7]), digest, body, bool(sound), rows.problems_of(problems))
            for *row, digest, body, sound, problems in found
        )
        return {record.file.path: record for record in records if record.body is not None or not record.sound}

    @cached_property
    def findings(self) -> list[tuple[Located, bool]]:
        """All that was found on the base as a whole, each with whether a check found it."""
        return rows.findings(self.connection)

    @property
    def places(self) -> dict[Place, tuple[int, int]]:
        """Where it was found."""
        return {(f.path, f.keys, f.at_key): (line, column) for (f, line, column), _ in self.findings}

    @property
    def unchecked(self) -> frozenset[str] | None:
        """The ids of entries that no check has judged as they are; `None` for all."""
        text = freshness.value_of(self.connection, "unchecked")
        return None if text == "*" else frozenset(json.loads(text))

    @property
    def ledger(self) -> str:
        """The digest of the ledger as it was; empty where there was none."""
        return str(freshness.value_of(self.connection, "ledger"))

    def bodies(self, ids: Collection[str]) -> dict[str, str]:
        """Get the data of entries, as JSON."""
        return dict(self._where("SELECT id, body FROM entry", "id", ids))

    def names(self, ids: Collection[str]) -> frozenset[str]:
        """Get all names of entries."""
        found = set(self._column("SELECT alias FROM alias", "entry", ids))
        found.update(self._column("SELECT name FROM entry", "id", ids))
        return frozenset(name.casefold() for name in (*found, *ids))

    def called(self, names: Collection[str]) -> frozenset[str]:
        """Get the entries that go by any of these names."""
        return frozenset(self._column("SELECT entry FROM called", "name", names))

    def references(self, ids: Collection[str]) -> frozenset[str]:
        """Get the entries to which these refer."""
        objects = self._column("SELECT object FROM link", "stated_in", ids)
        sources = self._column("SELECT source FROM mention", "stated_in", ids)
        texts = self._column("SELECT object FROM text_link", "stated_in", ids)
        return frozenset(name.partition("/")[0] for name in (*objects, *sources, *texts))

    def referrers(self, ids: Collection[str]) -> frozenset[str]:
        """Get the entries that refer to any of these, or to a part of it."""
        found = set(self._column("SELECT stated_in FROM link", "object", ids))
        found.update(self._column("SELECT stated_in FROM mention", "source", ids))
        found.update(self._column("SELECT stated_in FROM text_link", "object", ids))
        for id in ids:  # "0" comes after "/"
            parts = "SELECT DISTINCT stated_in FROM link WHERE object > ? || '/' AND object < ? || '0'"
            found.update(name for (name,) in self.connection.execute(parts, (id, id)))
        return frozenset(found)

    def reach(self, starts: Collection[str]) -> frozenset[str]:
        """Get the entries to which relations lead that must not go round."""
        found = self.connection.execute(
            "WITH RECURSIVE reach(id) AS (SELECT value FROM json_each(?) UNION SELECT link.object FROM reach "
            "JOIN link ON link.subject = reach.id WHERE link.relation IN (SELECT value FROM json_each(?))) "
            "SELECT id FROM reach",
            (json.dumps(list(starts)), _ACYCLIC),
        )
        return frozenset(id for (id,) in found)

    def _column(self, query: str, column: str, values: Collection[str]) -> list[str]:
        return [value for (value,) in self._where(query.replace("SELECT", "SELECT DISTINCT"), column, values)]

    def _where(self, query: str, column: str, values: Collection[str]) -> Iterable[Any]:
        given = json.dumps(list(values))
        return self.connection.execute(f"{query} WHERE {column} IN (SELECT value FROM json_each(?))", (given,))

    def is_referred_to(self, id: str, besides: Collection[str]) -> bool:
        """Tell whether an entry other than itself and some others refers to this one."""
        others = json.dumps([*besides, id])
        here = "stated_in NOT IN (SELECT value FROM json_each(?)) LIMIT 1"
        part = "object > ? || '/' AND object < ? || '0'"
        return any(
            self.connection.execute(f"SELECT 1 FROM {table} WHERE {names} AND {here}", (*given, others)).fetchone()
            for table, names, given in (
                ("link", "object = ?", (id,)),
                ("link", part, (id, id)),
                ("mention", "source = ?", (id,)),
            )
        )

    def problems_of_files(self) -> dict[str, tuple[Problem, ...]]:
        """Get the problems that files have by themselves, by path."""
        found = self.connection.execute("SELECT path, problems FROM file WHERE problems <> '[]'")
        return {path: rows.problems_of(text) for path, text in found}
