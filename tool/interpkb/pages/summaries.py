"""Pages that sum the base up: evidence in figures, what papers must report, what is unverified, and what is new."""

import sqlite3
from collections.abc import Iterator

from interpkb.pages import plots
from interpkb.pages.writing import Writer
from interpkb.query import checklists, entries, news, tallies, trust

_NEWEST = 40
_SORTS = {
    "serves": "Methods for goals",
    "suffers": "Methods and failures",
    "candidate-for": "Methods for needs",
    "": "Claims",
}


def evidence_in_figures(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the plots of evidence over time and by design, scale and verdict, each with its table."""
    path = "evidence-figures.md"
    found = tallies.findings(connection)
    counted = {_SORTS[relation]: numbers for relation, numbers in tallies.verdicts(connection).items()}
    yield (
        path,
        writer.page(
            path,
            "evidence-figures.md.jinja",
            "Evidence in figures",
            "How much evidence there is, over time and by design, scale and verdict.",
            found=found,
            plots={
                "years": plots.columns(found.years, "Findings by the year of their source"),
                "designs": plots.bars(found.designs, "Findings by design"),
                "scales": plots.bars(found.scales[:-1], "Findings by the size of the largest model tested"),
                "verdicts": plots.shares(counted, "Verdicts on claims and on links of methods"),
            },
            verdicts=counted,
        ),
    )


def checklist(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the list of what papers must, should and may report."""
    path = "checklist.md"
    found = checklists.duties(connection)
    by_duty = [(duty, [item for item in found if item.duty == duty]) for duty in checklists.DUTIES]
    yield (
        path,
        writer.page(
            path,
            "checklist.md.jinja",
            "Reporting checklist",
            "What a paper on an interpretability method owes its readers, failure by failure.",
            wide=True,
            by_duty=[(duty, items) for duty, items in by_duty if items],
            failures=len(entries.rows(connection, "failure")),
            asking=len({item.failure for item in found}),
        ),
    )


def unverified(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield what a careful reader should not take for granted."""
    path = "unverified.md"
    yield (
        path,
        writer.page(
            path,
            "unverified.md.jinja",
            "What is unverified",
            "Works that nobody has read for this base, judgements without a reason, findings without a place.",
            doubts=trust.doubts(connection),
            sources=len(entries.rows(connection, "source")),
        ),
    )


def new(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield what was reviewed last, and the newest works and findings."""
    path = "new.md"
    yield (
        path,
        writer.page(
            path,
            "new.md.jinja",
            "What is new",
            "The newest findings and works in the base, and when its entries were last reviewed.",
            news=news.news(connection, _NEWEST),
        ),
    )
