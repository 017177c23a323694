"""Every problem code, with its severity and what it means in a line. Codes are permanent and never reused.

Each has a page, `explanations/CODE.md`, and a failing and a passing example under `tests/cases/CODE/`.
"""

from collections.abc import Collection, Iterable
from types import MappingProxyType
from typing import NamedTuple

from interpkb import ledger
from interpkb.ledger import Ledger
from interpkb.problems import Problem, Severity


class Code(NamedTuple):
    """One kind of problem."""

    name: str
    severity: Severity
    meaning: str
    by: str = "validate"
    """The command that finds it."""


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

_TABLE = (
    # Reading a file
    Code("syntax", _ERROR, "The file is not YAML."),
    Code("duplicate-key", _ERROR, "A field is given twice in one place."),
    Code("forbidden-yaml", _ERROR, "The file uses a part of YAML that entries do without."),
    Code("forbidden-character", _ERROR, "The file holds an invisible or control character."),
    Code("not-utf-8", _ERROR, "The file is not UTF-8 text."),
    Code("too-large", _ERROR, "The file is larger than any entry needs."),
    Code("too-deep", _ERROR, "The file is nested deeper than any entry needs."),
    Code("empty-file", _ERROR, "The file holds no entry."),
    Code("not-a-mapping", _ERROR, "The file does not hold a mapping of fields."),
    Code("unreadable-file", _ERROR, "The file cannot be read."),
    # Where a file stands
    Code("bad-id", _ERROR, "A file's name, or a part's id, is no id."),
    Code("misplaced-file", _ERROR, "The file is not where an entry can be."),
    Code("outside-link", _ERROR, "The file is a link that leads out of the base."),
    # Ids that were released
    Code("vanished-id", _ERROR, "A released entry is gone, and nothing says what became of it."),
    Code("reused-id", _ERROR, "The id of a released entry is used for another thing."),
    Code("bad-ledger", _ERROR, "The ledger of released ids, ids.txt, is malformed."),
    # The fields of an entry
    Code("unknown-field", _ERROR, "The kind has no such field."),
    Code("missing-field", _ERROR, "A field that the kind requires is not there."),
    Code("wrong-type", _ERROR, "A field holds the wrong type of value."),
    Code("value-not-allowed", _ERROR, "A field does not admit the value."),
    Code("strength-out-of-range", _ERROR, "A strength is not between 0 and 4."),
    Code("bad-arxiv-id", _ERROR, "An arXiv id is malformed."),
    Code("bad-doi", _ERROR, "A DOI is malformed."),
    Code("bad-url", _ERROR, "A web address is malformed, or neither http nor https."),
    Code("bad-date", _ERROR, "A date is malformed, or names no day."),
    Code("raw-html", _ERROR, "A text holds raw HTML."),
    Code("unsafe-link", _ERROR, "A text links to something other than a web page or an e-mail address."),
    # How entries hang together
    Code("duplicate-id", _ERROR, "Two entries, or two parts of one entry, share an id."),
    Code("alias-collision", _ERROR, "An alias is also a name of another entry."),
    Code("unknown-reference", _ERROR, "A reference leads to nothing."),
    Code("wrong-kind", _ERROR, "A reference leads to an entry of the wrong kind."),
    Code("value-not-on-dimension", _ERROR, "The dimension has no such value."),
    Code("several-values", _ERROR, "A dimension that takes one value is given two."),
    Code("repeated-link", _ERROR, "One source states the same link twice."),
    Code("self-reference", _ERROR, "An entry is linked to itself."),
    Code("relation-cycle", _ERROR, "A relation that must not go round goes round."),
    Code("source-without-locator", _ERROR, "A source says nowhere where the work can be found."),
    # What an editor should look at
    Code("unfinished", _WARNING, "A skeleton has not been filled in."),
    Code("unargued-link", _WARNING, "A link that is a judgement has no reason."),
    Code("unreferenced", _WARNING, "Nothing refers to the entry."),
    Code("persuasion-alarm", _WARNING, "What a method does best is a discouraged goal."),
    Code("duplicate-work-id", _WARNING, "Two sources have one arXiv id, DOI or address."),
    Code("work-entered-twice", _WARNING, "Two sources are likely to be one work."),
    Code("arxiv-date-mismatch", _WARNING, "An arXiv id and a date do not fit."),
    Code("doi-venue-mismatch", _WARNING, "A DOI and a venue are of different publishers."),
    Code("number-without-setting", _WARNING, "A finding holds a number and does not say where it was found."),
    Code("no-independent-group", _WARNING, "Only its own authors have tested a method."),
    Code("stale-status", _WARNING, "Nobody has looked for long whether an agenda is still worked on."),
    Code("not-cashed-out", _WARNING, "A method serves nothing but generic understanding."),
    # What arXiv and Crossref say otherwise
    Code("work-not-found", _WARNING, "The registry does not know the work by its id.", by="refs check"),
    Code("title-differs", _WARNING, "The registry has another title.", by="refs check"),
    Code("authors-differ", _WARNING, "The registry has other authors, or another order.", by="refs check"),
    Code("date-differs", _WARNING, "The registry has an earlier date, or one far away.", by="refs check"),
)

CODES = MappingProxyType({code.name: code for code in _TABLE})
"""Every code by its name, in the order in which the docs show them."""

STRICTER_FOR_NEW = MappingProxyType(
    {
        "unfinished": "a skeleton is no entry yet",
        "unargued-link": "whoever states a link knows best why",
        "number-without-setting": "a number means nothing without its model and data, and its author has them at hand",
        "arxiv-date-mismatch": "whoever enters a work has just looked at it",
        "doi-venue-mismatch": "the same goes for its DOI",
        "duplicate-work-id": "a work is entered once",
        "work-entered-twice": "before a work is entered it is looked for",
    }
)
"""The warnings that are errors on an entry which was never released, and why: standards rise without a rewrite.

An entry is new as long as its id is not in the ledger of released ids. Where there is no ledger, none is.
"""


def stricter(problems: Iterable[Problem], released: Collection[str] | None) -> list[Problem]:
    """Make errors of the warnings that bind new entries first, where the entry's id is not among the released ones."""
    if released is None:
        return list(problems)
    return [
        problem._replace(severity=_ERROR)
        if problem.code in STRICTER_FOR_NEW
        and problem.location.path.rpartition("/")[2].removesuffix(".yaml") not in released
        else problem
        for problem in problems
    ]


def judged(problems: Iterable[Problem], notes: Ledger | None) -> list[Problem]:
    """Look at problems in the light of what was released: what binds new entries first, and what became of old ones."""
    return stricter(ledger.explained(problems, notes), notes.ids if notes else None)
