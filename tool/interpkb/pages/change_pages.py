"""What changed in the base from release to release, as a page and as an Atom feed.

Made from the releases and the dates on which entries were reviewed, never from git: a site built from an archive, or
from a shallow clone, says the same.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import interpkb
from interpkb import releases
from interpkb.folder import FOLDERS
from interpkb.pages import addresses
from interpkb.pages.writing import Link, Writer
from interpkb.query import states
from interpkb.releases import Release, State

PAGE, FEED = "changes.md", "changes.xml"

_MOST_IN_FEED = 200
_BEGINNING = "1970-01-01"


class Item(NamedTuple):
    """One entry that changed: how, on which day, by what name for ever, and the entry if it is there still."""

    address: str
    what: str
    on: str
    key: str
    link: Link | None

    @property
    def kind(self) -> str:
        """The kind of the entry."""
        return FOLDERS[self.address.partition("/")[0]]


class Step(NamedTuple):
    """What one release changed, or what changed since the last one (`version` is `None`)."""

    version: str | None
    on: str | None
    first: bool
    items: tuple[Item, ...]
    verdicts: tuple[tuple[str, str, str], ...]


def pages(connection: sqlite3.Connection, writer: Writer, found: Sequence[Release]) -> Iterator[tuple[str, str]]:
    """Yield the page of changes, newest first, and the feed."""
    steps = _steps(connection, writer, found)
    title, description = "Changes of the base", "What was added, changed and taken out, release by release."
    yield PAGE, writer.page(PAGE, "changes.md.jinja", title, description, steps=steps, feed=FEED)
    items = [item for step in steps if not step.first for item in step.items][:_MOST_IN_FEED]
    first = [step for step in steps if step.first and step.version]
    updated = max([*(item.on for item in items), *(step.on or _BEGINNING for step in first)], default=_BEGINNING)
    served = f"{interpkb.SITE}{addresses.href('index.md', PAGE)}"
    facts = {"items": items, "first": first, "updated": updated, "served": served, "site": interpkb.SITE, "feed": FEED}
    yield FEED, writer.fill(FEED, "changes.xml.jinja", **facts)


def _steps(connection: sqlite3.Connection, writer: Writer, found: Sequence[Release]) -> list[Step]:
    now = states.state(connection)
    if not found:
        return []
    reviewed = states.reviewed(connection)
    steps = [_step(writer, None, found[0].released_on, found[0].state, now, reviewed)]
    for later, earlier in pairwise(found):
        steps.append(_step(writer, later.version, later.released_on, earlier.state, later.state, {}))
    oldest = found[-1]
    nothing = State({}, {})
    steps.append(_step(writer, oldest.version, oldest.released_on, nothing, oldest.state, {})._replace(first=True))
    return [step for step in steps if step.items or step.verdicts]


def _step(
    writer: Writer, version: str | None, on: str, before: State, after: State, reviewed: Mapping[str, str]
) -> Step:
    change = releases.change(before, after)
    items = [
        Item(
            address,
            what,
            max(on, _day(reviewed.get(address, on))),
            f"{address}/{after.entries.get(address, 'gone')}",
            writer.nodes.get(address.partition("/")[2]),
        )
        for what, changed in (("added", change.added), ("changed", change.changed), ("gone", change.gone))
        for address in changed
    ]
    items.sort(key=lambda item: item.address)
    items.sort(key=lambda item: item.on, reverse=True)
    return Step(version, on if version else None, first=False, items=tuple(items), verdicts=change.verdicts)


def _day(date: str) -> str:
    """Give the first day of what may be a day, a month or a year."""
    return f"{date}-01-01"[:10]
