"""What a base's folder may hold beside entries, and what it must not be undone by."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from interpkb import contents, folder, loader

from tests import factories
from tests.conftest import Files

WriteKb = Callable[[Files], Path]


def problems(base: Path) -> list[str]:
    return [str(problem) for problem in folder.list_files(base).problems]


def test_names_that_would_break_a_line_are_shown_escaped(write_kb: WriteKb) -> None:
    base = write_kb({**factories.least_base(), "a\nb.txt": "", "methods/c\td.txt": "", "methods/e\x1b.yaml": ""})

    assert [problem.partition(" (")[0] for problem in problems(base)] == [
        r"kb/a\nb.txt:1:1: error: the file is in no kind's folder",
        r"kb/methods/c\td.txt:1:1: error: 'c\td.txt' is no entry",
        r"kb/methods/e\x1b.yaml:1:1: error: the file's name 'e\x1b' is no id",
    ]


def test_hidden_files_are_left_alone(write_kb: WriteKb) -> None:
    base = write_kb({**factories.least_base(), ".swap": "", "methods/.probing.yaml.swp": "", ".cache/x": ""})

    assert problems(base) == []


def test_a_folder_that_cannot_be_listed_is_a_problem(write_kb: WriteKb, monkeypatch: pytest.MonkeyPatch) -> None:
    base = write_kb(factories.least_base())
    scandir = os.scandir

    def closed(path: str) -> object:
        if os.path.basename(path) == "methods":  # noqa: PTH119  # as the folder is read
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)

    assert problems(base) == [
        "kb/methods/:1:1: error: the folder cannot be read: permission denied [unreadable-file]",
    ]


def test_a_file_that_cannot_be_opened_is_a_problem(write_kb: WriteKb, monkeypatch: pytest.MonkeyPatch) -> None:
    base = write_kb(factories.least_base())
    read = contents.read

    def closed(path: str) -> bytes:
        if path.endswith("saliency-maps.yaml"):
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(contents, "read", closed)

    assert [str(problem) for problem in loader.read(base).problems] == [
        "kb/methods/saliency-maps.yaml:1:1: error: the file cannot be read: permission denied [unreadable-file]",
    ]


def test_a_pipe_is_no_entry_and_is_not_waited_for(write_kb: WriteKb) -> None:
    base = write_kb(factories.least_base())
    os.mkfifo(base / "methods" / "pipe.yaml")

    assert problems(base) == [
        "kb/methods/pipe.yaml:1:1: error: the file is not a regular file [misplaced-file]",
    ]


def test_a_link_in_a_ring_beside_the_folders_is_a_problem(write_kb: WriteKb) -> None:
    base = write_kb(factories.least_base())
    (base / "ring").symlink_to("ring")

    assert problems(base) == [
        "kb/ring:1:1: error: the link cannot be followed: too many levels of symbolic links [unreadable-file]",
    ]
