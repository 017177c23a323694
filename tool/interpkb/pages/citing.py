"""How to cite an entry of this base, and the work that a source entry stands for."""

from collections.abc import Mapping
from typing import NamedTuple

import interpkb
from interpkb.pages.addresses import FOLDER_OF
from interpkb.query.entries import Entry

_TYPES = {"paper": "article", "book": "book", "thesis": "phdthesis", "report": "techreport"}


class Citation(NamedTuple):
    """A reference as plain text and as BibTeX."""

    plain: str
    bibtex: str


def entry(entry: Entry) -> Citation:
    """Cite an entry of this base."""
    url = f"{interpkb.SITE}{FOLDER_OF[entry.kind]}/{entry.id}/"
    plain = f"“{entry.name}” ({entry.kind}). interpkb, a knowledge base of interpretability for alignment. {url}"
    fields = {
        "title": f"{entry.name} ({entry.kind})",
        "author": "{The interpkb authors}",
        "howpublished": "interpkb",
        "url": url,
    }
    return Citation(plain, _bibtex("misc", f"interpkb-{entry.id}", fields))


def source(entry: Entry) -> Citation:
    """Cite the work that a source entry stands for."""
    body = entry.body
    where = [body.get("venue"), f"arXiv:{body['arxiv']}" if "arxiv" in body else None]
    address = f"https://doi.org/{body['doi']}" if "doi" in body else body.get("url")
    tail = ". ".join(part for part in (*where, address) if part)
    plain = f"{', '.join(body['authors'])} ({body['date'][:4]}). {body['title']}. {tail}"
    fields = {
        "title": f"{{{body['title']}}}",
        "author": " and ".join(body["authors"]),
        "year": body["date"][:4],
        "journal": body.get("venue"),
        "eprint": body.get("arxiv"),
        "archiveprefix": "arXiv" if "arxiv" in body else None,
        "doi": body.get("doi"),
        "url": body.get("url"),
    }
    return Citation(plain, _bibtex(_TYPES.get(body["type"], "misc"), entry.id, fields))


def _bibtex(type: str, key: str, fields: Mapping[str, str | None]) -> str:
    lines = "".join(f"  {name} = {{{_tex(value)}}},\n" for name, value in fields.items() if value)
    return f"@{type}{{{key},\n{lines}}}"


def _tex(text: str) -> str:
    return "".join(f"\\{c}" if c in "&%$#_" else c for c in text)
