"""Finds in a page what would run or load something that an entry brought along."""

import json
import re
from html.parser import HTMLParser

_TAGS = frozenset("iframe frame object embed applet base portal".split())
_ADDRESSES = frozenset("href src srcset action formaction poster data background ping xlink:href".split())
_LOADING = _ADDRESSES - {"href", "xlink:href"}
_DATA = frozenset({"application/json", "application/ld+json"})


class Dangers(HTMLParser):
    """Gathers handlers, scripts, addresses and tags that no page of ours has. `mark` is what hostile code would say."""

    def __init__(self, html: str, mark: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._mark = mark
        self._script: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _TAGS or (tag == "meta" and given.get("http-equiv", "").lower() == "refresh"):
            self.found.append(f"<{tag}>")
        if tag == "script":
            self._script = given.get("type", "")
        for name, value in given.items():
            if name.startswith("on") or (name == "style" and self._mark in value):
                self.found.append(f"{tag} {name}={value}")
            if name in _ADDRESSES and re.match(r"\s*(?:javascript|vbscript|data\s*:\s*text)", value, re.IGNORECASE):
                self.found.append(f"{tag} {name}={value}")
            if (name in _LOADING or tag in {"link", "image", "use"}) and "evil.example" in value:
                self.found.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = None

    def handle_data(self, data: str) -> None:
        if self._script in _DATA:
            json.loads(data)
        elif self._script is not None and self._mark in data:
            self.found.append(f"script: {data[:60]}")
