"""Releases of the knowledge base: what each entry said and each verdict was, frozen in `kb/releases/<version>.json`.

They stand beside the ledger of ids, which a release writes too, and are no entries: a command writes each once.
The page of changes and its feed are made from them, so that a site built from an archive, without the history of git,
says the same; and a reader who cites a verdict "as of 2026.11" can look it up.

Versions are by the calendar: 2026.11, then 2026.11.1 in the same month. The tool has versions of its own.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from interpkb.errors import BadReleaseError

_VERSION = re.compile(r"(20[0-9]{2})\.(0[1-9]|1[0-2])(?:\.([1-9][0-9]{0,3}))?")
_DAY = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_ADDRESS = re.compile(r"[a-z]+/[a-z0-9]+(?:-[a-z0-9]+)*")
_WORDS = re.compile(r"[a-z0-9][a-z0-9/ -]*")


class State(NamedTuple):
    """What a base says: a digest of each entry by its address, and each verdict by what it is on."""

    entries: Mapping[str, str]
    verdicts: Mapping[str, str]


class Release(NamedTuple):
    """A state of the base that was given a version."""

    version: str
    released_on: str
    state: State


class Change(NamedTuple):
    """What differs from one state to the next: addresses of entries, and verdicts before and after."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    verdicts: tuple[tuple[str, str, str], ...]

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not any(self)


def read(folder: Path) -> list[Release]:
    """Read all releases, the newest first. Raises `BadReleaseError` for a file that is none."""
    found = [_parse(path) for path in sorted(folder.glob("*.json"))]
    return sorted(found, key=lambda release: number(release.version), reverse=True)


def _parse(path: Path) -> Release:
    try:
        data = json.loads(path.read_bytes())
        release = Release(data["version"], data["released_on"], State(data["entries"], data["verdicts"]))
        sound = (
            _VERSION.fullmatch(release.version)
            and path.stem == release.version
            and _DAY.fullmatch(release.released_on)
            and all(_ADDRESS.fullmatch(key) and _WORDS.fullmatch(value) for key, value in data["entries"].items())
            and all(_WORDS.fullmatch(key) and _WORDS.fullmatch(value) for key, value in data["verdicts"].items())
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sound = None
    if not sound:
        raise BadReleaseError(str(path))
    return release


def text(release: Release) -> str:
    """Write a release, a line an entry and a line a verdict."""
    data = {
        "version": release.version,
        "released_on": release.released_on,
        "entries": dict(sorted(release.state.entries.items())),
        "verdicts": dict(sorted(release.state.verdicts.items())),
    }
    return json.dumps(data, indent=1) + "\n"


def number(version: str) -> tuple[int, int, int]:
    """Turn a version into what it is ordered by, or raise `ValueError`."""
    found = _VERSION.fullmatch(version)
    if found is None:
        raise ValueError(f"{version!r} is no version: write it as 2026.11, or 2026.11.1 for a second one in that month")
    return int(found[1]), int(found[2]), int(found[3] or 0)


def next_version(earlier: Sequence[Release], on: str) -> str:
    """Give the version of a release on a day."""
    month = f"{on[:4]}.{on[5:7]}"
    in_month = [number(release.version)[2] for release in earlier if release.version[:7] == month]
    return f"{month}.{max(in_month) + 1}" if in_month else month


def change(before: State, after: State) -> Change:
    """Say what differs between two states. A verdict counts where there is one in both."""
    old, new = before.entries, after.entries
    return Change(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(address for address in old.keys() & new.keys() if old[address] != new[address])),
        tuple(sorted(old.keys() - new.keys())),
        tuple(
            (on, before.verdicts[on], after.verdicts[on])
            for on in sorted(before.verdicts.keys() & after.verdicts.keys())
            if before.verdicts[on] != after.verdicts[on]
        ),
    )
