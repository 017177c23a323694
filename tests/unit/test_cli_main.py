"""What every command shares: its streams, words that are no text, files that cannot be written, and how ids complete."""

import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from interpkb.cli import opening

from tests import factories
from tests.checkout import PROGRAM
from tests.conftest import Files, Run

Cli = Callable[..., Run]


@pytest.fixture
def base(write_kb: Callable[[Files], Path]) -> Path:
    return write_kb({**factories.least_base(), "goals/cafe.yaml": factories.entry("goal", name="Café → bar")})


def shell(base: Path, command: str, **surroundings: str) -> subprocess.CompletedProcess[bytes]:
    script = f'"{PROGRAM}" --kb "{base}" {command}'
    return subprocess.run(["sh", "-c", script], capture_output=True, check=False, env={**os.environ, **surroundings})


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "Café → bar"), ("latin-1", "Café \\u2192 bar")])
def test_a_letter_that_the_output_has_no_place_for_is_written_by_its_number(
    encoding: str, name: str, base: Path
) -> None:
    run = shell(base, "show cafe", PYTHONIOENCODING=encoding)

    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.decode(encoding).startswith(name)


@pytest.mark.parametrize(
    ("command", "code"), [("list goals >&-", 0), ("list goals >/dev/null 2>&-", 0), ("sql - <&-", 1)]
)
def test_a_stream_that_is_closed_is_no_trouble(command: str, code: int, base: Path) -> None:
    run = shell(base, command)

    assert run.returncode == code
    assert b"bug" not in run.stderr


def test_a_query_that_is_no_text_is_said(base: Path) -> None:
    run = shell(base, "sql - <query", PYTHONIOENCODING="utf-8")
    assert run.returncode == 2  # no such file: the shell's own words

    (base.parent / "query").write_bytes(b"SELECT '\xff'")
    run = shell(base, f"sql - <'{base.parent / 'query'}'", PYTHONIOENCODING="utf-8")
    assert (run.returncode, run.stderr) == (1, b"interpkb: SQL: the query is not UTF-8\n")


@pytest.mark.parametrize("arguments", [["show", "\udcff"], ["new", "goal", "x", "--set", "name=\udcff"]])
def test_an_argument_that_is_no_text_is_said(arguments: list[str], base: Path, run_cli: Cli) -> None:
    run = run_cli(*arguments, kb=base)

    assert (run.code, run.stderr) == (1, f"interpkb: {arguments[-1]!a} is not UTF-8\n")
    assert len(list(base.glob("goals/*"))) == 2


@pytest.mark.parametrize("content", [b"", b"no base of ours", b"SQLite format 3\x00"])
def test_a_file_that_is_no_compiled_base_is_said(content: bytes, tmp_path: Path, run_cli: Cli) -> None:
    (tmp_path / "file").write_bytes(content)

    run = run_cli("stats", kb=tmp_path / "file")

    assert run.code == 1
    assert run.stderr.startswith(f"interpkb: no knowledge base in '{tmp_path / 'file'}'")


def test_where_nothing_can_be_written_the_place_is_said(base: Path, run_cli: Cli) -> None:
    (base.parent / "file").touch()

    for command in (["export", "json", "-o", "file/x.json"], ["schema", "--to", "file/schemas"]):
        run = run_cli(*command, kb=base)

        assert (run.code, run.stdout) == (1, "")
        assert run.stderr.startswith("interpkb: cannot write 'file/")


@pytest.mark.parametrize("command", ["site", "serve"])
def test_a_base_that_stands_alone_has_no_site(command: str, base: Path, run_cli: Cli) -> None:
    run = run_cli(command, kb=base)

    assert (run.code, run.stdout) == (1, "")
    assert run.stderr == (
        f"Error: there is no site/templates in '{base.parent}': a site is built in a clone of this project\n"
    )


def test_a_port_that_is_taken_is_said_before_the_site_is_built(base: Path, run_cli: Cli) -> None:
    (base.parent / "site" / "templates").mkdir(parents=True)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = run_cli("serve", "--port", str(port), kb=base)

    assert (run.code, run.stdout) == (1, "")
    assert run.stderr == (
        f"Error: nothing can be served on port {port} (address already in use): name another with --port\n"
    )
    assert not (base.parent / "build" / "docs").exists()


@pytest.mark.parametrize(("typed", "offered"), [("deb", ["debug-model"]), ("de_", []), ("*", []), ("d[e]", [])])
def test_ids_are_completed_as_they_are_written(
    typed: str, offered: list[str], base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "locate", lambda: str(base))

    assert opening.complete_entry(None, None, typed) == offered  # type: ignore[arg-type]  # both are click's, and unused
