"""What the scripts of the pages that compute need of the base: one script of data a subject.

They are scripts and not JSON files, because a browser does not let a page that was opened from a disk fetch a file.
Each sets a field of `interpkb.data`; the functions that read them take the field as an argument.
"""

import html
import json
import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from interpkb import prose
from interpkb.pages.addresses import FOLDER_OF
from interpkb.pages.writing import Writer, source_label
from interpkb.query import agendas as agenda_query
from interpkb.query import families, joins, verdicts
from interpkb.query.arguments import Web
from interpkb.query.dimensions import dimensions, places
from interpkb.query.prioritising import FIT, HELP

_NAMED = ("method", "goal", "agenda", "need", "dimension", "value", "failure", "claim", "evidence", "source")
_FOLDERS_OF_PARTS = {"need": "agendas", "value": "dimensions"}
_TAG = re.compile(r"<[^>]*>")


def scripts(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the path and text of every script of data."""
    yield "data/names.js", _script("names", names(connection, writer))
    yield "data/methods.js", _script("methods", methods(connection))
    yield "data/agendas.js", _script("agendas", agendas(connection))
    yield "data/claims.js", _script("claims", claims(connection))


def _script(name: str, data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return (
        "globalThis.interpkb ??= { data: {} };\n"
        'interpkb.root ??= new URL("..", document.currentScript.src).href;\n'
        f"interpkb.data.{name} = {text};\n"
    )


def names(connection: sqlite3.Connection, writer: Writer) -> dict[str, Any]:
    """Give the name of every node that a script may show, by kind, and how its address is put together."""
    of_kind: dict[str, dict[str, str]] = {kind: {} for kind in _NAMED}
    marks = ",".join("?" * len(_NAMED))
    for id, kind, name in connection.execute(
        f"SELECT id, kind, name FROM node WHERE kind IN ({marks}) ORDER BY id", _NAMED
    ):
        of_kind[kind][id] = source_label(id) if kind == "source" else name
    return {
        "folders": {kind: FOLDER_OF.get(kind) or _FOLDERS_OF_PARTS[kind] for kind in _NAMED},
        "suffix": writer.addresses("index.md")("methods/x.md").removeprefix("methods/x"),
        "names": of_kind,
    }


def methods(connection: sqlite3.Connection) -> dict[str, Any]:
    """Give what `picking.js` and `crossing.js` ask of methods: what they serve, where they stand, how they fail."""
    family_of = {m.method.id: f.head.id for f in families.families(connection) for m in f.members}
    standing = places(connection)
    judged = verdicts.all_of(connection, "serves")
    serves: dict[str, dict[str, dict[str, Any]]] = {}
    for method, goal, strength, because, who in connection.execute(
        "SELECT subject, object, strength, because, according_to FROM link WHERE relation = 'serves' "
        "ORDER BY subject, object, rowid"
    ):
        service = serves.setdefault(method, {}).setdefault(goal, {"said": [], **_judged(judged[method, goal])})
        service["said"].append([who, strength, _plain(because)])
    failures: dict[str, list[str]] = {}
    for failure, method in connection.execute(
        "SELECT subject, object FROM link WHERE relation = 'affects' ORDER BY subject"
    ):
        failures.setdefault(method, []).append(failure)
    bodies = connection.execute("SELECT id, body FROM entry WHERE kind = 'method' ORDER BY id")
    return {
        "order": verdicts.ORDER,
        "goals": [id for (id,) in connection.execute("SELECT id FROM entry WHERE kind = 'goal' ORDER BY id")],
        "dimensions": {
            id: {
                "needs": dimension.needs,
                "values": dimension.values,
                "gives": {value: sorted(given) for value, given in dimension.gives.items()},
            }
            for id, dimension in dimensions(connection).items()
        },
        "methods": {
            id: {
                "family": family_of[id],
                "class": json.loads(body).get("type") == "class",
                "at": {dimension: sorted(values) for dimension, values in sorted(standing.get(id, {}).items())},
                "serves": serves.get(id, {}),
                "failures": failures.get(id, []),
            }
            for id, body in bodies
        },
    }


def _judged(verdict: verdicts.Verdict) -> dict[str, Any]:
    shown = {
        "verdict": verdict.verdict,
        "for": verdict.supporting,
        "against": verdict.opposing,
        "largest": verdict.largest,
        "latest": verdict.latest,
    }
    return {key: value for key, value in shown.items() if value}


def _plain(because: str | None) -> str | None:
    """Give a reason without its markup: a script shows text as text."""
    return html.unescape(_TAG.sub("", prose.to_inline_html(because))) if because else None


def agendas(connection: sqlite3.Connection) -> dict[str, Any]:
    """Give what the scripts ask of agendas: how they bet, their needs, and the methods that meet these."""
    bets = {
        id: json.loads(body).get("bets_on", {}).get("timelines")
        for id, body in connection.execute("SELECT id, body FROM entry WHERE kind = 'agenda' ORDER BY id")
    }
    fitting = {answered.need.id: answered.fitting for answered in joins.answers(connection)}
    needs = agenda_query.needs(connection)
    return {
        "help": HELP,
        "fit": FIT,
        "agendas": {
            id: {"bet": bet, "needs": [need.id for need in needs if need.agenda.id == id]} for id, bet in bets.items()
        },
        "needs": {
            need.id: {
                "help": need.body["interpretability"],
                "goals": list(dict.fromkeys(edge.other.id for edge in need.goals)),
                "requires": {
                    dimension: list(dict.fromkeys(edge.other.id.partition("/")[2] for edge in edges))
                    for dimension, edges in need.requires
                },
                "fitting": [answer.method for answer in fitting[need.id]],
                "forward": [[edge.other.id, edge.according_to] for edge in need.candidates],
            }
            for need in needs
        },
        "neglect": {
            f"{d.id}/{value}": level for d in dimensions(connection).values() for value, level in d.neglect.items()
        },
    }


def claims(connection: sqlite3.Connection) -> dict[str, Any]:
    """Give what `knocking-out.js` asks of claims, and of the methods and agendas that assume them."""
    web = Web(connection)
    return {
        "claims": {
            id: {"steps": web.steps(id), "supported": [edge[1] for edge in web.edges(id, "supported-by")]}
            for id in web.claims
        },
        "assumers": connection.execute(
            "SELECT subject, object, kind FROM link JOIN entry ON entry.id = subject WHERE relation = 'assumes' "
            "ORDER BY subject, object"
        ).fetchall(),
    }
