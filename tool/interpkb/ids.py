"""What may be an id: the name of an entry's file without its ending, and part of its address."""

import re

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST = 80
_RESERVED = frozenset({"editor", "none", "index"})


def is_id(name: str) -> bool:
    """Tell whether a name may be an id."""
    return bool(_ID.fullmatch(name)) and len(name) <= _MOST and name not in _RESERVED


def find_fault(name: str) -> tuple[str, str] | None:
    """Say what is wrong with the name of an entry's file, without its ending, and a way out."""
    if is_id(name):
        return None
    if len(name) > _MOST:
        return f"the file's name is {len(name)} characters long", f"at most {_MOST}"
    if name in _RESERVED:
        return f"id {name!r} has a meaning of its own", "choose another name"
    better = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    hint = f"call it {better}.yaml" if better else "lower-case words joined by hyphens"
    return f"the file's name {name!r} is no id", hint


def refuse(id: str) -> str | None:
    """Say in one line what is wrong with an id that somebody asks for, if anything is."""
    fault = find_fault(id)
    if fault is None:
        return None
    message, hint = fault
    return f"{message} ({hint.removesuffix('.yaml')})".replace("the file's name", "the id")
