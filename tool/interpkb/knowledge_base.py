"""Entries → a `KnowledgeBase`, in which every reference resolves; or what stands in the way.

Problems found here know an entry and a key path, not yet a line: they are `Finding`s until somebody who can
read the files locates them.
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, cast

from interpkb.models import Agenda, Dimension, Entry, Method, Source
from interpkb.models.evidence import Evidence
from interpkb.models.fields import NamedEntry
from interpkb.models.links import Keys, Link, Mention, links_of
from interpkb.problems import Severity
from interpkb.relations import NEED, NODE_KINDS, RELATIONS, VALUE

MAX_SUGGESTIONS = 200
"""How many unknown names of one run get a suggestion: each costs a look through all names."""

# A part given twice is a duplicate id, and `tests` goes along with each `bears-on` of the method's links.
_SAID_BY_OTHERS = frozenset({"divides-into", "has-need", "tests"})


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


class Unit(NamedTuple):
    """One well-placed file: its path, id and kind, and its entry unless the file is broken.

    `text_links` are the links in the entry's texts.
    """

    path: str
    id: str
    kind: str
    entry: Entry | None
    text_links: tuple[TextLink, ...] = ()


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


def link(units: Iterable[Unit], rest: Rest | None = None) -> tuple[KnowledgeBase, list[Finding]]:
    """Resolve every reference of every entry.

    The base that is returned is sound only when there are no findings; broken files are known to it by
    their ids alone, so a reference to one is not reported again. With a `rest` the units are a part of a base,
    and the findings on those of them that are not to be judged mean nothing.
    """
    return _Linker(tuple(units), rest).run()


class _Linker:
    def __init__(self, units: tuple[Unit, ...], rest: Rest | None) -> None:
        self.units = sorted(units, key=lambda unit: unit.path)
        self.rest = rest
        self.kinds: dict[str, str] = dict(rest.kinds) if rest else {}
        self.paths: dict[str, str] = {}
        self.ambiguous: set[str] = set()
        self.entries: dict[str, Entry] = {}
        self.nodes: dict[str, Node] = {}
        self.findings: list[Finding] = []
        self.suggest = _Suggestions(self.kinds, self.nodes)

    def run(self) -> tuple[KnowledgeBase, list[Finding]]:
        for unit in self.units:
            self._register(unit)
        links: list[Link] = []
        mentions: list[Mention] = []
        text_links = tuple(found for unit in self.units if self._is_known(unit) for found in unit.text_links)
        for id, entry in self.entries.items():
            for found in links_of(id, entry):
                if isinstance(found, Link):
                    self._resolve(found)
                    links.append(found)
                else:
                    self._resolve_name(found.source, ("source",), found.stated_in, found.keys)
                    mentions.append(found)
        self._check_repeats(links)
        for id, entry in self.entries.items():
            self._check_within(id, entry)
        self._check_aliases()
        kb = KnowledgeBase(self.entries, self.paths, self.nodes, tuple(links), tuple(mentions), text_links, self.rest)
        return kb, self.findings

    def _report(self, id: str, keys: Keys, code: str, message: str, hint: str | None = None) -> None:
        self.findings.append(Finding(self.paths[id], keys, Severity.ERROR, code, message, hint))

    def _register(self, unit: Unit) -> None:
        if (other := self.paths.get(unit.id)) is not None:
            self.findings.append(
                Finding(
                    unit.path,
                    (),
                    Severity.ERROR,
                    "duplicate-id",
                    f"id {unit.id!r} is taken by {other}",
                    "ids are unique over all kinds; rename one of the files",
                )
            )
            self.ambiguous.add(unit.id)
            return
        self.kinds[unit.id] = unit.kind
        self.paths[unit.id] = unit.path
        if (entry := unit.entry) is None:
            return
        self.entries[unit.id] = entry
        self.nodes[unit.id] = Node(unit.id, unit.kind, display_name(entry), one_line(entry), unit.id)
        if type(entry) is Dimension:
            for i, value in enumerate(entry.values):
                self._add_part(unit.id, ("values", i, "id"), VALUE, value.id, value.name, value.meaning)
        elif type(entry) is Agenda:
            for i, need in enumerate(entry.needs):
                self._add_part(unit.id, ("needs", i, "id"), NEED, need.id, need.name, need.question)

    def _is_known(self, unit: Unit) -> bool:
        return unit.id in self.entries and self.paths[unit.id] == unit.path

    def _add_part(self, owner: str, keys: Keys, kind: str, part: str, name: str, summary: str) -> None:
        node = Node(f"{owner}/{part}", kind, name, summary, owner)
        if node.id in self.nodes:
            self._report(owner, keys, "duplicate-id", f"{kind} {part!r} is given twice", "keep one, or rename one")
        self.nodes[node.id] = node

    def _resolve(self, link: Link) -> None:
        where = link.keys[-1]
        kinds = (where,) if isinstance(where, str) and where in NODE_KINDS else RELATIONS[link.relation].objects
        if kinds in {(VALUE,), (NEED,)}:
            self._resolve_part(link, kinds[0])
        elif self._resolve_name(link.object, kinds, link.stated_in, link.keys) and (
            link.object == link.subject or link.object == link.stated_in  # noqa: PLR1714  # a set takes longer
        ):
            self._report(link.stated_in, link.keys, "self-reference", f"{link.object!r} is linked to itself")

    def _resolve_name(self, name: str, kinds: tuple[str, ...], id: str, keys: Keys) -> bool:
        kind = self.kinds.get(name)
        if kind in kinds and not self.ambiguous:
            return True
        if name in self.ambiguous:
            return False  # Which of the two is meant shows when one is renamed.
        wanted = _either(kinds) if len(kinds) < len(NODE_KINDS) // 2 else "entry"
        if kind is None:
            self._report(id, keys, "unknown-reference", f"unknown {wanted} {name!r}", self.suggest.names(name, kinds))
        elif kind not in kinds:
            hint = self.suggest.names(name, kinds)
            self._report(id, keys, "wrong-kind", f"{name!r} is {_one(kind)}, expected {_one(wanted)}", hint)
        return kind in kinds

    def _resolve_part(self, link: Link, kind: str) -> None:
        node = self.nodes.get(link.object)
        if node is not None and node.kind == kind:
            return
        owner, slash, part = link.object.partition("/")
        if not slash:
            self._report(link.stated_in, link.keys, "bad-id", f"{owner!r} is no id of a need", "write it AGENDA/NEED")
            return
        owner_kind = "dimension" if kind == VALUE else "agenda"
        depth = -1 if kind == NEED else (-2 if isinstance(link.keys[-1], int) else -1)
        owner_keys = link.keys if kind == NEED else (*link.keys[:depth], "dimension")
        if link.relation in {"divides-into", "has-need"}:
            return
        if not self._resolve_name(owner, (owner_kind,), link.stated_in, owner_keys):
            return
        if owner not in self.entries or link.object in self.nodes:
            return
        known = [node.partition("/")[2] for node in self.nodes if node.startswith(f"{owner}/")]
        code = "value-not-on-dimension" if kind == VALUE else "unknown-reference"
        near = difflib.get_close_matches(part, known, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(known) or 'none'}"
        message = f"{part!r} is not a value of {owner!r}" if kind == VALUE else f"unknown need {part!r} of {owner!r}"
        self._report(link.stated_in, link.keys, code, message, hint)

    def _check_within(self, id: str, entry: Entry) -> None:
        """Check what can be judged only when the dimensions are known, and what is stated twice."""
        if type(entry) is Dimension:
            known = {value.id for value in entry.values}
            for i, value in enumerate(entry.values):
                for j, name in enumerate(value.includes):
                    keys = ("values", i, "includes", j)
                    if name == value.id:
                        self._report(id, keys, "self-reference", f"{name!r} includes itself")
                    elif name not in known:
                        near = difflib.get_close_matches(name, known, 1)
                        hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(sorted(known))}"
                        self._report(id, keys, "value-not-on-dimension", f"{name!r} is not a value of {id!r}", hint)
        elif type(entry) is Method:
            self._check_positions(id, entry)

    def _check_positions(self, id: str, entry: Method) -> None:
        taken: dict[tuple[str, str], str] = {}
        for i, position in enumerate(entry.position):
            dimension = self.entries.get(position.dimension)
            first = taken.setdefault((position.dimension, position.according_to), position.value)
            if first != position.value and type(dimension) is Dimension and not dimension.several:
                self._report(
                    id, ("position", i, "value"), "several-values",
                    f"{position.dimension!r} takes one value, and {first!r} is given above",
                    "keep one; two sources may differ, but each says one",
                )  # fmt: skip

    def _check_repeats(self, links: Iterable[Link]) -> None:
        """Report each link that is stated again by the same source, or in the same list."""
        seen = set()
        for link in links:
            if link.relation in _SAID_BY_OTHERS:
                continue
            key = (link.subject, link.relation, link.object, link.according_to, link.direction, link.via)
            if key in seen:
                who = f" by {link.according_to!r}" if link.according_to else ""
                message = f"the link {link.relation!r} to {link.object!r} is stated twice{who}"
                self._report(link.stated_in, link.keys, "repeated-link", message, "keep one")
            seen.add(key)

    def _check_aliases(self) -> None:
        """Report each alias by which another entry is known too."""
        names: dict[str, str] = {}
        for id, entry in self.entries.items():
            names.setdefault(id, id)
            if entry.kind != "source":  # a paper may well be titled after its method
                names.setdefault(display_name(entry).casefold(), id)
        for id, entry in self.entries.items():
            for i, alias in enumerate(entry.aliases):
                other = names.setdefault(alias.casefold(), id)
                if other != id:
                    self._report(
                        id, ("aliases", i), "alias-collision", f"alias {alias!r} is also a name of {other!r}",
                        "a name leads to one entry only",
                    )  # fmt: skip


def _either(nouns: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(nouns[:-1]), nouns[-1])))


def _one(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


class _Suggestions:
    """Finds the nearest known name, within bounds: a base full of mistakes must not take minutes."""

    def __init__(self, kinds: Mapping[str, str], nodes: Mapping[str, Node]) -> None:
        self._kinds = kinds
        self._nodes = nodes
        self._left = MAX_SUGGESTIONS
        self._cache: dict[tuple[str, tuple[str, ...]], str | None] = {}

    def names(self, name: str, kinds: tuple[str, ...]) -> str | None:
        key = (name, kinds)
        if key not in self._cache:
            if self._left == 0:
                return None
            self._left -= 1
            candidates = (id for id, kind in self._kinds.items() if kind in kinds)
            near = difflib.get_close_matches(name, candidates, 1)
            self._cache[key] = f"did you mean {near[0]!r}?" if near else None
        return self._cache[key]
