"""Pages that look at many entries at once: home, the map, agendas, glossary, sources, and an index for each kind."""

import json
import sqlite3
from collections.abc import Iterator

from interpkb.pages import maps, plots
from interpkb.pages.addresses import FOLDER_OF
from interpkb.pages.writing import Writer, fields
from interpkb.query import agendas as agenda_query
from interpkb.query import counts, entries, matrix, news, tallies, verdicts
from interpkb.query.entries import Row
from interpkb.relations import ENTRY_KINDS

_NEWEST = 5
_SURE = {"serves": "What methods are for", "suffers": "How methods fail", "": "Claims"}

_TITLES = {
    "goal": ("Goals", "What interpretability can be for."),
    "dimension": ("Dimensions", "The axes on which interpretability methods differ, and their values."),
    "method": (
        "Methods",
        "Interpretability methods and classes of them: what each is for, and how well that is known.",
    ),
    "claim": ("Claims", "Theses, premises, assumptions, objections, replies and cruxes, and how they hang together."),
    "evidence": ("Evidence", "Single findings of single sources, and what they speak for or against."),
    "failure": ("Failures", "Ways in which methods go wrong, how to see it, and what a paper must report."),
    "tool": ("Tools", "Software that implements methods."),
    "benchmark": ("Benchmarks", "Ways to measure methods, with their known weaknesses."),
}


def home(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the home page."""
    path = "index.md"
    found = counts.counts(connection)
    judged = tallies.verdicts(connection)
    yield (
        path,
        writer.page(
            path,
            "home.md.jinja",
            "Interpretability for alignment",
            "Which interpretability method is for what, which agenda needs it, and how well is it known to work?",
            wide=True,
            counts=found,
            kinds=[(kind, FOLDER_OF[kind], number) for kind, number in found.by_kind.items()],
            goals=entries.rows(connection, "goal"),
            agendas=entries.rows(connection, "agenda"),
            picture=maps.founding_map(connection, writer, path),
            news=news.news(connection, _NEWEST),
            sureness=plots.shares(
                {label: judged[relation] for relation, label in _SURE.items()}, "How well it is known"
            ),
            judged={label: judged[relation] for relation, label in _SURE.items()},
        ),
    )


def agendas(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the page of agendas with all their needs."""
    path = "agendas/index.md"
    needs: dict[str, list[agenda_query.Need]] = {}
    for need in agenda_query.needs(connection):
        needs.setdefault(need.agenda.id, []).append(need._replace(body=fields(need.body)))
    yield (
        path,
        writer.page(
            path,
            "agendas.md.jinja",
            "Agendas",
            "Ways to make AI systems aligned, and what each needs of interpretability.",
            wide=True,
            rows=entries.rows(connection, "agenda"),
            needs=needs,
        ),
    )


def glossary(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the glossary, with the definitions of each term side by side."""
    path = "terms/index.md"
    rows = [(row, _body(connection, row)) for row in entries.rows(connection, "term")]
    rows.sort(key=lambda item: item[0].name.casefold())
    description = "The words of the field, each with its sources; contested definitions stand side by side."
    yield path, writer.page(path, "glossary.md.jinja", "Glossary", description, terms=rows)


def sources(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the list of sources, newest first."""
    path = "sources/index.md"
    rows = [(row, _body(connection, row)) for row in entries.rows(connection, "source")]
    rows.sort(key=lambda item: (item[1]["date"], item[0].id), reverse=True)
    description = "Every paper, post and book that this base rests on, and how it was verified."
    yield path, writer.page(path, "sources.md.jinja", "Sources", description, sources=rows)


def kinds(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield an index of each kind that has no page of its own above."""
    for kind in ENTRY_KINDS:
        if kind in _TITLES:
            path = f"{FOLDER_OF[kind]}/index.md"
            title, description = _TITLES[kind]
            rows = [(row, _body(connection, row)) for row in entries.rows(connection, kind)]
            claims = verdicts.all_of(connection, "") if kind == "claim" else {}
            best = _best_goals(connection) if kind == "method" else {}
            yield (
                path,
                # Methods are a part of the site by themselves: a side bar would hold nothing but their name.
                writer.page(
                    path,
                    "kind.md.jinja",
                    title,
                    description,
                    wide=kind == "method",
                    kind=kind,
                    rows=rows,
                    verdicts=claims,
                    best=best,
                ),
            )


def _best_goals(connection: sqlite3.Connection) -> dict[str, list[tuple[Row, int]]]:
    """Say which goals each method serves best, by the editors' figures where they give one."""
    said: dict[str, dict[str, tuple[bool, int]]] = {}
    for cell in matrix.methods_goals(connection).cells:
        goals = said.setdefault(cell.row, {})
        claim = (cell.according_to == matrix.EDITOR, cell.strength)
        goals[cell.column] = max(goals.get(cell.column, claim), claim)
    names = {row.id: row for row in entries.rows(connection, "goal")}
    best = {}
    for method, goals in said.items():
        top = max(strength for _, strength in goals.values())
        best[method] = [
            (names[goal], strength) for goal, (_, strength) in sorted(goals.items()) if strength == top and top
        ]
    return best


def _body(connection: sqlite3.Connection, row: Row) -> dict[str, object]:
    (text,) = connection.execute("SELECT body FROM entry WHERE id = ?", (row.id,)).fetchone()
    body: dict[str, object] = fields(json.loads(text))
    return body
