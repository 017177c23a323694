"""Work that is shared out among processes."""

import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_MOST = 8
"""So many processes at most: each has to import the program."""


def each(do: Callable[[_Item], _Result], items: Iterable[_Item], *, at_once: int = 1) -> list[_Result]:
    """Call a function for each item in one process or another, and give what it returns in the order of the items.

    The function stands in a module, and all that goes in and comes out can be pickled. Items go `at_once` to a process.
    """
    # Not by forking: the development server has threads, which a fork would leave behind in the middle of things.
    with ProcessPoolExecutor(min(os.cpu_count() or 1, _MOST), multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(do, items, chunksize=at_once))
