import os
from pathlib import Path

import pytest
from interpkb import outputs
from interpkb.errors import CannotWriteError


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_written_into_folders_that_are_made(tmp_path: Path) -> None:
    changed = outputs.write(tmp_path, {"b/c.md": "é\n", "a.bin": b"\x00\xff"})

    assert tree(tmp_path) == {"a.bin": b"\x00\xff", "b/c.md": "é\n".encode()}
    assert changed == [tmp_path / "a.bin", tmp_path / "b" / "c.md"]


def test_a_file_that_holds_the_same_already_is_left_alone(tmp_path: Path) -> None:
    outputs.write(tmp_path, {"a": "1", "b": "1"})
    os.utime(tmp_path / "a", (1, 1))

    assert outputs.write(tmp_path, {"a": "1", "b": "2"}) == [tmp_path / "b"]
    assert (tmp_path / "a").stat().st_mtime == 1


def test_a_written_file_can_be_read_by_everybody(tmp_path: Path) -> None:
    outputs.write(tmp_path, {"a": "1"})

    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs.write(tmp_path, {"a": "old"})

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)

    with pytest.raises(CannotWriteError, match="no space left on device"):
        outputs.write(tmp_path, {"a": "new"})
    assert tree(tmp_path) == {"a": b"old"}


def test_a_link_is_replaced_rather_than_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("theirs", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").symlink_to(tmp_path / "elsewhere")

    outputs.write(tmp_path / "out", {"a": "ours"})

    assert (tmp_path / "elsewhere").read_text(encoding="utf-8") == "theirs"
    assert not (tmp_path / "out" / "a").is_symlink()


def test_comparing_lists_what_writing_would_change_and_what_should_not_be_there(tmp_path: Path) -> None:
    outputs.write(tmp_path, {"same.json": "1", "stale.json": "1", "extra.json": "1", "notes.txt": "1"})

    found = outputs.compare(tmp_path, {"same.json": "1", "stale.json": "2", "new.json": b"3"}, pattern="*.json")

    assert found == [tmp_path / "extra.json", tmp_path / "new.json", tmp_path / "stale.json"]
    assert tree(tmp_path)["stale.json"] == b"1"


def test_comparing_what_was_written_finds_nothing(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.json": "1", "b/c.json": b"2"}
    outputs.write(tmp_path, files)

    assert outputs.compare(tmp_path, files, pattern="**/*.json") == []


def test_comparing_with_a_folder_that_is_not_there_lists_all(tmp_path: Path) -> None:
    assert outputs.compare(tmp_path / "no", {"a.json": "1"}, pattern="*.json") == [tmp_path / "no" / "a.json"]


def test_pruning_deletes_what_is_not_to_be_kept_and_folders_left_empty(tmp_path: Path) -> None:
    outputs.write(tmp_path, {"keep.md": "", "a/keep.md": "", "a/old.md": "", "b/c/old.md": "", ".hidden": ""})
    (tmp_path / "empty").mkdir()

    outputs.prune(tmp_path, {"keep.md": "", "a/keep.md": "", "not-there.md": ""})

    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == [
        "a",
        "a/keep.md",
        "keep.md",
    ]


def test_pruning_deletes_a_link_and_not_what_it_leads_to(tmp_path: Path) -> None:
    outputs.write(tmp_path / "elsewhere", {"a": "theirs"})
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)

    outputs.prune(tmp_path / "out", {})

    assert tree(tmp_path / "elsewhere") == {"a": b"theirs"}
    assert not (tmp_path / "out" / "link").is_symlink()
