"""Where each page stands, and how to get from one to another."""

from functools import cache

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
    up = "../" * _served(here, directories=directories).count("/")
    return f"{up}{_served(target, directories=directories)}{hash_}{fragment}" or "./"


def file(document: str, *, directories: bool = True) -> str:
    """Say which file of the site shows a document."""
    served = _served(document, directories=directories)
    return f"{served}index.html" if directories else served


@cache  # there are many links, and each leads to one of a few documents
def _served(document: str, *, directories: bool) -> str:
    """Say where a document is served, from the root of the site."""
    if not document.endswith(".md"):
        return document
    stem = document[: -len(".md")]
    if not directories:
        return f"{stem}.html"
    if stem == "index" or stem.endswith("/index"):
        return stem[: -len("index")]
    return f"{stem}/"
