"""Which kinds of interpretability work matter most, given what one believes of the agendas."""

import json
import math
import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from interpkb.errors import BadQuestionError
from interpkb.query import agendas, joins
from interpkb.query.dimensions import dimensions
from interpkb.query.entries import resolve_kind

HELP = {"decisive": 1.0, "helps": 0.7, "may-help": 0.3, "unlikely": 0.0}
"""How much a need counts, by how far interpretability helps with it."""

FIT = {"same": 1.0, "open": 0.75, "other": 0.5}
"""How much an agenda counts, by whether it bets on the timelines assumed, on none, or on others."""


class Share(NamedTuple):
    """What one agenda adds to a kind's score: `credence * weight`, by these needs."""

    agenda: str
    credence: float
    weight: float
    needs: tuple[str, ...]


class Kind(NamedTuple):
    """A kind of interpretability work, which is a value that needs require, with its score and where it comes from."""

    id: str
    score: float
    neglect: int
    shares: tuple[Share, ...]


class Flip(NamedTuple):
    """A change that would put the second kind before the first: the credence in one agenda at which they tie."""

    agenda: str
    now: float
    at: float


class Ranking(NamedTuple):
    """Kinds of work, best first; what would change the order of the first two; and methods to build from."""

    kinds: tuple[Kind, ...]
    flips: tuple[Flip, ...]
    built_from: tuple[tuple[str, tuple[str, ...]], ...]


def prioritise(
    connection: sqlite3.Connection,
    credences: Mapping[str, float],
    *,
    timelines: str | None = None,
    neglected: float = 0.0,
) -> Ranking:
    """Rank the kinds of interpretability work.

    The score of a kind *k* is

        (1 + W · neglect(k) / 4) · Σ over agendas a of  credence(a) · fit(a) · mean over needs n of a of
        help(n) · asks(n, k)

    where asks(n, k) is 1/m when the need accepts m values of a dimension and k is one of them, and 0 otherwise (where
    any of four will do, none of them is much asked for), help(n) is `HELP`, fit(a) is `FIT` (1 for all when no
    timelines are given), neglect(k) is 0 to 4 as recorded on the value, and W is the weight given to neglectedness.
    After the prioritisation rule of Kirk, Gavenčiak and Dorner (2020): credence in a proposal, timelines, and
    neglectedness. The numbers of `HELP` and `FIT` are the editors', and so is the 1/m.

    Args:
        connection: the compiled base.
        credences: how likely each agenda is to bring about aligned AI, 0 to 1; they need not add up to 1.
        timelines: `short` or `long`.
        neglected: W, 0 or more.
    """
    believed = _believed(connection, credences)
    if not 0 <= neglected < math.inf:
        raise BadQuestionError(f"weight {neglected:g} of neglectedness is out of range: it is 0 or more")
    weights = _weights(connection, tuple(believed), timelines)
    neglects = {f"{d.id}/{value}": d.neglect[value] for d in dimensions(connection).values() for value in d.values}
    kinds = [
        _kind(id, shares, believed, 1 + neglected * neglects[id] / 4, neglects[id]) for id, shares in weights.items()
    ]
    kinds.sort(key=lambda kind: (-kind.score, kind.id))
    ranked = tuple(kind for kind in kinds if kind.score > 0)
    return Ranking(ranked, _flips(ranked), _built_from(connection, ranked, believed))


def _believed(connection: sqlite3.Connection, credences: Mapping[str, float]) -> dict[str, float]:
    """Give the credences by the ids of their agendas, which may be named by an alias."""
    found = {}
    for name, credence in credences.items():
        if not 0 <= credence <= 1:
            raise BadQuestionError(f"credence {credence:g} in {name!r} is out of range: a probability is 0 to 1")
        found[resolve_kind(connection, name, "agenda").id] = credence
    return found


def _weights(
    connection: sqlite3.Connection, ids: tuple[str, ...], timelines: str | None
) -> dict[str, dict[str, tuple[float, tuple[str, ...]]]]:
    """For each kind and agenda, fit times the mean help, and the needs that ask for the kind."""
    found: dict[str, dict[str, tuple[float, tuple[str, ...]]]] = {}
    for agenda in ids:
        needs = agendas.needs(connection, agenda)
        fit = _fit(connection, agenda, timelines)
        asking: dict[str, dict[str, float]] = {}
        for need in needs:
            for _, edges in need.requires:
                accepted = {edge.other.id for edge in edges}  # two sources may say the same
                for kind in accepted:
                    asking.setdefault(kind, {})[need.id] = HELP[need.body["interpretability"]] / len(accepted)
        for kind, helped in asking.items():
            found.setdefault(kind, {})[agenda] = (fit * sum(helped.values()) / len(needs), tuple(helped))
    return found


def _fit(connection: sqlite3.Connection, agenda: str, timelines: str | None) -> float:
    if timelines is None:
        return 1.0
    (text,) = connection.execute("SELECT body FROM entry WHERE id = ?", (agenda,)).fetchone()
    bet = json.loads(text).get("bets_on", {}).get("timelines")
    return FIT["open" if bet is None else "same" if bet == timelines else "other"]


def _kind(
    id: str,
    weights: Mapping[str, tuple[float, tuple[str, ...]]],
    credences: Mapping[str, float],
    factor: float,
    neglect: int,
) -> Kind:
    shares = tuple(
        Share(agenda, credences[agenda], factor * weight, needs) for agenda, (weight, needs) in sorted(weights.items())
    )
    return Kind(id, sum(share.credence * share.weight for share in shares), neglect, shares)


def _flips(kinds: tuple[Kind, ...]) -> tuple[Flip, ...]:
    """Find, for each agenda, the credence at which the first two kinds tie, nearest change first."""
    if len(kinds) < 2:  # noqa: PLR2004  # an order takes two
        return ()
    first, second = kinds[:2]
    weights = [{share.agenda: share.weight for share in kind.shares} for kind in (first, second)]
    now = {share.agenda: share.credence for kind in (first, second) for share in kind.shares}
    lead = first.score - second.score
    flips = []
    for agenda, credence in now.items():
        difference = weights[0].get(agenda, 0.0) - weights[1].get(agenda, 0.0)
        if difference:
            at = credence - lead / difference
            # Past the tie must still be a probability, or the second kind never comes first.
            if (at > 0 if difference > 0 else at < 1) and 0 <= at <= 1:
                flips.append(Flip(agenda, credence, at))
    return tuple(sorted(flips, key=lambda flip: (abs(flip.at - flip.now), flip.agenda)))


def _built_from(
    connection: sqlite3.Connection, kinds: tuple[Kind, ...], credences: Mapping[str, float], count: int = 5
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each need that the kinds serve, the best methods that meet all its requirements."""
    wanted = {need for kind in kinds for share in kind.shares for need in share.needs}
    only = tuple(credences) if len(credences) == 1 else ()  # asking once for all is quicker than one by one
    return tuple(
        (answered.need.id, tuple(answer.method for answer in answered.fitting[:count]))
        for answered in joins.answers(connection, *only)
        if answered.need.id in wanted
    )
