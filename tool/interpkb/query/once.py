"""What is asked of a whole base is found once: a compiled base does not change while it is open."""

import functools
import sqlite3
import weakref
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

_Arguments = ParamSpec("_Arguments")
_Answer = TypeVar("_Answer")

_found: weakref.WeakKeyDictionary[sqlite3.Connection, dict[Any, Any]] = weakref.WeakKeyDictionary()


def once(
    find: Callable[Concatenate[sqlite3.Connection, _Arguments], _Answer],
) -> Callable[Concatenate[sqlite3.Connection, _Arguments], _Answer]:
    """Have a function keep what it finds, for each connection as long as there is one, and for each set of arguments.

    All who ask are given the same object: a function so decorated returns what its callers cannot change, by its type.
    The connection is one that `compiled` opened.
    """

    @functools.wraps(find)
    def found(connection: sqlite3.Connection, *args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Answer:
        kept = _found.setdefault(connection, {})
        key = (find, args, *sorted(kwargs.items()))
        if key not in kept:
            kept[key] = find(connection, *args, **kwargs)
        answer: _Answer = kept[key]
        return answer

    return found  # type: ignore[return-value]  # `wraps` says more of the first argument than was asked
