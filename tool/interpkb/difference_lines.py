"""What there is to say of a difference, in the order in which a reviewer needs it: sections of lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from interpkb.query.difference_records import Difference, Judged, Named, NeedChange, Reported, Restated, Stated


@dataclass(frozen=True, slots=True)
class Given:
    """A text that comes from a base, and so from anybody."""

    text: str


Parts = list[str | Given]


class Line(NamedTuple):
    """A line of our words and of given ones. One of level 1 belongs to the last of level 0."""

    level: int
    parts: tuple[str | Given, ...]


class Section(NamedTuple):
    """Lines under a title; what is folded is of less weight."""

    title: str
    lines: tuple[Line, ...]
    folded: bool

    def __len__(self) -> int:
        return sum(line.level == 0 for line in self.lines)


_BARE = frozenset({"unargued", "asserted"})
"""Verdicts without evidence."""

_MOST_NAMED = 8


def headline(difference: Difference) -> str:
    """Count what differs in a line of our own words."""
    counts = (
        ("entry", "entries", "added", difference.entries_added),
        ("entry", "entries", "removed", difference.entries_removed),
        ("entry", "entries", "renamed", difference.entries_renamed),
        ("entry", "entries", "changed", difference.entries_changed),
        ("link", "links", "added", difference.links_added),
        ("link", "links", "removed", difference.links_removed),
        ("link", "links", "changed", difference.links_changed),
        ("verdict", "verdicts", "changed", [found for found in difference.verdicts if found.before and found.after]),
        ("cell", "cells", "of the map changed", difference.cells),
        ("problem", "problems", "gained", difference.problems_gained),
        ("problem", "problems", "lost", difference.problems_lost),
    )
    said = [f"{len(found):,} {one if len(found) == 1 else many} {what}" for one, many, what, found in counts if found]
    unknown = "" if difference.comparable else "; one of the bases has errors, so verdicts and needs are not compared"
    return (", ".join(said) or "nothing differs") + unknown


def sections(difference: Difference) -> list[Section]:
    """Give the sections that have lines."""
    return [section for section in (*_weighty(difference), *_folded(difference)) if section.lines]


def _weighty(difference: Difference) -> Iterator[Section]:
    """Give what a reviewer must see."""
    flipped = (found for found in difference.verdicts if found.before and found.after)
    met, unmet, _ = _sorted_needs(difference.needs)
    renamed = (_line(Given(old), " is ", Given(id), " now") for old, id, _ in difference.entries_renamed)
    changed = (
        _line(Given(id), " (", Given(kind), "): ", *_listed(fields))
        for id, kind, _, fields in difference.entries_changed
    )
    for title, lines in (
        ("Problems gained", map(_problem, difference.problems_gained)),
        ("Verdicts that changed", _judged(flipped)),
        ("Needs left without a method", map(_need, unmet)),
        ("Needs newly met", map(_need, met)),
        ("Entries added", map(_named, difference.entries_added)),
        ("Entries removed", map(_named, difference.entries_removed)),
        ("Entries renamed", renamed),
        ("Entries changed", changed),
    ):
        yield Section(title, tuple(lines), folded=False)


def _folded(difference: Difference) -> Iterator[Section]:
    """Give what follows from the rest, or is of less weight."""
    come = (found for found in difference.verdicts if found.before is None and found.after not in _BARE)
    went = (found for found in difference.verdicts if found.after is None and found.before not in _BARE)
    new = {entry.id for entry in difference.entries_added}
    gone = {entry.id for entry in difference.entries_removed}
    _, _, others = _sorted_needs(difference.needs)
    cells = (
        _line(Given(method), " for ", Given(goal), f": {_cell(before)} → {_cell(after)}")
        for method, goal, before, after in difference.cells
    )
    added = (_line(*_stated(link)) for link in difference.links_added if link.stated_in not in new)
    removed = (_line(*_stated(link)) for link in difference.links_removed if link.stated_in not in gone)
    for title, lines in (
        ("Verdicts on what is new", _judged(come)),
        ("Verdicts on what is gone", _judged(went)),
        ("Needs that other methods meet", map(_need, others)),
        ("Cells of the map", cells),
        ("Links added to entries that were there", added),
        ("Links removed from entries that stay", removed),
        ("Links changed", _restated(difference.links_changed)),
        ("Problems lost", map(_problem, difference.problems_lost)),
    ):
        yield Section(title, tuple(lines), folded=True)


def _line(*parts: str | Given, level: int = 0) -> Line:
    return Line(level, parts)


def _listed(texts: Sequence[str]) -> Iterator[str | Given]:
    for number, text in enumerate(texts[:_MOST_NAMED]):
        yield ", " if number else ""
        yield Given(text)
    if len(texts) > _MOST_NAMED:
        yield f" and {len(texts) - _MOST_NAMED:,} more"


def _problem(found: Reported) -> Line:
    hint: Parts = [" (", Given(found.hint), ")"] if found.hint else []
    place = f"{found.path}:{found.line}:{found.column}"
    return _line(
        Given(place), ": ", Given(found.severity), ": ", Given(found.message), *hint, " [", Given(found.code), "]"
    )


def _named(entry: Named) -> Line:
    links = f", {entry.links:,} link{'s' * (entry.links != 1)}" if entry.links else ""
    return _line(Given(entry.id), " (", Given(entry.kind), f"{links}): ", Given(entry.name))


def _judged(found: Iterable[Judged]) -> Iterator[Line]:
    for one in found:
        what: Parts = [" ", Given(one.relation), " ", Given(one.object)] if one.relation else []
        steps = [Given(verdict) for verdict in (one.before, one.after) if verdict]
        arrow: Parts = [steps[0], " → ", steps[1]] if len(steps) > 1 else [*steps]
        yield _line(Given(one.subject), *what, ": ", *arrow)
        for words, ids in (
            ("now for it: ", one.now_for),
            ("now against it: ", one.now_against),
            ("counts no more: ", one.no_more),
            ("says something else: ", one.changed),
        ):
            if ids:
                yield _line(words, *_listed(ids), level=1)
        if len(steps) > 1 and not (one.now_for or one.now_against or one.no_more or one.changed):
            yield _line("by the reasons given, not by evidence", level=1)


def _sorted_needs(needs: Iterable[NeedChange]) -> tuple[list[NeedChange], list[NeedChange], list[NeedChange]]:
    """Tell needs that are met now and were not, those that are not, and those with other methods than before."""
    met, unmet, others = [], [], []
    for need in needs:
        if need.after and not need.before:
            met.append(need)
        elif need.after == 0:
            unmet.append(need)
        else:
            others.append(need)
    return met, unmet, others


def _need(need: NeedChange) -> Line:
    new = " (new)" if need.before is None else " (gone)" if need.after is None else ""
    gained: Parts = ["; now ", *_listed(need.gained)] if need.gained else []
    lost: Parts = ["; no more ", *_listed(need.lost)] if need.lost else []
    return _line(Given(need.need), f"{new}: {need.before or 0} → {need.after or 0} methods", *gained, *lost)


def _cell(strength: int | None) -> str:
    return "empty" if strength is None else str(strength)


def _stated(link: Stated) -> list[str | Given]:
    via: Parts = [" (as ", Given(link.via), ")"] if link.via else []
    direction: Parts = [", ", Given(link.direction)] if link.direction else []
    strength: Parts = [f", strength {link.strength}"] if link.strength is not None else []
    who: Parts = [", says ", Given(link.according_to)] if link.according_to else []
    return [Given(link.subject), " ", Given(link.relation), " ", Given(link.object), *via, *direction, *strength, *who]


def _restated(links: Iterable[Restated]) -> Iterator[Line]:
    for before, after in links:
        yield _line(*_stated(after))
        if before.strength != after.strength:
            yield _line(f"strength {_cell(before.strength)} → {_cell(after.strength)}", level=1)
        if before.direction != after.direction:
            yield _line(Given(before.direction or "none"), " → ", Given(after.direction or "none"), level=1)
        if before.because != after.because:
            words = (
                "another reason" if before.because and after.because else "a reason" if after.because else "no reason"
            )
            yield _line(words, level=1)
