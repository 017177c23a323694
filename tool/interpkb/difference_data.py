"""Reads a difference back from JSON that somebody else may have written."""

import json

from pydantic import TypeAdapter, ValidationError

from interpkb.query.difference_records import Difference

_MOST_DIGITS = 9


def parse(content: bytes, most: int) -> Difference:
    """Read a difference, or raise `ValueError` with the reason why a text is none."""
    if len(content) > most:
        raise ValueError(f"more than {most:,} bytes")
    try:
        json.loads(content, parse_int=_small)
        return TypeAdapter(Difference).validate_json(content, strict=True)
    except ValidationError as error:
        found = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, found['loc']))}: {found['msg']}") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _small(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"a number of {len(digits)} digits")
    return int(digits)
