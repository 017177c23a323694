"""Which entries of one base go by another id in a later one."""

import sqlite3
from collections.abc import Container
from typing import Any


class Naming:
    """Tells by which id an entry of the earlier base goes in the later one.

    `renamed` leads from old ids to new ones. An entry counts as renamed when the ledger says so, or when one that is
    gone and one that is new say exactly the same.
    """

    def __init__(self, before: sqlite3.Connection, after: sqlite3.Connection) -> None:
        gone, come = _bodies(before), _bodies(after)
        gone, come = (
            {id: gone[id] for id in sorted(gone.keys() - come.keys())},
            {id: come[id] for id in sorted(come.keys() - gone.keys())},
        )
        self.renamed: dict[str, str] = {}
        for address, target in after.execute("SELECT address, target FROM tombstone WHERE target IS NOT NULL"):
            self._note(address, target, gone, come)
        same = {(kind, body): id for id, (kind, body) in reversed(come.items())}
        for id, (kind, body) in gone.items():
            new = same.get((kind, body))
            if new is not None:
                self._note(f"/{id}", f"/{new}", gone, come)

    def _note(self, address: str, target: str, gone: Container[str], come: Container[str]) -> None:
        old, new = address.rpartition("/")[2], target.rpartition("/")[2]
        if old in gone and new in come and old not in self.renamed and new not in self.renamed.values():
            self.renamed[old] = new

    def now(self, id: str) -> str:
        """Give the id by which an entry, or a part of one, goes now."""
        whole, slash, part = id.partition("/")
        return f"{self.renamed.get(whole, whole)}{slash}{part}"

    def inside(self, value: Any) -> Any:
        """Give data of an entry with references to renamed entries as they would be now."""
        if isinstance(value, str):
            return self.now(value) if self.renamed else value
        if isinstance(value, dict):
            return {key: self.inside(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.inside(inner) for inner in value]
        return value


def _bodies(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    return {id: (kind, body) for id, kind, body in connection.execute("SELECT id, kind, body FROM entry ORDER BY id")}
