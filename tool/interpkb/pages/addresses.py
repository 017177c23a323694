"""Where each page stands, and how to get from one to another."""

import posixpath

from interpkb.folder import FOLDERS

FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}


def document(id: str, kind: str) -> str:
    """Say which document shows an entry, or the value or need inside one."""
    owner, _, part = id.partition("/")
    if kind == "value":
        return f"dimensions/{owner}.md#{part}"
    if kind == "need":
        return f"agendas/{owner}.md#{part}"
    return f"{FOLDER_OF[kind]}/{owner}.md"


def href(here: str, target: str, *, directories: bool = True) -> str:
    """Give the relative address of one document from another.

    With `directories`, `methods/x.md` is served as `methods/x/`, otherwise as `methods/x.html`, which also works
    from a folder. A target that is no document (an asset, a data file) keeps its name.
    """
    target, hash_, fragment = target.partition("#")
    start = posixpath.dirname(_served(here, directories=directories))
    end = _served(target, directories=directories)
    relative = posixpath.relpath(end or ".", start or ".")
    if end.endswith("/") or not end:
        relative = "./" if relative == "." else f"{relative}/"
    return f"{relative}{hash_}{fragment}"


def _served(document: str, *, directories: bool) -> str:
    if not document.endswith(".md"):
        return document
    stem = document[: -len(".md")]
    if not directories:
        return f"{stem}.html"
    if posixpath.basename(stem) == "index":
        folder = posixpath.dirname(stem)
        return f"{folder}/" if folder else ""
    return f"{stem}/"
