"""Turns facts and a template into one page. The only module that imports Jinja."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

import interpkb
from interpkb import prose
from interpkb.pages import addresses

_DESCRIPTION_LENGTH = 160
_YEAR = re.compile(r"(19|20)[0-9]{2}")


@dataclass(frozen=True)
class Link:
    """What a page needs to link to a node: its document, its name, its kind and what it is."""

    document: str
    name: str
    kind: str
    summary: str


class Writer:
    """Renders templates; knows where every node of the base is shown.

    Text from entries is escaped wherever a template puts it; Markdown comes out of `prose`, which admits no
    raw HTML. A link to a node that does not exist is an error at once, never a dead link.
    """

    def __init__(self, templates: Path, nodes: Mapping[str, Link], *, directories: bool = True) -> None:
        self._nodes = nodes
        self._directories = directories
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters.update(
            {"words": lambda text: str(text).replace("-", " ").replace("_", " "), "number": lambda n: f"{n:,}"}
        )
        self._environment.globals.update(
            {"node": nodes.__getitem__, "repository": interpkb.REPOSITORY, "version": interpkb.__version__}
        )

    def page(self, path: str, template: str, title: str, description: str, **facts: Any) -> str:
        """Write one page: front matter, then the template with these facts."""
        meta = {"title": title, "description": _shorten(description)}
        head = "".join(f"{key}: {json.dumps(_escaped(value), ensure_ascii=False)}\n" for key, value in meta.items())
        body = self._environment.get_template(template).render(**self._functions(path), **facts, path=path, title=title)
        return f"---\n{head}---\n\n{body}"

    def addresses(self, here: str) -> Callable[[str], str]:
        """Give the function that says how to get from a document to any other."""
        return lambda document: addresses.href(here, document, directories=self._directories)

    def _functions(self, here: str) -> dict[str, Callable[..., object]]:
        to = self.addresses(here)

        def link(id: str, text: str | None = None) -> Markup:
            node = self._nodes[id]
            return Markup('<a class="kb-k-{}" href="{}" title="{}">{}</a>').format(
                node.kind, to(node.document), _shorten(node.summary), text or node.name
            )

        def who(according_to: str | None) -> Markup:
            if according_to is None:
                return Markup("")
            if according_to == "editor":
                return Markup(
                    '<span class="kb-who kb-editor" title="Inferred by the editors of this base">editor</span>'
                )
            node = self._nodes[according_to]
            return Markup('<a class="kb-who" href="{}" title="{}">{}</a>').format(
                to(node.document), node.name, source_label(according_to)
            )

        def markdown(text: str | None) -> Markup:
            return self._safe(prose.to_html(text), to) if text else Markup("")

        def inline(text: str | None) -> Markup:
            return self._safe(prose.to_inline_html(text), to) if text else Markup("")

        return {"to": to, "link": link, "who": who, "markdown": markdown, "inline": inline}

    def _safe(self, html: str, to: Callable[[str], str]) -> Markup:
        """Take HTML from `prose`, which admits no raw HTML, as it is; links that name an entry lead to its page."""

        def address(id: str) -> str:
            return to(self._nodes[id].document) if id in self._nodes else id

        return Markup(prose.replace_addresses(html, address))  # noqa: S704


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


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _DESCRIPTION_LENGTH else text[: _DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _escaped(text: str) -> str:
    """Make a text safe for the theme's page head, which does not escape it."""
    return str(Markup.escape(text))
