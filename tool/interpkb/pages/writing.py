"""Turns facts and a template into one page. The only module that imports Jinja."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

import interpkb
from interpkb import prose
from interpkb.pages import addresses
from interpkb.query.facets import Facets

TOOLS_STYLE = "assets/tools.css"
"""The sheet of styles of the pages that compute."""

_DESCRIPTION_LENGTH = 160
_EDITOR = Markup('<span class="kb-who kb-editor" title="Inferred by the editors of this base">editor</span>')
_CODE = re.compile(r"<code>([a-z0-9-]+)</code>")
_YEAR = re.compile(r"(19|20)[0-9]{2}")


@dataclass(frozen=True)
class Link:
    """What a page needs to link to a node: its document, its name, its kind and what it is."""

    document: str
    name: str
    kind: str
    summary: str

    @cached_property
    def escaped_title(self) -> Markup:
        """What it is, short enough to be shown on hovering, safe in HTML."""
        return escape(_shorten(self.summary))

    @cached_property
    def escaped_name(self) -> Markup:
        """Its name, safe in HTML."""
        return escape(self.name)


class Writer:
    """Renders templates; knows where every node of the base is shown.

    Text from entries is escaped wherever a template puts it; Markdown comes out of `prose`, which admits no
    raw HTML. A link to a node that does not exist is an error at once, never a dead link.
    """

    def __init__(self, templates: Path, nodes: Mapping[str, Link], *, directories: bool = True) -> None:
        self.nodes = nodes
        self.directories = directories
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters.update(
            {
                "words": lambda text: str(text).replace("-", " ").replace("_", " "),
                "number": lambda n: f"{n:,}",
                "verbatim": verbatim,
            }
        )
        self._environment.globals.update(
            {
                "node": nodes.__getitem__,
                "folder_of": addresses.FOLDER_OF,
                "repository": interpkb.REPOSITORY,
                "version": interpkb.__version__,
            }
        )

    def page(
        self,
        path: str,
        template: str,
        title: str,
        description: str,
        facets: Facets | None = None,
        *,
        wide: bool = False,
        style: str | None = None,
        **facts: Any,
    ) -> str:
        """Write one page: front matter, then the template with these facts; a wide one goes without the side bar.

        `style` is a sheet of styles that the page needs beside those of every page.
        `facets` say what a search for the page goes by; a page without is of no kind.
        """
        meta: dict[str, str | tuple[str, ...]] = {"title": title, "description": _shorten(description)}
        if facets is not None:
            meta |= {name: value for name, value in facets._asdict().items() if value}
        head = "".join(f"{key}: {json.dumps(_escaped(value), ensure_ascii=False)}\n" for key, value in meta.items())
        head += "hide: [navigation]\n" if wide else ""
        head += f"style: {style}\n" if style else ""
        return f"---\n{head}---\n\n{self.fill(path, template, **facts, title=title)}"

    def fill(self, path: str, template: str, **facts: Any) -> str:
        """Fill a template with facts, as it stands at the address of a document."""
        return self._environment.get_template(template).render(**self._functions(path), **facts, path=path)

    def addresses(self, here: str) -> Callable[[str], str]:
        """Give the function that says how to get from a document to any other."""
        return lambda document: addresses.href(here, document, directories=self.directories)

    def _functions(self, here: str) -> dict[str, Callable[..., object]]:
        to = self.addresses(here)
        told: set[str] = set()

        # What an entry is, the first link to it says: some pages would be a third longer if each said it again.
        def title(text: Markup) -> str:
            if not text or text in told:
                return ""
            told.add(text)
            return f' title="{text}"'

        # Put together from parts that are escaped once for the whole site: a page holds hundreds of links.
        def link(id: str, text: str | None = None) -> Markup:
            node = self.nodes[id]
            shown = node.escaped_name if text is None else escape(text)
            return Markup(f'<a href="{to(node.document)}"{title(node.escaped_title)}>{shown}</a>')  # noqa: S704  # of safe parts

        def brief(id: str) -> Markup:
            node = self.nodes[id]
            return Markup(f'<a href="{to(node.document)}">{node.escaped_name}</a>')  # noqa: S704  # of safe parts

        def who(according_to: str | None) -> Markup:
            if according_to is None:
                return Markup("")
            if according_to == "editor":
                return _EDITOR
            node = self.nodes[according_to]
            address, named = to(node.document), title(node.escaped_name)
            return Markup(f'<a class="kb-who" href="{address}"{named}>{source_label(according_to)}</a>')  # noqa: S704  # of safe parts

        def markdown(text: str | None) -> Markup:
            return self._safe(prose.to_html(text), to) if text else Markup("")

        def inline(text: str | None) -> Markup:
            return self._safe(prose.to_inline_html(text), to) if text else Markup("")

        return {"to": to, "link": link, "brief": brief, "who": who, "markdown": markdown, "inline": inline}

    def _safe(self, html: str, to: Callable[[str], str]) -> Markup:
        """Take HTML from `prose`, which admits no raw HTML, as it is; links and `ids` lead to pages."""

        def address(id: str) -> str:
            return to(self.nodes[id].document) if id in self.nodes else id

        def name(code: re.Match[str]) -> str:
            node = self.nodes.get(code[1])
            return f'<a href="{to(node.document)}">{escape(node.name)}</a>' if node else code[0]

        html = prose.replace_addresses(html, address)
        return Markup(_CODE.sub(name, html))  # noqa: S704  # of safe parts


class Fields(dict[str, Any]):
    """What an entry says, for templates: a field that it leaves out is `None`."""

    def __missing__(self, _key: str) -> None:
        return None


def fields(value: Any) -> Any:
    """Turn the plain data of an entry into `Fields`, all the way down."""
    if isinstance(value, dict):
        return Fields({key: fields(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return [fields(inner) for inner in value]
    return value


def source_label(id: str) -> str:
    """Say a source shortly, by the name and year that its id begins with: "Kirk 2020"."""
    parts = id.split("-")
    year = next((i for i, part in enumerate(parts) if _YEAR.fullmatch(part)), None)
    return f"{' '.join(parts[:year]).title()} {parts[year]}" if year else id


def verbatim(text: str) -> Markup:
    """Write a text where Markdown is read so that it is shown as it is: what could be a mark is named by its number."""
    return Markup(re.sub(r"[!-/:-@\[-`{-~]", lambda found: f"&#{ord(found[0])};", text))  # noqa: S704  # nothing is left


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _DESCRIPTION_LENGTH else text[: _DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _escaped(value: str | tuple[str, ...]) -> str | list[str]:
    """Make a text, or each of several, safe for the theme's page head, which does not escape it."""
    return str(escape(value)) if isinstance(value, str) else [str(escape(text)) for text in value]
