"""What a file holds, and a digest of it. Imports nothing heavy: a question on an unchanged base uses it too."""

import os

_PIECE = 64 * 1024
"""How many bytes are read at a time: more than nearly any entry has."""

_BINARY = getattr(os, "O_BINARY", 0)


def read(path: str) -> bytes:
    """Read a whole file as `Path.read_bytes` does, in half the time, or raise `OSError`."""
    handle = os.open(path, os.O_RDONLY | _BINARY)
    try:
        content = piece = os.read(handle, _PIECE)
        while len(piece) == _PIECE:  # of a regular file, fewer bytes than were asked for are its last
            piece = os.read(handle, _PIECE)
            content += piece
        return content
    finally:
        os.close(handle)


def digest(content: bytes) -> str:
    """Say in 32 hexadecimal digits what a file holds."""
    from hashlib import blake2b  # it takes a tenth of a warm command

    return blake2b(content, digest_size=16).hexdigest()
