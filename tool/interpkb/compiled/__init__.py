"""A base and its graph as one SQLite file, and whether that file is still true of `kb/`.

A question costs little more than opening the file: nothing here imports yaml, pydantic or networkx unless
something has changed. The file is never trusted blindly. It names the tool and libraries that wrote it and
the state of every file it was made from; one that is corrupt, foreign or out of date counts as absent.
"""

from interpkb.compiled.opening import Compiled, open_base, open_carried, place_of

__all__ = ["Compiled", "open_base", "open_carried", "place_of"]
