"""How to cite an entry of this base, and the work that a source entry stands for."""

from collections.abc import Mapping
from typing import NamedTuple

import interpkb
from interpkb.pages.addresses import FOLDER_OF
from interpkb.query.entries import Entry

_TYPES = {"paper": "article", "book": "book", "thesis": "phdthesis", "report": "techreport"}

# BibTeX counts braces whether or not a backslash stands before them, so a brace must go by its name.
_TEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_"},
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


class Citation(NamedTuple):
    """A reference as plain text and as BibTeX."""

    plain: str
    bibtex: str


def entry(entry: Entry) -> Citation:
    """Cite an entry of this base."""
    url = f"{interpkb.SITE}{FOLDER_OF[entry.kind]}/{entry.id}/"
    plain = f"“{entry.name}” ({entry.kind}). interpkb, a knowledge base of interpretability for alignment. {url}"
    fields = {
        "title": _tex(f"{entry.name} ({entry.kind})"),
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
        "title": f"{{{_tex(body['title'])}}}",
        "author": " and ".join(map(_author, body["authors"])),
        "year": body["date"][:4],
        "journal": _tex(body.get("venue", "")),
        "eprint": body.get("arxiv"),
        "archiveprefix": "arXiv" if "arxiv" in body else None,
        "doi": _address(body.get("doi", "")),
        "url": _address(body.get("url", "")),
    }
    return Citation(plain, _bibtex(_TYPES.get(body["type"], "misc"), entry.id, fields))


def _bibtex(type: str, key: str, fields: Mapping[str, str | None]) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{type}{{{key},\n{lines}}}"


def _tex(text: str) -> str:
    """Write a text so that TeX shows it as it is."""
    return text.translate(_TEX)


def _address(text: str) -> str:
    """Write an address, which is taken as it stands."""
    return text.translate(_ADDRESS)


def _author(name: str) -> str:
    """Write a name; one that BibTeX would take apart is held together."""
    return f"{{{_tex(name)}}}" if "," in name or " and " in name else _tex(name)
