"""What a sound base is: a `KnowledgeBase`, in which every reference resolves; and a `Finding` on one.

A finding knows an entry and a key path, not yet a line: it becomes a problem when somebody who can read the files
locates it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, cast

from interpkb.models import Entry, Source
from interpkb.models.evidence import Evidence
from interpkb.models.fields import NamedEntry
from interpkb.models.links import Keys, Link, Mention
from interpkb.problems import Severity


class Finding(NamedTuple):
    """A problem before it has a line: an entry's file, the keys that lead to the place, and the words."""

    path: str
    keys: Keys
    severity: Severity
    code: str
    message: str
    hint: str | None = None
    at_key: bool = False


class TextLink(NamedTuple):
    """A link to another entry inside a text; it states no relation."""

    object: str
    stated_in: str
    keys: Keys


class Node(NamedTuple):
    """A node of the graph: an entry, a dimension's value (`stage/finished-model`) or a need (`debate/…`)."""

    id: str
    kind: str
    name: str
    summary: str
    entry: str


class Rest(NamedTuple):
    """What is to be known of a base of which only a part is linked.

    `judged` are the ids of the entries in the part that are to be checked; the others are there to be looked at.
    `kinds` are those of all entries by id, and `referred_to` the judged ones to which an entry outside refers.
    """

    judged: frozenset[str]
    kinds: Mapping[str, str]
    referred_to: frozenset[str]


@dataclass(frozen=True)
class KnowledgeBase:
    """A sound base: every id is unique, every reference leads to something of the right kind.

    With a `rest` it is a part of a base, which only checks ever see.
    """

    entries: Mapping[str, Entry]
    paths: Mapping[str, str]
    nodes: Mapping[str, Node]
    links: tuple[Link, ...]
    mentions: tuple[Mention, ...]
    text_links: tuple[TextLink, ...] = ()
    rest: Rest | None = None
    released_on: str | None = None
    """When the base was last released, if it ever was."""
    _by_kind: dict[str, list[str]] = field(default_factory=dict, repr=False, compare=False)

    def of_kind(self, kind: str) -> list[str]:
        """List the ids of a kind's entries, sorted; in a part of a base, of those that are to be checked."""
        if not self._by_kind:
            here = self.entries.keys() if self.rest is None else self.entries.keys() & self.rest.judged
            for id in sorted(here):
                self._by_kind.setdefault(self.entries[id].kind, []).append(id)
        return self._by_kind.get(kind, [])

    @cached_property
    def referred_to(self) -> frozenset[str]:
        """The ids of all entries that another entry refers to, by a link or as a source."""
        # Few objects begin with the id of the entry that names them, so most links need no closer look.
        objects = {link.object for link in self.links if not (link.object.startswith(link.stated_in) and _own(link))}
        by_link = (name.partition("/")[0] for name in objects)
        by_mention = (mention.source for mention in self.mentions)
        elsewhere = self.rest.referred_to if self.rest else ()
        return frozenset((*by_link, *by_mention, *elsewhere))

    @cached_property
    def links_by_entry(self) -> Mapping[str, tuple[Link, ...]]:
        """The links that each entry states."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.stated_in, []).append(link)
        return {id: tuple(links) for id, links in found.items()}


def _own(link: Link) -> bool:
    return link.object.partition("/")[0] == link.stated_in


def display_name(entry: Entry) -> str:
    """Say what an entry is called: a source by its title, every other by its name."""
    if type(entry) is Source:  # pydantic's isinstance takes ten times as long
        return entry.title
    return cast("NamedEntry | Evidence", entry).name


def one_line(entry: Entry) -> str:
    """Say what an entry is in a line or, for evidence, a paragraph."""
    if type(entry) is Evidence:
        return entry.finding
    return cast("NamedEntry | Source", entry).summary or ""
