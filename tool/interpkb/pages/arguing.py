"""The pages of arguments and disputes: claims as trees, and both sides of every contested link."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from interpkb.pages.writing import TOOLS_STYLE, Writer
from interpkb.query import arguments, cases
from interpkb.query.arguments import Branch, Claim, Web

_ANSWERING = frozenset({"objection", "reply"})


class Argument(NamedTuple):
    """A claim that bears on no other, with its tree, the weakest steps that it rests on, and the number of claims."""

    tree: Branch
    weakest: tuple[str, ...]
    size: int


class Footing(NamedTuple):
    """A claim, and what rests on it directly: claims of which it is a step, and methods and agendas that assume it."""

    claim: Claim
    claims: tuple[str, ...]
    methods: tuple[str, ...]
    agendas: tuple[str, ...]


def trees(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the page of arguments."""
    path = "arguments.md"
    web = Web(connection)
    found, alone = _arguments(web)
    yield (
        path,
        writer.page(
            path,
            "arguments.md.jinja",
            "Arguments",
            "Claims as trees of premises, objections, replies and cruxes; switch one off to see what falls.",
            style=TOOLS_STYLE,
            arguments=found,
            alone=alone,
            footings=_footings(connection, web),
            claims=sorted(web.claims.values(), key=lambda claim: claim.name.casefold()),
            standings=arguments.STANDINGS,
        ),
    )


def _arguments(web: Web) -> tuple[list[Argument], list[Claim]]:
    """Part the claims that bear on no other into those with an argument, the largest first, and those that stand alone.

    Of claims that bear on each other in a circle, a thesis before an objection, and the one with the largest tree
    counts as bearing on no other.
    """
    bearing = {edge[1] for id in web.claims for edge in web.edges(id)}
    trees = {id: arguments.tree(web, id, depth=len(web.claims)) for id in web.claims if id not in bearing}
    shown = {claim for tree in trees.values() for claim in _members(tree)}
    circles = {id: arguments.tree(web, id, depth=len(web.claims)) for id in web.claims if id not in shown}
    answering = {id for id in circles if web.claims[id].role in _ANSWERING}
    for id, tree in sorted(circles.items(), key=lambda item: (item[0] in answering, -len(_members(item[1])), item[0])):
        if id not in shown:
            trees[id] = tree
            shown |= _members(tree)
    sizes = {id: len(_members(tree)) for id, tree in trees.items()}
    found = [Argument(tree, tuple(web.weakest(id)), sizes[id]) for id, tree in trees.items() if sizes[id] > 1]
    alone = [tree.claim for id, tree in trees.items() if sizes[id] == 1]
    return sorted(found, key=lambda argument: (-argument.size, argument.tree.claim.id)), alone


def _members(branch: Branch) -> set[str]:
    return {branch.claim.id}.union(*(_members(below) for below in branch.below))


def _footings(connection: sqlite3.Connection, web: Web) -> list[Footing]:
    """List the claims on which something rests, those that bear most first."""
    claims: dict[str, list[str]] = {}
    for id in web.claims:
        for step in web.steps(id):
            claims.setdefault(step, []).append(id)
    assuming: dict[str, dict[str, list[str]]] = {"method": {}, "agenda": {}}
    for subject, claim, kind in connection.execute(
        "SELECT DISTINCT subject, object, kind FROM link JOIN entry ON entry.id = subject WHERE relation = 'assumes' "
        "AND kind IN ('method', 'agenda') ORDER BY subject, object"
    ):
        assuming[kind].setdefault(claim, []).append(subject)
    found = [
        Footing(
            claim,
            tuple(claims.get(id, ())),
            tuple(assuming["method"].get(id, ())),
            tuple(assuming["agenda"].get(id, ())),
        )
        for id, claim in web.claims.items()
    ]
    bearing = [footing for footing in found if _weight(footing)]
    return sorted(bearing, key=lambda footing: (-_weight(footing), footing.claim.id))


def _weight(footing: Footing) -> int:
    return len(footing.claims) + len(footing.methods) + len(footing.agendas)


def disputes(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the page of disputes: both sides of every contested link, and figures that lie far apart."""
    path = "disputes.md"
    yield (
        path,
        writer.page(
            path,
            "disputes.md.jinja",
            "Disputes",
            "Both sides of every link and claim on which the evidence points both ways, or only against.",
            style=TOOLS_STYLE,
            disputes=cases.disputes(connection),
            apart=cases.differing(connection),
        ),
    )
