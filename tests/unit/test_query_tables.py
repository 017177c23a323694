import sqlite3

import pytest
from interpkb.errors import BadQuestionError
from interpkb.query import tables
from interpkb.query.tables import Result

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT "


def test_a_select_gives_columns_and_rows(connection: sqlite3.Connection) -> None:
    query = "SELECT kind, count(*) AS many FROM entry WHERE kind IN ('goal', 'agenda') GROUP BY kind ORDER BY kind"

    assert tables.select(connection, query) == Result(("kind", "many"), (("agenda", 1), ("goal", 2)), cut=False)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT start, relation FROM edge LIMIT 1",
        "WITH g AS (SELECT id FROM entry WHERE kind = 'goal') SELECT upper(id) FROM g",
        "SELECT json_extract(body, '$.name') FROM entry",
        "VALUES (1)",
        ENDLESS + "i FROM n LIMIT 5",
    ],
)
def test_what_reads_is_let_through(query: str, connection: sqlite3.Connection) -> None:
    assert tables.select(connection, query).rows


@pytest.mark.parametrize(
    "query",
    [
        "INSERT INTO alias VALUES ('x', 'y')",
        "UPDATE entry SET name = 'x'",
        "DELETE FROM entry",
        "REPLACE INTO meta VALUES ('x', 'y')",
        "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x (y)",
        "CREATE VIEW x AS SELECT 1",
        "DROP TABLE entry",
        "ATTACH ':memory:' AS other",
        "DETACH main",
        "PRAGMA user_version",
        "PRAGMA writable_schema = 1",
        "SELECT * FROM pragma_table_info('entry')",
        "BEGIN",
        "VACUUM",
        "VACUUM INTO 'stolen.sqlite'",
        "REINDEX",
        "ANALYZE",
        "SELECT load_extension('x')",
        "SELECT zeroblob(1)",
        "SELECT randomblob(1)",
        "WITH x AS (SELECT 1) DELETE FROM entry",
    ],
)
def test_nothing_but_a_select_is_let_through(query: str, connection: sqlite3.Connection) -> None:
    before = connection.execute("SELECT count(*) FROM entry").fetchone()
    with pytest.raises(BadQuestionError) as error:
        tables.select(connection, query)

    assert str(error.value) == "only SELECT is answered, and only on the base's own tables: nothing can be written"
    assert connection.execute("SELECT count(*) FROM entry").fetchone() == before


@pytest.mark.parametrize("query", ["SELECT 1; SELECT 2", "SELECT 1; DROP TABLE entry"])
def test_one_statement_is_answered_at_a_time(query: str, connection: sqlite3.Connection) -> None:
    with pytest.raises(BadQuestionError, match="one statement at a time"):
        tables.select(connection, query)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * FROM entries", "SQL: no such table: entries"),
        ("SELECT nam FROM entry", "SQL: no such column: nam"),
        ("SELEC 1", 'SQL: near "SELEC": syntax error'),
        ("", "the query gives no rows: only SELECT is answered"),
        ("-- nothing", "the query gives no rows: only SELECT is answered"),
        ("SELECT '\udcff'", "SQL: the query is not UTF-8"),
    ],
)
def test_a_wrong_query_is_refused_in_the_words_of_sqlite(
    query: str, message: str, connection: sqlite3.Connection
) -> None:
    with pytest.raises(BadQuestionError) as error:
        tables.select(connection, query)

    assert str(error.value) == message


def test_a_query_that_would_not_end_is_broken_off_and_says_so(connection: sqlite3.Connection) -> None:
    with pytest.raises(BadQuestionError) as error:
        tables.select(connection, ENDLESS + "count(*) FROM n", seconds=0.1)

    assert str(error.value) == (
        "the query was broken off after 0.1 seconds: narrow it, or raise the bound with --seconds"
    )
    assert tables.select(connection, "SELECT 1", seconds=5).rows == ((1,),)


def test_rows_are_cut_at_the_bound_and_that_is_told(connection: sqlite3.Connection) -> None:
    assert tables.select(connection, ENDLESS + "i FROM n", rows=3) == Result(("i",), ((1,), (2,), (3,)), cut=True)
    assert tables.select(connection, "SELECT 1", rows=1).cut is False


def test_a_value_may_not_be_of_any_size(connection: sqlite3.Connection) -> None:
    with pytest.raises(BadQuestionError, match=r"^SQL: string or blob too big$"):
        tables.select(connection, "SELECT replace(printf('%.*c', 900000, 'x'), 'x', 'xx')")


def test_the_connection_is_its_old_self_afterwards(connection: sqlite3.Connection) -> None:
    tables.select(connection, "SELECT 1")

    connection.execute("PRAGMA user_version").fetchone()
