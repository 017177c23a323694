"""Claims as arguments: what they rest on, what speaks against them, what would settle them, and what falls with them.

A claim's *steps* are the claims it depends on and the premises and assumptions that support it: it cannot stand
firmer than the weakest of them. Other support is one reason among several, and takes nothing away when it falls.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from interpkb.query import joins, verdicts
from interpkb.query.verdicts import Verdict

STANDINGS = ("opinion", "speculation", "conjecture", "argued", "observed", "proved")
"""How well a claim is grounded by those who make it, from least to most."""

_WEAKNESS = ("undermined", "contested", "unargued", "asserted", "suggestive", "supported", "established")
"""Verdicts from the weakest step to the firmest: evidence against a step weighs more than having none for it."""

_STEP_ROLES = frozenset({"premise", "assumption"})
_LISTED = ("supported-by", "depends-on", "attacked-by", "answered-by", "decided-by")


class Claim(NamedTuple):
    """A claim: its role, the standing its makers give it, and the verdict on the evidence."""

    id: str
    name: str
    summary: str
    role: str
    standing: str
    verdict: Verdict
    settled_by: tuple[Mapping[str, str], ...]


class Branch(NamedTuple):
    """A claim in its place in an argument: how it bears on the one above, with the reason, and what is below it.

    `inherited` is the standing that it inherits from its weakest step. `again` tells that what is below it is shown
    elsewhere in the tree.
    """

    relation: str
    claim: Claim
    because: str | None
    according_to: str | None
    inherited: str
    is_step: bool
    below: tuple["Branch", ...]
    again: bool


class Fall(NamedTuple):
    """What loses its ground when claims are knocked out: each with the one that takes it down."""

    falls: tuple[tuple[str, str], ...]
    weakened: tuple[tuple[str, str], ...]
    methods: tuple[tuple[str, str], ...]
    agendas: tuple[tuple[str, str], ...]
    needs_lost: tuple[str, ...]
    needs_poorer: tuple[tuple[str, int, int], ...]


class Web:
    """All claims and the links among them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        judged = verdicts.all_of(connection, "")
        self.claims: dict[str, Claim] = {}
        for id, name, summary, text in connection.execute(
            "SELECT id, name, summary, body FROM entry WHERE kind = 'claim' ORDER BY id"
        ):
            body = json.loads(text)
            self.claims[id] = Claim(
                id, name, summary, body["role"], body["standing"], judged[id, ""], tuple(body.get("settled_by", ()))
            )
        self._edges: dict[str, list[tuple[str, str, str | None, str | None]]] = {}
        for start, relation, end, because, according_to in connection.execute(
            'SELECT start, relation, "end", because, according_to FROM edge JOIN entry ON entry.id = "end" '
            "WHERE kind = 'claim' AND relation IN (?, ?, ?, ?, ?) ORDER BY relation, \"end\"",
            _LISTED,
        ):
            self._edges.setdefault(start, []).append((relation, end, because, according_to))

    def edges(self, id: str, *relations: str) -> list[tuple[str, str, str | None, str | None]]:
        """List what bears on a claim, in the order of `_LISTED`: relation, claim, reason, and who says so."""
        found = [edge for edge in self._edges.get(id, ()) if not relations or edge[0] in relations]
        return sorted(dict.fromkeys(found), key=lambda edge: (_LISTED.index(edge[0]), edge[1]))

    def steps(self, id: str) -> list[str]:
        """List the claims without which a claim does not stand."""
        return [
            other
            for relation, other, _, _ in self.edges(id, "depends-on", "supported-by")
            if relation == "depends-on" or self.claims[other].role in _STEP_ROLES
        ]

    def chain(self, id: str) -> list[str]:
        """List all that a claim rests on, step by step, nearest first, itself left out."""
        seen = {id: None}
        waiting = [id]
        for here in waiting:
            for step in self.steps(here):
                if step not in seen:
                    seen[step] = None
                    waiting.append(step)
        return list(seen)[1:]

    def inherited(self, id: str) -> str:
        """Say the standing that a claim inherits: the least of its own and those of all its steps."""
        chain = [id, *self.chain(id)]
        return min((self.claims[step].standing for step in chain), key=STANDINGS.index)

    def weakest(self, id: str) -> list[str]:
        """Find the weakest steps of a claim's chain: of the least standing, and of these the worst in the evidence.

        The claim itself is no step; a claim with no steps has none.
        """
        chain = self.chain(id)
        if not chain:
            return []
        least = min(STANDINGS.index(self.claims[step].standing) for step in chain)
        low = [step for step in chain if STANDINGS.index(self.claims[step].standing) == least]
        worst = min(_WEAKNESS.index(self.claims[step].verdict.verdict) for step in low)
        return [step for step in low if _WEAKNESS.index(self.claims[step].verdict.verdict) == worst]


def tree(web: Web, id: str, *, depth: int = 6) -> Branch:
    """Lay a claim's argument out as a tree: premises, what it depends on, objections, replies, cruxes."""
    seen: set[str] = set()

    def branch(
        relation: str, id: str, because: str | None, according_to: str | None, *, step: bool, left: int
    ) -> Branch:
        again = id in seen
        if left:  # at the depth's end nothing below is shown, so a nearer place may still show it
            seen.add(id)
        steps = set(web.steps(id))
        below: tuple[Branch, ...] = ()
        if not again and left:
            below = tuple(
                branch(
                    rel, other, why, who, step=other in steps and rel in {"depends-on", "supported-by"}, left=left - 1
                )
                for rel, other, why, who in web.edges(id)
            )
        return Branch(
            relation,
            web.claims[id],
            because,
            according_to,
            web.inherited(id),
            step,
            below,
            again and bool(web.edges(id)),
        )

    return branch("", id, None, None, step=False, left=depth)


def cruxes(web: Web, id: str | None = None) -> list[tuple[Claim, tuple[str, ...]]]:
    """List the cruxes, with the claims that each would settle; for a claim, those of all that its tree holds."""
    within = None if id is None else _members(tree(web, id))
    found: dict[str, list[str]] = {}
    for claim in web.claims:
        if within is None or claim in within:
            for _, crux, _, _ in web.edges(claim, "decided-by"):
                found.setdefault(crux, []).append(claim)
    for crux_claim in web.claims.values():
        if crux_claim.role == "crux" and within is None:
            found.setdefault(crux_claim.id, [])
    return [(web.claims[crux], tuple(decided)) for crux, decided in sorted(found.items())]


def _members(branch: Branch) -> set[str]:
    return {branch.claim.id}.union(*(_members(below) for below in branch.below))


def knock_out(connection: sqlite3.Connection, claims: Iterable[str]) -> Fall:
    """Say what falls when claims are false: claims that rest on them, then methods, agendas and needs.

    A claim falls when one of its steps does, and is weakened when other support falls. A method or agenda falls when
    it assumes a fallen claim. A need is lost when every method that fitted it falls, and poorer when some do.
    """
    falls, weakened = _fall(Web(connection), claims)
    assumers = connection.execute(
        "SELECT subject, object, kind FROM link JOIN entry ON entry.id = subject WHERE relation = 'assumes' "
        "ORDER BY subject, object"
    ).fetchall()
    methods = {subject: claim for subject, claim, kind in assumers if kind == "method" and claim in falls}
    agendas = {subject: claim for subject, claim, kind in assumers if kind == "agenda" and claim in falls}
    poorer = _poorer(connection, methods)
    return Fall(
        tuple((claim, by) for claim, by in falls.items() if claim != by),
        tuple((claim, by) for claim, by in weakened.items() if claim not in falls),
        tuple(sorted(methods.items())),
        tuple(sorted(agendas.items())),
        tuple(need for need, _, left in poorer if not left),
        tuple((need, before, left) for need, before, left in poorer if left),
    )


def _fall(web: Web, claims: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Find the claims that fall, those that are false among them, and those that are weakened: each by which."""
    falls = {claim: claim for claim in claims}
    weakened: dict[str, str] = {}
    waiting = list(falls)
    for here in waiting:
        for other in web.claims:
            if other in falls:
                continue
            if here in web.steps(other):
                falls[other] = here
                waiting.append(other)
            elif any(edge[1] == here for edge in web.edges(other, "supported-by")):
                weakened.setdefault(other, here)
    return falls, weakened


def _poorer(connection: sqlite3.Connection, fallen: Collection[str]) -> list[tuple[str, int, int]]:
    """List the needs that lose methods which fit them: how many there were, and how many are left."""
    found = []
    for answered in joins.answers(connection) if fallen else ():
        left = sum(answer.method not in fallen for answer in answered.fitting)
        if left < len(answered.fitting):
            found.append((answered.need.id, len(answered.fitting), left))
    return found


class Revision(NamedTuple):
    """Where an author changed their mind: the later and the earlier claim with their sources, why, and who says so."""

    later: str
    earlier: str
    because: str | None
    according_to: str | None
    made_in: tuple[str, ...]
    earlier_made_in: tuple[str, ...]


def revisions(connection: sqlite3.Connection) -> list[Revision]:
    """List where authors changed their minds."""
    made: dict[str, list[str]] = {}
    rows = connection.execute("SELECT subject, object FROM link WHERE relation = 'made-in' ORDER BY rowid")
    for claim, source in rows:
        made.setdefault(claim, []).append(source)
    return [
        Revision(later, earlier, because, who, tuple(made.get(later, ())), tuple(made.get(earlier, ())))
        for later, earlier, because, who in connection.execute(
            "SELECT subject, object, because, according_to FROM link WHERE relation = 'revises' "
            "ORDER BY subject, object"
        )
    ]
