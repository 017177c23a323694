"""What the tests of single modules ask for: a text parsed, a base read, a base opened for questions."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from interpkb import compiled, loader
from interpkb.loader import Reading
from interpkb.source import Document, parse

from tests.conftest import Files
from tests.unit import bases


@pytest.fixture
def load_text() -> Callable[[str], Document]:
    """Parse a text as the file `kb/x.yaml`."""
    return lambda text: parse("kb/x.yaml", text)


@pytest.fixture
def read_kb(write_kb: Callable[[Files], Path]) -> Callable[[Files], Reading]:
    """Write files, given by their paths in the base, and read the base."""
    return lambda files: loader.read(write_kb(files))


@pytest.fixture
def open_kb(write_kb: Callable[[Files], Path]) -> Iterator[Callable[[Files], sqlite3.Connection]]:
    """Write files, given by their paths in the base, and open the base for questions."""
    opened: list[sqlite3.Connection] = []

    def open_(files: Files) -> sqlite3.Connection:
        opened.append(compiled.open_base(write_kb(files)).demand_sound().connection)
        return opened[-1]

    yield open_
    for connection in opened:
        connection.close()


@pytest.fixture
def connection(open_kb: Callable[[Files], sqlite3.Connection]) -> sqlite3.Connection:
    """Open the small base of `bases`."""
    return open_kb(bases.FILES)
