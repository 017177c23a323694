import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from interpkb import history
from interpkb.errors import BadRevisionError
from interpkb.ledger import MAX_BYTES

from tests import factories
from tests.conftest import Files

Write = Callable[[Files], Path]
IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.hooksPath=/dev/null")


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    run = subprocess.run(["git", *IDENTITY, *arguments], cwd=folder, check=True, capture_output=True, input=given)
    return run.stdout.decode().strip()


@pytest.fixture
def commit(write_kb: Write) -> Callable[[Files], tuple[Path, str]]:
    """Commit files of a base, and give the base's folder and the commit's hash."""

    def run(files: Files) -> tuple[Path, str]:
        base = write_kb(files)
        git(base.parent, "init", "--quiet")
        git(base.parent, "add", "--all", "kb")
        git(base.parent, "commit", "--quiet", "--message", "x")
        return base, git(base.parent, "rev-parse", "HEAD")

    return run


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_base_is_written_as_it_was_at_a_revision(commit: Callable[..., tuple[Path, str]], tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {**factories.least_base(), "ids.txt": "", "methods/é\n.yaml": b"\xff\r\n"}
    base, hash = commit(files)
    (base / "goals" / "debug-model.yaml").unlink()

    assert history.revision(base, "HEAD") == hash
    copy = history.write(base, hash, tmp_path / "then")

    assert copy == tmp_path / "then" / "kb"
    assert contents(copy) == {name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()}


def test_attributes_and_filters_of_the_repository_change_nothing(
    commit: Callable[..., tuple[Path, str]], tmp_path: Path
) -> None:
    files = {
        **factories.least_base(),
        ".gitattributes": "*.yaml export-ignore export-subst text eol=crlf filter=evil\n",
    }
    base, hash = commit(files)
    git(base.parent, "config", "filter.evil.smudge", f"touch {tmp_path}/ran")

    copy = history.write(base, hash, tmp_path / "then")

    assert contents(copy) == {name: text.encode() for name, text in files.items()}
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", ["nope", "--output=x", "-", "HEAD\n", "HEAD^{tree}:kb"])
def test_what_is_no_revision_is_refused(commit: Callable[..., tuple[Path, str]], name: str) -> None:
    base, _ = commit(factories.least_base())

    with pytest.raises(BadRevisionError):
        history.revision(base, name)


def test_without_a_repository_the_reason_is_that_of_git(write_kb: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    base = write_kb(factories.least_base())
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(base.parent.parent))

    with pytest.raises(BadRevisionError, match=r"revision 'HEAD' cannot be read: .*not a git repository"):
        history.revision(base, "HEAD")


def test_without_git_that_is_the_reason(write_kb: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(BadRevisionError, match="git is not installed"):
        history.revision(write_kb(factories.least_base()), "HEAD")


def test_a_revision_without_the_base_is_refused(commit: Callable[..., tuple[Path, str]], tmp_path: Path) -> None:
    base, _ = commit(factories.least_base())
    git(base.parent, "rm", "-r", "--quiet", "--cached", "kb")
    git(base.parent, "commit", "--quiet", "--message", "gone")

    with pytest.raises(BadRevisionError, match="it holds no 'kb'"):
        history.write(base, history.revision(base, "HEAD"), tmp_path / "then")


def test_a_link_stays_a_link_and_nothing_is_written_through_it(
    commit: Callable[..., tuple[Path, str]], tmp_path: Path
) -> None:
    base, _ = commit(factories.least_base())
    (base / "sources").symlink_to(tmp_path / "elsewhere")
    git(base.parent, "add", "--all", "kb")
    git(base.parent, "commit", "--quiet", "--message", "link")

    copy = history.write(base, history.revision(base, "HEAD"), tmp_path / "then")

    assert (copy / "sources").readlink() == tmp_path / "elsewhere"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("name", ["..", "."])
def test_a_path_that_leads_out_of_the_folder_is_refused(
    commit: Callable[..., tuple[Path, str]], tmp_path: Path, name: str
) -> None:
    base, _ = commit(factories.least_base())
    blob = git(base.parent, "hash-object", "-w", "--stdin", given=b"x")
    inner = tree(base.parent, "100644", "evil.yaml", blob)
    kb = tree(base.parent, "40000", name, inner)
    root = git(base.parent, "commit-tree", "-m", "x", tree(base.parent, "40000", "kb", kb))

    with pytest.raises(BadRevisionError, match="it holds a file by the name of"):
        history.write(base, root, tmp_path / "then")

    assert not (tmp_path / "evil.yaml").exists()


def tree(folder: Path, mode: str, name: str, inner: str) -> str:
    """Write a tree of one file or folder, whatever it is called: git itself would refuse some names."""
    content = f"{mode} {name}\0".encode() + bytes.fromhex(inner)
    return git(folder, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", given=content)


def test_a_file_too_large_to_be_read_is_as_large_there_and_empty(
    commit: Callable[..., tuple[Path, str]], tmp_path: Path
) -> None:
    base, hash = commit({**factories.least_base(), "methods/large.yaml": b"x" * (MAX_BYTES + 1)})

    copy = history.write(base, hash, tmp_path / "then")

    assert (copy / "methods" / "large.yaml").read_bytes() == bytes(MAX_BYTES + 1)
