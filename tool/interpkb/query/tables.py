"""Read-only SQL over the compiled base, bounded in time and rows."""

import sqlite3
import time
from typing import Any, NamedTuple

from interpkb.errors import BadQuestionError

MAX_SECONDS = 10.0
MAX_ROWS = 10_000

_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
_FORBIDDEN_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer", "zeroblob", "randomblob"})
_STEPS_BETWEEN_LOOKS = 10_000
_MAX_VALUE_BYTES = 1_000_000


class Result(NamedTuple):
    """The columns and rows of an answer, and whether it was cut at the limit of rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool


def select(connection: sqlite3.Connection, query: str, *, seconds: float = MAX_SECONDS, rows: int = MAX_ROWS) -> Result:
    """Answer one SELECT. Nothing else is let through, and an answer that takes too long is broken off.

    Raises `BadQuestionError` with SQLite's words, or with the bound that was met.
    """
    deadline = time.monotonic() + seconds
    connection.set_authorizer(_authorize)
    connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE_BYTES)
    try:
        cursor = connection.execute(query)
        found = cursor.fetchmany(rows + 1)
    except sqlite3.Error as error:
        raise BadQuestionError(_words(error, deadline, seconds)) from error
    except sqlite3.Warning as error:
        raise BadQuestionError(f"one statement at a time: {error}") from error
    except UnicodeEncodeError as error:
        raise BadQuestionError("SQL: the query is not UTF-8") from error
    finally:
        connection.set_authorizer(None)
        connection.set_progress_handler(None, 0)
    if cursor.description is None:
        raise BadQuestionError("the query gives no rows: only SELECT is answered")
    return Result(tuple(column[0] for column in cursor.description), tuple(found[:rows]), len(found) > rows)


def _authorize(action: int, _first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if action not in _ALLOWED or (action == sqlite3.SQLITE_FUNCTION and second in _FORBIDDEN_FUNCTIONS):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _words(error: sqlite3.Error, deadline: float, seconds: float) -> str:
    if time.monotonic() > deadline:
        return f"the query was broken off after {seconds:g} seconds: narrow it, or raise the bound with --seconds"
    if any(word in str(error) for word in ("not authorized", "prohibited", "authorization denied")):
        return "only SELECT is answered, and only on the base's own tables: nothing can be written"
    return f"SQL: {error}"
