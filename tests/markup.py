"""Reads HTML for tests: what a page holds, where its links lead, and what it would load or run."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

_LOADING_RELATIONS = frozenset(
    "stylesheet preload modulepreload prefetch dns-prefetch preconnect icon shortcut apple-touch-icon manifest".split()
)
_LOADING_ATTRIBUTES = frozenset("src srcset poster data background formaction action ping".split())


class Page(HTMLParser):
    """One page: its title, headings, metadata, ids, links, text but for code, and what it loads as it is shown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.headings: list[str] = []
        self.meta: dict[str, str] = {}
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.canonical: str | None = None
        self.text = ""
        self._inside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in {"h1", "script", "style", "pre", "code", "svg"} or (tag == "title" and not self.title):
            self._inside.append(tag)
        if tag == "h1":
            self.headings.append("")
        if tag == "meta":
            self.meta[given.get("property") or given.get("name") or ""] = given.get("content", "")
        if "id" in given:
            self.ids.add(given["id"])
        if tag in {"a", "area"} and "href" in given:
            self.links.append(given["href"])
        if tag == "a" and "name" in given:
            self.ids.add(given["name"])
        if tag == "link":
            relations = set(given.get("rel", "").lower().split())
            if "canonical" in relations:
                self.canonical = given["href"]
            elif relations & _LOADING_RELATIONS:
                self.loads.append(given["href"])
            else:
                self.links.append(given["href"])
        if tag in {"image", "use", "feimage"}:
            self.loads.extend(given[name] for name in ("href", "xlink:href") if name in given)
        if tag == "base":
            self.loads.append(given.get("href", ""))
        self.loads.extend(value for name, value in given.items() if name in _LOADING_ATTRIBUTES)
        self.loads.extend(loaded_by_style(given.get("style", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if "title" in self._inside:
            self.title += data
        elif "style" in self._inside:
            self.loads.extend(loaded_by_style(data))
        elif "h1" in self._inside:
            self.headings[-1] += data
        elif not {"script", "pre", "code", "svg"} & set(self._inside):
            self.text += data


def loaded_by_style(css: str) -> list[str]:
    """List the addresses that a style sheet loads."""
    imports = re.findall(r"@import\s+(?:url\()?\s*['\"]?([^'\")\s;]+)", css, re.IGNORECASE)
    return imports + re.findall(r"url\(\s*['\"]?([^'\")]*)", css, re.IGNORECASE)


class Unsafe(HTMLParser):
    """Gathers what the Markdown of an entry never makes: tags, attributes and addresses that could run or load."""

    TAGS = frozenset("a p em strong code pre ul ol li blockquote br hr h1 h2 h3 h4 h5 h6".split())
    ATTRIBUTES = frozenset({("a", "href"), ("a", "title"), ("code", "class"), ("ol", "start")})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.TAGS:
            self.found.append(tag)
        for name, value in attrs:
            if (tag, name) not in self.ATTRIBUTES:
                self.found.append(f"{tag} {name}")
            elif name == "href" and not re.match(r"(?i)https?://\S|mailto:\S|[a-z0-9-]*$", value or ""):
                self.found.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.found.append(data)

    def handle_decl(self, decl: str) -> None:
        self.found.append(decl)

    def handle_pi(self, data: str) -> None:
        self.found.append(data)

    def unknown_decl(self, data: str) -> None:
        self.found.append(data)


class Policy(HTMLParser):
    """Reads the security policy of a page, whether it stands before all that it governs, and the scripts that run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.directives: dict[str, list[str]] = {}
        self.comes_first = False
        self.hashes: list[str] = []
        self._governed = False
        self._runs = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("http-equiv") == "Content-Security-Policy":
            self.directives = {name: rest for name, *rest in map(str.split, given["content"].split(";"))}
            self.comes_first = not self._governed
        self._governed |= tag in {"script", "link", "style", "img"}
        self._runs = tag == "script" and "src" not in given and given.get("type", "module") == "module"

    def handle_endtag(self, tag: str) -> None:
        self._runs = False

    def handle_data(self, data: str) -> None:
        if self._runs:
            self.hashes.append(f"'sha256-{b64encode(sha256(data.encode()).digest()).decode()}'")


class Dangers(HTMLParser):
    """Gathers what no page of the site may hold: handlers, frames, and addresses that run or carry their contents."""

    _TAGS = frozenset("iframe object embed applet base frame".split())
    _ADDRESSES = frozenset("href src action formaction xlink:href data poster".split())

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._TAGS:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "srcdoc":
                self.found.append(f"{tag} {name}")
            elif name in self._ADDRESSES and re.match(r"(?i)\s*(javascript|vbscript|data):", value or ""):
                self.found.append(f"{tag} {name}={value}")
            elif (tag, name) == ("meta", "http-equiv") and (value or "").lower() == "refresh":
                self.found.append("meta refresh")
