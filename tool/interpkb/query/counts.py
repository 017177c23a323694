"""How much is in the base."""

import sqlite3
from typing import NamedTuple

from interpkb.relations import ENTRY_KINDS


class Counts(NamedTuple):
    """Entries by kind, links by relation, and the totals."""

    entries: int
    links: int
    by_kind: dict[str, int]
    by_relation: dict[str, int]
    nodes: int
    with_reason: int
    argued: int
    verified_sources: int


def counts(connection: sqlite3.Connection) -> Counts:
    """Count entries, nodes and links; of argued links, those for which a reason is given."""
    by_kind = dict(connection.execute("SELECT kind, count(*) FROM entry GROUP BY kind"))
    by_relation = dict(
        connection.execute("SELECT relation, count(*) FROM link GROUP BY relation ORDER BY count(*) DESC, relation")
    )
    (nodes,) = connection.execute("SELECT count(*) FROM node").fetchone()
    argued, with_reason = connection.execute(
        "SELECT count(*), count(because) FROM link JOIN relation ON name = relation WHERE argued"
    ).fetchone()
    (verified,) = connection.execute(
        "SELECT count(*) FROM entry WHERE kind = 'source' AND json_extract(body, '$.verified') IS NOT NULL"
    ).fetchone()
    return Counts(
        entries=sum(by_kind.values()),
        links=sum(by_relation.values()),
        by_kind={kind: by_kind.get(kind, 0) for kind in ENTRY_KINDS},
        by_relation=by_relation,
        nodes=nodes,
        with_reason=with_reason,
        argued=argued,
        verified_sources=verified,
    )
