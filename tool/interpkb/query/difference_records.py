"""What a comparison of two bases finds: small frozen records, which are data for programs too."""

from typing import NamedTuple


class Named(NamedTuple):
    """An entry that was added or removed, and how many links it states."""

    id: str
    kind: str
    name: str
    links: int


class Renamed(NamedTuple):
    """An entry that goes by another id now."""

    old: str
    id: str
    kind: str


class Changed(NamedTuple):
    """An entry that says something else than before, and in which of its fields."""

    id: str
    kind: str
    name: str
    fields: tuple[str, ...]


class Stated(NamedTuple):
    """One stated link."""

    subject: str
    relation: str
    object: str
    via: str | None
    according_to: str | None
    stated_in: str
    strength: int | None
    direction: str | None
    because: str | None


class Restated(NamedTuple):
    """A link of which the same source says something else than before."""

    before: Stated
    after: Stated


class Judged(NamedTuple):
    """A link or claim with another verdict than before; `None` where there is no such link or claim.

    Of the evidence: what counts for it or against it now and did not, what counts no more, and what counts still but
    says something else.
    """

    subject: str
    relation: str
    object: str
    before: str | None
    after: str | None
    now_for: tuple[str, ...]
    now_against: tuple[str, ...]
    no_more: tuple[str, ...]
    changed: tuple[str, ...]


class NeedChange(NamedTuple):
    """A need that other methods meet than before; before and after are how many; `None` means no such need."""

    need: str
    before: int | None
    after: int | None
    gained: tuple[str, ...]
    lost: tuple[str, ...]


class CellChange(NamedTuple):
    """A cell of the map of methods and goals with another strength than before; `None` is an empty cell."""

    method: str
    goal: str
    before: int | None
    after: int | None


class Reported(NamedTuple):
    """A problem of one of the two bases alone."""

    path: str
    line: int
    column: int
    severity: str
    code: str
    message: str
    hint: str | None


class Difference(NamedTuple):
    """All that differs. `comparable` is false where one base has errors: verdicts, needs and cells are unknown then."""

    comparable: bool
    entries_added: tuple[Named, ...]
    entries_removed: tuple[Named, ...]
    entries_renamed: tuple[Renamed, ...]
    entries_changed: tuple[Changed, ...]
    links_added: tuple[Stated, ...]
    links_removed: tuple[Stated, ...]
    links_changed: tuple[Restated, ...]
    verdicts: tuple[Judged, ...]
    needs: tuple[NeedChange, ...]
    cells: tuple[CellChange, ...]
    problems_gained: tuple[Reported, ...]
    problems_lost: tuple[Reported, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not any(part for part in self[1:])
