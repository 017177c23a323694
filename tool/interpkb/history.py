"""What a base held at a git revision. The only module that runs git.

Files are read from git's store as they are: nothing is checked out, no filter, hook or attribute of the repository
runs, nothing is fetched, and no file is written outside the folder that is asked for.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from interpkb.errors import BadRevisionError
from interpkb.ledger import MAX_BYTES

_MOST_BYTES = 256 * 1024 * 1024
"""More than any base has; a repository that holds more is not read."""

_LINK, _FILES = "120000", frozenset({"100644", "100755", "100664"})
_NOT_A_NAME = frozenset({"", ".", ".."})


class _Blob(NamedTuple):
    mode: str
    digest: str
    size: int
    path: str


def revision(base: Path, name: str) -> str:
    """Give the full hash of the commit that a revision names, in the repository that holds a base.

    Raises `BadRevisionError` when there is no repository, or no such commit in it.
    """
    if name.startswith("-") or not name.isprintable():
        raise BadRevisionError(name, "a revision is a commit, a branch or a tag")
    return _git(base, name, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip()


def write(base: Path, commit: str, folder: Path) -> Path:
    """Write what a base held at a commit into an empty folder, and give the base's folder in it.

    Raises `BadRevisionError` when the commit holds no such base.
    """
    prefix = _git(base, commit, "rev-parse", "--show-prefix").decode().strip()
    copy = folder / base.name
    found = list(_blobs(_git(base, commit, "ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", f"{prefix}.")))
    if not found:
        raise BadRevisionError(commit, f"it holds no {base.name!r}")
    small = [blob for blob in found if blob.size <= MAX_BYTES]
    if sum(blob.size for blob in small) > _MOST_BYTES:
        raise BadRevisionError(commit, f"it holds more than {_MOST_BYTES:,} bytes")
    contents = _contents(base, commit, [blob.digest for blob in small])
    # Links come last, so that nothing is ever written through one.
    for blob in sorted(found, key=lambda blob: (blob.mode == _LINK, blob.path)):
        place = copy / _inside(blob.path, prefix, commit)
        place.parent.mkdir(parents=True, exist_ok=True)
        if blob.mode == _LINK:
            place.symlink_to(os.fsdecode(contents.get(blob.digest, b"")))
        elif blob.mode in _FILES:
            with place.open("xb") as file:
                file.write(contents.get(blob.digest, b""))
                file.truncate(blob.size)  # a file too large to be read is as large there, and empty
    return copy


def _inside(path: str, prefix: str, commit: str) -> Path:
    parts = path.removeprefix(prefix).split("/")
    if _NOT_A_NAME.intersection(parts) or not path.startswith(prefix) or any(os.sep in part for part in parts):
        raise BadRevisionError(commit, f"it holds a file by the name of {path!r}")
    return Path(*parts)


def _blobs(listing: bytes) -> Iterator[_Blob]:
    """Read what `ls-tree` lists: mode, type, hash and size of each file, then its path."""
    for line in listing.split(b"\0")[:-1]:
        facts, _, path = line.partition(b"\t")
        mode, _type, digest, size = facts.decode().split()
        yield _Blob(mode, digest, int(size) if size.isdecimal() else 0, os.fsdecode(path))


def _contents(base: Path, commit: str, digests: Iterable[str]) -> Mapping[str, bytes]:
    """Read the contents of files by their hashes."""
    given = "".join(f"{digest}\n" for digest in dict.fromkeys(digests)).encode()
    answer = _git(base, commit, "cat-file", "--batch", given=given)
    found, at = {}, 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        digest, *rest = answer[at:end].decode().split()
        size = int(rest[1]) if len(rest) > 1 else 0  # a submodule's commit is missing here
        found[digest] = answer[end + 1 : end + 1 + size]
        at = end + (size + 2 if len(rest) > 1 else 1)
    return found


def _git(base: Path, asked: str, *arguments: str, given: bytes = b"") -> bytes:
    environment = {**os.environ, "GIT_NO_REPLACE_OBJECTS": "1", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        run = subprocess.run(  # noqa: S603  # our own arguments, and a revision that is none
            ["git", "--literal-pathspecs", *arguments],  # noqa: S607  # the user's own git
            cwd=base,
            env=environment,
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise BadRevisionError(asked, "git is not installed") from None
    if run.returncode:
        words = run.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise BadRevisionError(asked, words or "there is no such commit here")
    return run.stdout
