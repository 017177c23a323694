"""What a file holds."""

from pathlib import Path

import pytest
from interpkb import contents


@pytest.mark.parametrize("size", [0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 300_000])
def test_a_file_of_any_size_is_read_whole(tmp_path: Path, size: int) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\x1a\r\n" * (size // 3) + b"a" * (size % 3))

    assert contents.read(str(path)) == path.read_bytes()


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        contents.read(str(tmp_path / "x"))


def test_the_digest_is_that_of_blake2() -> None:
    """The value is what `b2sum --length 128` prints for these bytes."""
    assert contents.digest(b"abc") == "cf4ab791c62b8d2b2109c90275287816"
