"""The checks that need the whole base; each also has its cases under `tests/cases`."""

from collections.abc import Callable

import pytest
from interpkb import checks
from interpkb.codes import CODES
from interpkb.loader import Reading

from tests import factories
from tests.conftest import Files

Read = Callable[[Files], Reading]
BASE = {
    "goals/debug-model.yaml": factories.entry("goal"),
    "goals/persuade.yaml": factories.entry("goal", name="Persuade", standing="discouraged"),
    "goals/understand.yaml": factories.entry("goal", name="Understand", standing="needs-cash-out"),
    "goals/understand-more.yaml": factories.entry("goal", name="Understand more", standing="needs-cash-out"),
    "sources/kirk.yaml": factories.entry("source"),
}


def problems(reading: Reading, code: str) -> list[str]:
    return [f"{p.location.line}:{p.location.column}: {p.message}" for p in reading.problems if p.code == code]


def method(*serves: dict[str, object]) -> dict[str, str]:
    return {"methods/probing.yaml": "# a comment\n" + factories.entry("method", serves=serves)}


def serves(goal: str, strength: int, by: str = "editor") -> dict[str, object]:
    return factories.serves(goal, strength, by=by)


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.__name__.rpartition(".")[2])
def test_a_check_has_a_code_and_says_what_it_finds(check: object) -> None:
    assert vars(check)["CODE"] in CODES
    assert str(check.__doc__).strip()


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (("debug-model", 4), None),
        (("persuade", 4), "persuasion-alarm"),
        (("persuade", 1), "persuasion-alarm"),
        (("persuade", 0), None),
        (("understand", 3), "not-cashed-out"),
        (("understand", 0), None),
    ],
)
def test_one_service(made: tuple[str, int], code: str | None, read_kb: Read) -> None:
    reading = read_kb(BASE | method(serves(*made)))

    assert [p.code for p in reading.problems if p.location.path == "kb/methods/probing.yaml"] == (
        [code] if code else []
    )


def test_the_alarm_rings_for_each_source_that_puts_a_discouraged_goal_first(read_kb: Read) -> None:
    reading = read_kb(
        BASE
        | method(
            serves("debug-model", 1, "kirk"),
            serves("persuade", 3, "kirk"),
            serves("debug-model", 1),
            serves("persuade", 2),
        )
    )

    assert problems(reading, "persuasion-alarm") == [
        "4:121: what 'probing' serves best, according to 'kirk', is the discouraged goal 'persuade'",
        "4:324: what 'probing' serves best, according to 'editor', is the discouraged goal 'persuade'",
    ]


@pytest.mark.parametrize(
    "services",
    [
        [serves("debug-model", 3), serves("persuade", 3)],
        [serves("persuade", 3), serves("debug-model", 3)],
        [serves("persuade", 2), serves("debug-model", 3)],
        [serves("persuade", 0), serves("debug-model", 0)],
        [],
    ],
)
def test_the_alarm_is_silent_when_something_else_is_served_as_well(
    services: list[dict[str, object]], read_kb: Read
) -> None:
    assert problems(read_kb(BASE | method(*services)), "persuasion-alarm") == []


def test_understanding_alone_is_not_cashed_out_however_many_goals_say_it(read_kb: Read) -> None:
    reading = read_kb(
        BASE
        | method(
            serves("debug-model", 0),
            serves("understand", 2),
            serves("understand", 1, "kirk"),
            serves("understand-more", 1),
        )
    )

    assert problems(reading, "not-cashed-out") == [
        "4:123: 'probing' serves nothing but 'understand' and 'understand-more'"
    ]


def test_understanding_is_cashed_out_by_any_other_goal(read_kb: Read) -> None:
    reading = read_kb(BASE | method(serves("understand", 4), serves("debug-model", 1, "kirk")))

    assert problems(reading, "not-cashed-out") == []


def test_one_reason_is_enough_for_a_link_whoever_gives_it(read_kb: Read) -> None:
    unargued = factories.serves("debug-model", because=None)

    assert problems(read_kb(BASE | method(unargued)), "unargued-link") == [
        "4:19: no reason is given why 'probing' serves 'debug-model'"
    ]
    assert problems(read_kb(BASE | method(unargued, serves("debug-model", 3, "kirk"))), "unargued-link") == []


def test_a_plain_fact_needs_no_reason(read_kb: Read) -> None:
    fact = factories.entry("method", position=[{"dimension": "access", "value": "weights"}], introduced_by=["kirk"])
    reading = read_kb(BASE | {"methods/probing.yaml": fact, "dimensions/access.yaml": factories.entry("dimension")})

    assert problems(reading, "unargued-link") == []


@pytest.mark.parametrize(
    ("kind", "fields", "lonely"),
    [
        ("term", {}, True),
        ("term", {"related": ["kirk-term"]}, False),
        ("claim", {}, True),
        ("claim", {"made_in": ["kirk"]}, True),
        ("claim", {"supports": [{"claim": "other", "because": "So.", "according_to": "editor"}]}, False),
        ("goal", {}, True),
        ("source", {"cites": ["kirk"]}, True),
        ("tool", {"implements": ["probing"]}, False),
        ("tool", {}, True),
    ],
)
def test_an_entry_stands_alone_unless_it_is_referred_to_or_ties_itself_to_others(
    kind: str, fields: dict[str, object], read_kb: Read, *, lonely: bool
) -> None:
    from interpkb.pages.addresses import FOLDER_OF

    files = {
        "terms/kirk-term.yaml": factories.entry("term", name="Kirk's"),
        "claims/other.yaml": factories.entry("claim", name="Other"),
        "methods/probing.yaml": factories.entry("method"),
        f"{FOLDER_OF[kind]}/x.yaml": factories.entry(kind, **fields),
    }
    found = problems(read_kb(BASE | files), "unreferenced")

    assert (f"1:1: nothing refers to the {kind} 'x'" in found) is lonely


def test_being_named_as_the_one_who_says_something_is_being_referred_to(read_kb: Read) -> None:
    assert "1:1: nothing refers to the source 'kirk'" in problems(read_kb(BASE), "unreferenced")
    assert problems(read_kb(BASE | method(serves("debug-model", 1, "kirk"))), "unreferenced") == [
        "1:1: nothing refers to the goal 'persuade'",
        "1:1: nothing refers to the goal 'understand-more'",
        "1:1: nothing refers to the goal 'understand'",
    ]


def claim(name: str, **fields: object) -> str:
    return factories.entry("claim", name=name, **fields)


def to(claim: str) -> list[dict[str, str]]:
    return [{"claim": claim, "because": "So.", "according_to": "editor"}]


def test_a_round_is_reported_once_at_its_first_link(read_kb: Read) -> None:
    files = {
        "claims/c.yaml": claim("C", supports=to("a")),
        "claims/a.yaml": claim("A", supports=to("b")),
        "claims/b.yaml": claim("B", supports=to("c")),
    }

    assert problems(read_kb(files), "relation-cycle") == ["5:22: 'supports' goes round: a → b → c → a"]


def test_a_round_of_two_relations_is_none(read_kb: Read) -> None:
    files = {
        "claims/a.yaml": claim("A", supports=to("b"), attacks=to("b")),
        "claims/b.yaml": claim("B", depends_on=to("a"), attacks=to("a")),
    }

    assert problems(read_kb(files), "relation-cycle") == []


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("source", {"date": "2023-02-30"}, ["3:7: '2023-02-30' is no date"]),
        ("source", {"date": "2023-02"}, []),
        ("source", {"date": "2024-02-29"}, []),
        ("source", {"date": "1900-02-29"}, ["3:7: '1900-02-29' is no date"]),
        ("source", {"reviewed": "2023-06-31"}, ["6:11: '2023-06-31' is no date"]),
        ("source", {"verified": {"on": "2023-04-31", "by": "abstract"}}, ["6:18: '2023-04-31' is no date"]),
        ("tool", {"maintenance": {"maintained": "no", "as_of": "2023-04-31"}}, ["4:44: '2023-04-31' is no date"]),
        (
            "agenda",
            {"status": {"state": "active", "as_of": "2023-04-31", "according_to": "editor"}},
            ["4:38: '2023-04-31' is no date"],
        ),
        (
            "agenda",
            {"worked_on_by": [{"name": "X", "as_of": "2023-04-31", "according_to": "editor"}]},
            ["4:39: '2023-04-31' is no date"],
        ),
    ],
)
def test_a_date_that_is_in_no_calendar_is_found_wherever_it_stands(
    kind: str, fields: dict[str, object], expected: list[str], read_kb: Read
) -> None:
    from interpkb.pages.addresses import FOLDER_OF

    assert problems(read_kb({f"{FOLDER_OF[kind]}/x.yaml": factories.entry(kind, **fields)}), "bad-date") == expected


def test_a_source_must_say_where_the_work_is(read_kb: Read) -> None:
    nowhere = factories.entry("source", arxiv=factories.OMIT)

    assert problems(read_kb({"sources/x.yaml": nowhere}), "source-without-locator") == [
        "1:1: the source has neither an 'arxiv' id nor a 'doi' nor a 'url'"
    ]
    for locator in ({"doi": "10.1000/182"}, {"url": "https://a.b"}, {"arxiv": "1810.03292"}):
        text = factories.entry("source", **{"arxiv": factories.OMIT, **locator})
        assert problems(read_kb({"sources/x.yaml": text}), "source-without-locator") == []


def test_a_link_in_any_text_at_any_depth_must_lead_to_an_entry(read_kb: Read) -> None:
    definitions = [{"definition": "See [x](debug-model) and [y](debug-modell).", "according_to": "editor"}]
    files = BASE | {
        "terms/x.yaml": factories.entry("term", definitions=definitions, notes="[z](kirk) [a](https://a.b)")
    }

    assert problems(read_kb(files), "unknown-reference") == ["3:30: the text links to unknown entry 'debug-modell'"]


def test_checks_wait_until_the_base_hangs_together(read_kb: Read) -> None:
    reading = read_kb(BASE | method(factories.serves("zzz", because=None)))

    assert [problem.code for problem in reading.problems] == ["unknown-reference"]
