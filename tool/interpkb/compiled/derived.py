"""The tables that are computed from the base as a whole, made anew whenever anything changes."""

import json
import sqlite3

from interpkb import verdicts
from interpkb.knowledge_base import KnowledgeBase

_RANKS = {verdict: rank for rank, verdict in enumerate(verdicts.Verdict)}


def fill(connection: sqlite3.Connection, kb: KnowledgeBase) -> None:
    """Fill the derived tables, which must be empty."""
    connection.executemany(
        "INSERT INTO verdict VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (
            (
                judged.subject, judged.relation, judged.object, judged.verdict.value, _RANKS[judged.verdict],
                json.dumps(judged.supporting), json.dumps(judged.opposing), json.dumps(judged.dropped),
                judged.groups, judged.largest, judged.latest,
            )
            for judged in verdicts.judge(kb)
        ),
    )  # fmt: skip


TABLES = ("verdict",)
"""The derived tables, for whoever empties them."""
