"""The state of the base, as a release freezes it."""

import hashlib
import json
import sqlite3

from interpkb.folder import FOLDERS
from interpkb.releases import State

_FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}


def state(connection: sqlite3.Connection) -> State:
    """Give a digest of what each entry says, and each verdict. That somebody read an entry again is no change of it."""
    entries = {}
    for id, kind, text in connection.execute("SELECT id, kind, body FROM entry ORDER BY id"):
        body = {field: value for field, value in json.loads(text).items() if field != "reviewed"}
        canonical = json.dumps(body, sort_keys=True).encode()
        entries[f"{_FOLDER_OF[kind]}/{id}"] = hashlib.sha256(canonical).hexdigest()[:16]
    verdicts = {
        " ".join(filter(None, key)): verdict
        for *key, verdict in connection.execute(
            "SELECT subject, relation, object, verdict FROM verdict ORDER BY subject, relation, object"
        )
    }
    return State(entries, verdicts)


def reviewed(connection: sqlite3.Connection) -> dict[str, str]:
    """Say of each entry that records it, by address, when it was last reviewed."""
    rows = connection.execute("SELECT id, kind, json_extract(body, '$.reviewed') FROM entry")
    return {f"{_FOLDER_OF[kind]}/{id}": str(on) for id, kind, on in rows if on is not None}
