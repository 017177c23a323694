"""The Markdown of entries: what may not stand in it, and how it becomes HTML.

Entries hold CommonMark without raw HTML, whose links lead to web pages, e-mail addresses or other entries.
The same reader finds what is forbidden and renders what is not, so that the two can't disagree.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SAFE_LINK = re.compile(r"(https?://|mailto:)[^\s]+|[a-z0-9]+(-[a-z0-9]+)*", re.IGNORECASE)
_SUSPICIOUS = re.compile(r"<[a-z/!?]|\]\(|\]:", re.IGNORECASE)
"""How HTML, an address in angle brackets, a link, and the definition of a link's address begin."""

_PLAIN = re.compile(r"(?:[^\W_]|[\s.,;:()'?%=+-])*")
"""Text that Markdown and HTML leave as it is."""


_SIMPLE_LINK = re.compile(r"\[[^][<>\\`\n]*\]\(([a-z0-9]+(?:-[a-z0-9]+)*|https?://[^\s()<>\\`]+)\)")
_SIMPLE_CODE = re.compile(r"(?<!`)`[^][`\n]+`(?!`)")
_NEEDS_READER = re.compile(r"[\\`\t]|~~~|\n    ")
"""Escapes, code and what is indented: what looks like a link there may be none."""


class Fault(NamedTuple):
    """Something that may not stand in a text: a problem code, what it is, and a way out."""

    code: str
    message: str
    hint: str


@cache
def _reader(*, html: bool) -> "MarkdownIt":
    from markdown_it import MarkdownIt  # only where a text has markup: a base without any is validated sooner

    reader = MarkdownIt("commonmark", {"html": html}).disable("image")
    # Judge addresses ourselves: the reader's own rule leaves a bad link as plain text without a word. Rendering must
    # not rely on faults having been found: what is code in a block of its own can be a link inside a line.
    reader.validateLink = lambda url: html or _is_safe(url)  # type: ignore[method-assign]  # as its manual says
    return reader


def _is_safe(address: str) -> bool:
    return _SAFE_LINK.fullmatch(address) is not None


def may_be_at_fault(text: str) -> bool:
    """Tell quickly whether any of the texts that stand in a longer one may have a fault; most have none."""
    return _SUSPICIOUS.search(text) is not None


def find_faults(text: str) -> Iterator[Fault]:
    """Yield what may not stand in a text: raw HTML, and links to anything but the web, e-mail or an entry."""
    if _simple_addresses(text) is not None:
        return
    opened = False
    for token in _flatten(_reader(html=True).parse(text)):
        if token.type in {"html_block", "html_inline"}:
            if opened and token.content.startswith("</"):
                continue  # One mistake makes one message.
            opened = True
            shown = token.content.strip().splitlines()[0][:40]
            yield Fault("raw-html", f"the text holds raw HTML {shown!r}", "write Markdown, or put it in `backticks`")
        elif token.type == "link_open" and not _is_safe(address := str(token.attrs["href"])):
            yield Fault(
                "unsafe-link",
                f"the text links to {address[:60]!r}",
                "link to https://..., http://..., mailto:... or the id of an entry",
            )


def linked_ids(text: str) -> Iterator[str]:
    """Yield the ids of the entries that a text links to."""
    if (simple := _simple_addresses(text)) is not None:
        yield from (address for address in simple if ":" not in address)
    else:
        for token in _flatten(_reader(html=True).parse(text)):
            if token.type == "link_open" and ":" not in (address := str(token.attrs["href"])):
                yield address


def _simple_addresses(text: str) -> list[str] | None:
    """List the addresses of a text in which all that may be markup is links of the plainest form, which are sound.

    Most links are. `None` says that the text has to be read by the reader, whose import costs as much as a small base.
    """
    if not _SUSPICIOUS.search(text):
        return []
    bare = text if "\\" in text else _SIMPLE_CODE.sub("x", text)
    if _NEEDS_READER.search(bare) or _SUSPICIOUS.search(_SIMPLE_LINK.sub("", bare)):
        return None
    return _SIMPLE_LINK.findall(bare)


def to_html(text: str) -> str:
    """Render a text as HTML in which nothing but what Markdown allows can stand."""
    return str(_reader(html=False).render(text)).strip()


def to_inline_html(text: str) -> str:
    """Render a one-paragraph text as HTML without the paragraph around it."""
    if _PLAIN.fullmatch(text):
        return text  # most reasons hold no markup, and reading them for it takes half the time of writing the pages
    return str(_reader(html=False).renderInline(text.strip()))


def replace_addresses(html: str, address: Callable[[str], str]) -> str:
    """Put what `address` gives in place of each link's address in HTML that this module rendered."""
    return re.sub(r'(<a href=")([^":]+)(")', lambda found: f"{found[1]}{address(found[2])}{found[3]}", html)


def _flatten(tokens: "list[Token]") -> "Iterator[Token]":
    for token in tokens:
        yield token
        yield from _flatten(token.children or [])
