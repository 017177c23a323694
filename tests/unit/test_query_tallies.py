import sqlite3
from collections.abc import Callable

import pytest
from interpkb.query import tallies
from interpkb.query.facts import size_of
from interpkb.query.tallies import Tallies, Tally
from interpkb.query.verdicts import ORDER

from tests import factories
from tests.conftest import Files
from tests.unit.question_bases import FILES, bears, finding

Open = Callable[[Files], sqlite3.Connection]


def test_findings_are_counted_by_year_design_and_scale_without_those_that_do_not_count(open_kb: Open) -> None:
    found = tallies.findings(open_kb(FILES))

    assert found == Tallies(
        years=(Tally("2018", 0, 0, 1), Tally("2019", 0, 0, 0), Tally("2020", 4, 0, 1)),
        designs=(
            Tally("proof", 1, 0, 0), Tally("benchmark", 2, 0, 0), Tally("intervention", 0, 0, 0),
            Tally("observation", 0, 0, 0), Tally("argument", 1, 0, 2),
        ),
        scales=(
            Tally("below 100M", 0, 0, 0), Tally("100M to 1B", 0, 0, 0), Tally("1B to 10B", 1, 0, 0),
            Tally("10B to 100B", 0, 0, 0), Tally("100B and more", 0, 0, 0), Tally("not recorded", 3, 0, 2),
        ),
        live=6,
        dropped=1,
        groups=2,
    )  # fmt: skip


def test_a_finding_for_one_thing_and_against_another_points_both_ways(open_kb: Open) -> None:
    both = finding("Both", [bears("probing", "assure"), bears("probing", "predict", "opposes")], "proof")
    others = {path: text for path, text in FILES.items() if not path.startswith("evidence/")}

    found = tallies.findings(open_kb({**others, "evidence/both.yaml": both}))

    assert found.years == (Tally("2020", 0, 1, 0),)
    assert (found.designs[0], found.designs[0].total) == (Tally("proof", 0, 1, 0), 1)


def test_a_base_without_evidence_has_no_years(open_kb: Open) -> None:
    found = tallies.findings(open_kb({"goals/assure.yaml": factories.entry("goal")}))

    assert (found.years, found.live, found.dropped, found.groups) == ((), 0, 0, 0)


@pytest.mark.parametrize(
    ("parameters", "scale"),
    [
        ("99M", "below 100M"), ("100M", "100M to 1B"), ("1B", "1B to 10B"), ("9.9B", "1B to 10B"), ("10B", "10B to 100B"),
        ("100B", "100B and more"), ("1.8T", "100B and more"), ("500K", "below 100M"),
    ],
)  # fmt: skip
def test_a_model_is_counted_where_its_size_begins(parameters: str, scale: str, open_kb: Open) -> None:
    text = finding("One", [bears("probing", "assure")], setting={"parameters": parameters})
    others = {path: text for path, text in FILES.items() if not path.startswith("evidence/")}

    found = tallies.findings(open_kb({**others, "evidence/one.yaml": text}))

    assert [tally.label for tally in found.scales if tally.total] == [scale]


def test_the_size_of_a_model_is_a_number() -> None:
    assert [size_of(size) for size in ("7B", "1.5T", "124M", "3K")] == [7e9, 1.5e12, 1.24e8, 3e3]


def test_verdicts_are_counted_for_every_sort_of_link_best_grounded_first(open_kb: Open) -> None:
    found = tallies.verdicts(open_kb(FILES))

    assert {relation: {name: n for name, n in counted.items() if n} for relation, counted in found.items()} == {
        "serves": {"supported": 1, "contested": 1, "asserted": 6},
        "suffers": {"supported": 1, "asserted": 3},
        "candidate-for": {"suggestive": 1, "asserted": 1},
        "": {"asserted": 3, "unargued": 5, "undermined": 1},
    }
    assert all(tuple(counted) == tuple(reversed(ORDER)) for counted in found.values())
