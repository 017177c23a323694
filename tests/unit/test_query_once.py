import gc
import sqlite3
import weakref

import pytest
from interpkb.compiled.opening import Connection
from interpkb.query.once import once


def connect() -> Connection:
    return sqlite3.connect(":memory:", factory=Connection)


def test_what_was_found_in_a_base_is_kept_for_each_set_of_arguments() -> None:
    asked = []

    @once
    def find(_connection: sqlite3.Connection, what: str, *, how: int = 0) -> tuple[str, int]:
        asked.append((what, how))
        return what, how

    one, other = connect(), connect()
    for connection in (one, other):
        for _ in range(2):
            assert find(connection, "a") == ("a", 0)
            assert find(connection, "a", how=1) == ("a", 1)
            assert find(connection, "b") == ("b", 0)

    assert asked == [("a", 0), ("a", 1), ("b", 0)] * 2


def test_what_failed_is_asked_again() -> None:
    asked = []

    @once
    def find(_connection: sqlite3.Connection) -> int:
        asked.append(1)
        if len(asked) == 1:
            raise ValueError("not yet")
        return len(asked)

    connection = connect()
    with pytest.raises(ValueError, match="not yet"):
        find(connection)
    assert find(connection) == find(connection) == 2


def test_nothing_is_kept_for_a_connection_that_is_gone() -> None:
    class Answer:
        pass

    @once
    def find(_connection: sqlite3.Connection) -> Answer:
        return Answer()

    connection = connect()
    answer = weakref.ref(find(connection))
    assert answer() is not None
    connection.close()
    del connection
    gc.collect()
    assert answer() is None
