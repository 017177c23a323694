import sqlite3
from collections.abc import Callable

import pytest
from interpkb.errors import UnknownNameError
from interpkb.query import matrix
from interpkb.query.matrix import Cell, MapRow, Matrix

from tests import factories
from tests.conftest import Files

Open = Callable[[Files], sqlite3.Connection]


def test_every_statement_is_a_cell_rows_of_the_map_first(connection: sqlite3.Connection) -> None:
    assert matrix.methods_goals(connection) == Matrix(
        rows=("attribution", "probing"),
        columns=("debug-model", "predict"),
        cells=(
            Cell("attribution", "debug-model", 4, "Shown.", "kirk"),
            Cell("attribution", "predict", 0, None, "kirk"),
            Cell("probing", "debug-model", 2, "In between.", "editor"),
            Cell("probing", "debug-model", 1, "Hardly.", "irving"),
            Cell("probing", "debug-model", 3, "Somewhat.", "kirk"),
            Cell("probing", "predict", 3, "It does.", "editor"),
        ),
    )


@pytest.mark.parametrize(
    ("who", "cells"),
    [
        ("irving", [("probing", "debug-model", 1)]),
        ("AI safety via debate", [("probing", "debug-model", 1)]),
        ("editor", [("probing", "debug-model", 2), ("probing", "predict", 3)]),
        ("kirk", [("attribution", "debug-model", 4), ("attribution", "predict", 0), ("probing", "debug-model", 3)]),
    ],
)
def test_the_view_of_one_source_can_be_asked_for(
    who: str, cells: list[tuple[str, str, int]], connection: sqlite3.Connection
) -> None:
    found = matrix.methods_goals(connection, who)

    assert [cell[:3] for cell in found.cells] == cells
    assert set(found.rows) == {row for row, _, _ in cells}
    assert set(found.columns) == {column for _, column, _ in cells}


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("kirkk", "no source 'kirkk' (did you mean 'kirk'?)"),
        ("editors", "no source 'editors'"),
        (
            "silent",
            "no statement on methods and goals by 'silent' (did you mean 'editor' or 'irving' or 'kirk'?)",
        ),
    ],
)
def test_who_says_nothing_is_said_to_say_nothing(who: str, error: str, open_kb: Open) -> None:
    from tests.unit import bases

    kb = open_kb(bases.FILES | {"sources/silent.yaml": factories.entry("source", title="Silence")})

    with pytest.raises(UnknownNameError) as caught:
        matrix.methods_goals(kb, who)
    assert str(caught.value).startswith(error)


def test_an_empty_base_gives_an_empty_matrix(open_kb: Open) -> None:
    assert matrix.methods_goals(open_kb({"README.md": ""})) == Matrix((), (), ())


def on_map(row: int, band: str) -> dict[str, object]:
    return {"row": row, "label": f"Row {row}", "band": band}


def test_the_rows_of_the_map_come_from_the_top(open_kb: Open) -> None:
    files = {
        "methods/a.yaml": factories.entry("method", name="A", on_map=on_map(10, "indirect")),
        "methods/b.yaml": factories.entry("method", name="B", on_map=on_map(2, "direct")),
        "methods/c.yaml": factories.entry("method", name="C"),
    }

    assert matrix.map_rows(open_kb(files)) == [MapRow("b", 2, "Row 2", "direct"), MapRow("a", 10, "Row 10", "indirect")]


@pytest.mark.parametrize("text", ["on map", "on_map", "on-map", '"on_map"'])
def test_a_text_that_reads_like_a_field_is_no_row_of_the_map(text: str, open_kb: Open) -> None:
    files = {"methods/a.yaml": factories.entry("method", name=text, aliases=[text], notes=text)}

    assert matrix.map_rows(open_kb(files)) == []
