"""Asks the registries: seldom, patiently, and never twice for what is known already.

arXiv wants three seconds between requests (https://info.arxiv.org/help/api/tou.html); Crossref wants to know who asks
(https://www.crossref.org/documentation/retrieve-metadata/rest-api/). What was answered is kept on disk, one file a
work, so a run that is interrupted goes on where it was.
"""

import json
import random
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import blake2b
from http import HTTPStatus
from pathlib import Path
from typing import Self, TypeVar

import httpx

import interpkb
from interpkb import outputs
from interpkb.errors import InterpkbError
from interpkb.refs import arxiv, crossref
from interpkb.refs.arxiv import UnreadableAnswerError
from interpkb.refs.works import Identifier, Work

ARXIV = "https://export.arxiv.org"
CROSSREF = "https://api.crossref.org"
PAUSES = {ARXIV: 3.0, CROSSREF: 0.2}
"""How many seconds to leave between two requests."""

TRIES = 5
_LONGEST_WAIT = 120.0
_MOST_BYTES = 5 * 1024 * 1024
_DAY = 24 * 60 * 60

Answer = TypeVar("Answer")


class UnreachableError(InterpkbError):
    """A registry could not be asked, or did not answer sensibly, however often it was tried."""

    def __init__(self, registry: str, reason: str) -> None:
        self.registry = registry
        self.reason = reason
        super().__init__(f"{registry} could not be asked: {reason}")


class Client:
    """A polite client of both registries. `cache` is the folder for what was answered, if that is to be kept."""

    def __init__(
        self,
        cache: Path | None = None,
        *,
        keep_days: float = 30,
        mail: str | None = None,
        tries: int = TRIES,
    ) -> None:
        self._cache = cache
        self._keep = keep_days * _DAY
        self._tries = tries
        self._asked_at: dict[str, float] = {}
        who = f"interpkb/{interpkb.__version__} ({interpkb.REPOSITORY}{f'; mailto:{mail}' if mail else ''})"
        self._http = httpx.Client(headers={"User-Agent": who}, timeout=30, follow_redirects=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def works(self, identifiers: Iterable[Identifier]) -> Iterator[tuple[Identifier, Work | None]]:
        """Yield each work with what was asked for, as it is answered; `None` when the registry does not know it."""
        waiting = []
        for identifier in dict.fromkeys(identifiers):
            known = self._known(identifier)
            if known is not None:
                yield identifier, known[0]
            else:
                waiting.append(identifier)
        on_arxiv = [identifier for identifier in waiting if identifier.registry == "arxiv"]
        for start in range(0, len(on_arxiv), arxiv.MOST_AT_ONCE):
            batch = on_arxiv[start : start + arxiv.MOST_AT_ONCE]
            feed = self._get("arXiv", ARXIV, arxiv.query(identifier.id for identifier in batch)) or b""
            found = self._read("arXiv", arxiv.parse, feed)
            if not found and len(batch) > 1:  # on a bad day it answers in good form with nothing
                raise UnreachableError("arXiv", f"it answers for none of {len(batch)} works")
            for identifier in batch:
                yield identifier, self._note(identifier, found.get(identifier.id))
        for identifier in waiting:
            if identifier.registry == "crossref":
                answer = self._get("Crossref", CROSSREF, crossref.query(identifier.id))
                work = None if answer is None else self._read("Crossref", crossref.parse, answer)
                yield identifier, self._note(identifier, work)

    def _read(self, registry: str, parse: Callable[[bytes], Answer], answer: bytes) -> Answer:
        try:
            return parse(answer)
        except UnreadableAnswerError as error:
            raise UnreachableError(registry, str(error)) from error

    def _get(self, registry: str, server: str, path: str) -> bytes | None:
        """Get an answer, or `None` when there is none to this question; try again after trouble that may pass."""
        reason = ""
        for attempt in range(self._tries):
            self._wait_turn(server)
            wait = min(2.0 ** (attempt + 1), _LONGEST_WAIT) * random.uniform(0.75, 1.25)  # noqa: S311  # spreads retries
            try:
                with self._http.stream("GET", server + path) as response:
                    if response.status_code == HTTPStatus.NOT_FOUND:
                        return None
                    if response.status_code == HTTPStatus.OK:
                        return self._body(registry, response)
                    reason = f"it answers {response.status_code} {response.reason_phrase}".rstrip()
                    if response.status_code != HTTPStatus.TOO_MANY_REQUESTS and not response.is_server_error:
                        break
                    wait = _asked_to_wait(response) or wait
            except httpx.HTTPError as error:
                reason = str(error) or type(error).__name__
            if attempt + 1 < self._tries:
                time.sleep(min(wait, _LONGEST_WAIT))
        raise UnreachableError(registry, reason)

    def _body(self, registry: str, response: httpx.Response) -> bytes:
        content = b""
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > _MOST_BYTES:
                raise UnreachableError(registry, f"its answer is larger than {_MOST_BYTES:,} bytes")
        return content

    def _wait_turn(self, server: str) -> None:
        ready = self._asked_at.get(server, 0.0) + PAUSES.get(server, 0.0)
        if (wait := ready - time.monotonic()) > 0:
            time.sleep(wait)
        self._asked_at[server] = time.monotonic()

    def _place(self, identifier: Identifier) -> Path | None:
        name = blake2b(str(identifier).casefold().encode(), digest_size=16).hexdigest()
        return None if self._cache is None else self._cache / f"{name}.json"

    def _known(self, identifier: Identifier) -> tuple[Work | None] | None:
        """Give what was answered before, if that is not too long ago. What can't be read was never answered."""
        place = self._place(identifier)
        if place is None:
            return None
        try:
            kept = json.loads(place.read_bytes())
            if kept["asked"] != str(identifier) or kept["at"] < time.time() - self._keep:
                return None
            work = kept["work"]
            return (Work(**{**work, "authors": tuple(work["authors"])}) if work else None,)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _note(self, identifier: Identifier, work: Work | None) -> Work | None:
        if (place := self._place(identifier)) is not None:
            kept = {"asked": str(identifier), "at": time.time(), "work": work._asdict() if work else None}
            outputs.replace(place, json.dumps(kept, ensure_ascii=False).encode())
        return work


def _asked_to_wait(response: httpx.Response) -> float | None:
    """Read for how many seconds a server asks to be left alone: a number, or a moment."""
    value = response.headers.get("retry-after", "")
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except ValueError:
        return None
