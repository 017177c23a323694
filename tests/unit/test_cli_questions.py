"""The commands that answer questions: what they print, the data they give, and what they refuse.

Whole outputs stand among the golden files; here it is the shape that programs rely on, and bad input.
"""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import factories
from tests.conftest import Files, Run
from tests.unit.question_bases import FILES

Ask = Callable[..., Run]


@pytest.fixture
def ask(run_cli: Callable[..., Run], write_kb: Callable[[Files], Path]) -> Ask:
    """Ask the small base of `question_bases`."""
    base = write_kb(FILES)
    return lambda *arguments: run_cli(*arguments, kb=base)


def data(ask: Ask, *arguments: str) -> Any:
    run = ask(*arguments, "--json")
    assert (run.code, run.stderr) == (0, "")
    return json.loads(run.stdout)


@pytest.mark.parametrize(
    ("command", "printed"),
    [
        ("why probing assure", "verdict: contested (1 for, 1 against; support from 1 group; largest model 7B;"),
        ("why assure probing", "• strength 4: Much. [kirk]"),
        ("why probing assure", "bears on it because it lost."),
        ("why proofs assure", "does not count (superseded or retracted)"),
        ("why tracing predict", "nobody states this link\nno evidence is recorded either way"),
        ("why data", "its argument: interpkb argument data"),
        ("why tracing debate", "access weights: NOT met (stands at process)"),
        ("why tracing debate", "scope local: not assessed (no place recorded)"),
        ("why tracing debate", "no answer: it serves none of the goals asked for (none)"),
        ("why probing debate", "put forward by kirk"),
        ("pick --goal assure --access weights", "●●●○ proofs, a class: assure, supported\n     Certain. [editor]"),
        ("pick --agenda debate", "answers debate/judge"),
        ("pick --have scope=global --goal assure", "open: tracing is not assessed on scope"),
        ("pick --goal assure --access behaviour", "no method meets all of this: without access=behaviour"),
        ("needs debate", "debate/judge (task; interpretability: helps)"),
        ("needs debate", "put forward: posters [irving], probing [kirk]"),
        ("needs debate", "●●●○ proofs (assure, supported)"),
        ("needs debate", "●●○○ probing (assure, contested; suffers 3 failures)"),
        ("needs --interpretability unlikely", "better served by: Game theory [editor]"),
        ("needs audits", "no method meets it; nearest posters, short on consumer, scope"),
        ("needs --where consumer=human", "no needs meet all of this"),
        ("gaps goal scope", "2 empty cells; 4 of 6 cells hold a method"),
        ("gaps goal scope --wanted", "1 empty cells that a need wants filled; 4 of 6 cells hold a method"),
        ("gaps --needs", "3 in all"),
        ("gaps --evidence", "4 in all"),
        ("gaps --methods", "tracing\n\n1 in all"),
        ("matrix methods goals", "probing   ·         4/2     0"),
        ("matrix methods failures", "probing   supported"),
        ("matrix agendas methods", "debate   ·*       2*"),
        ("matrix agendas scope", "debate   1      ·"),
        ("disputes", "data: undermined"),
        ("disputes", "− Against probing (argument, two, 2018) [irving]"),
        ("disputes", "probing  assure  editor 2, kirk 4"),
        ("argument top", "depends on: → linear (assumption, conjecture, asserted)"),
        ("argument top", "top (thesis, argued, inherits conjecture, asserted)"),
        ("argument top", "attacked by: top (thesis, argued, inherits conjecture, asserted) — shown above"),
        ("argument top --weakest", "weakest step: linear (conjecture, asserted)"),
        ("argument top --weakest", "would settle it: Bend it. [editor]"),
        ("argument data", "it rests on no other claim"),
        ("cruxes", "crux (speculation, unargued)"),
        ("cruxes top", "decides linear"),
        ("cruxes data", "no cruxes are recorded"),
        ("knockout linear", "claims that fall (1)"),
        ("knockout linear", "debate/judge  2               1"),
        ("knockout reply", "nothing recorded here rests on it"),
        ("prioritise --credence debate=0.5 --credence audits=0.4", "goes from 0.4 past 0.50"),
        ("prioritise --credence debate=1", "no change of a single credence puts the second kind before the first"),
        ("prioritise --credence debate=0", "no need of these agendas says what kind of interpretability it requires"),
        ("prioritise --top 1", "access/behaviour"),
        ("checklist sampling", "• must report: Whether it leaks. (leak, as a kind of probing) [editor]"),
        ("checklist sampling", "how: Look again."),
        ("checklist probing --against kirk", "kirk: 0 of 3 reported, 1 partly, 0 not assessed [?]"),
        ("checklist probing --against kirk", "[~] should report: The drift. (drift) [editor]"),
        ("checklist probing --against irving", "irving: 0 of 3 reported, 0 partly, 3 not assessed [?]"),
        ("checklist posters", "no failure of posters with a duty to report is recorded"),
        ("revisions", "later revises top"),
        ("unverified", "1 source that nobody verified\n  irving: against-probing, debate, top"),
        ("unverified", "1 source verified by title and id alone"),
        ("unverified --all", "against-data"),
    ],
)  # fmt: skip
def test_what_is_printed(command: str, printed: str, ask: Ask) -> None:
    run = ask(*command.split())

    assert (run.code, run.stderr) == (0, "")
    assert printed in run.stdout


@pytest.mark.parametrize(
    ("command", "none"),
    [
        ("disputes", "nothing is disputed\n"),
        ("revisions", "no revisions are recorded\n"),
        ("cruxes", "no cruxes are recorded\n"),
        ("gaps --needs", "every need is met\n"),
        ("gaps --evidence", "every link has evidence\n"),
        ("gaps --methods", "every method answers some need\n"),
    ],
)
def test_a_base_in_which_there_is_nothing_to_say_says_so(
    command: str, none: str, run_cli: Callable[..., Run], write_kb: Callable[[Files], Path]
) -> None:
    base = write_kb({"goals/assure.yaml": FILES["goals/assure.yaml"]})

    assert run_cli(*command.split(), kb=base) == Run(0, none, "")


def keys(*names: str) -> set[str]:
    return set(names)


def test_why_gives_the_whole_case(ask: Ask) -> None:
    case = data(ask, "why", "probing", "assure")
    assert set(case) == keys("subject", "relation", "object", "verdict", "statements", "pieces")
    assert [piece["id"] for piece in case["pieces"]] == ["for-probing", "against-probing"]
    assert data(ask, "why", "data")["object"] is None

    agenda = data(ask, "why", "probing", "debate")
    assert (agenda["method"], agenda["agenda"]) == ("probing", "debate")
    assert [(need["need"], need["answer"] is None) for need in agenda["needs"]] == [
        ("debate/judge", False), ("debate/rules", True),
    ]  # fmt: skip


def test_pick_and_needs_give_methods_with_their_working(ask: Ask) -> None:
    picks = data(ask, "pick", "--agenda", "debate", "--scope", "local")
    assert [pick["method"]["id"] for pick in picks["picks"]] == ["proofs", "probing"]
    assert (picks["unassessed"], picks["contradiction"]) == ([], None)
    empty = data(ask, "pick", "--goal", "predict", "--agenda", "debate")
    assert empty["contradiction"].startswith("no need of 'debate' asks for 'predict'")

    (need,) = data(ask, "needs", "--where", "access=weights")
    assert (need["id"], need["goals"]) == ("debate/judge", ["assure"])
    assert need["requires"] == {"access": ["access/weights"], "scope": ["scope/local"]}
    assert [(answer["method"], answer["fits"]) for answer in need["answers"]] == [
        ("proofs", True), ("probing", True), ("tracing", False),
    ]  # fmt: skip
    assert data(ask, "needs", "--where", "consumer=human") == []


def test_gaps_give_records(ask: Ask) -> None:
    cells = data(ask, "gaps", "goal", "scope", "--wanted")
    assert cells["dimensions"] == ["goal", "scope"]
    assert cells["empty"] == [{"values": ["persuade", "local"], "methods": [], "wanted_by": ["audits/watch"]}]
    assert len(cells["cells"]) == 6
    assert data(ask, "gaps", "--methods") == [{"method": "tracing"}]
    assert data(ask, "gaps", "--evidence")[0] == {
        "method": "proofs", "goal": "predict", "strength": 4, "verdict": "asserted",
    }  # fmt: skip
    assert data(ask, "gaps", "--needs", "--min-verdict", "asserted") == [
        {"need": "audits/watch", "why": "no method meets all it requires", "best": "posters", "verdict": "asserted"},
    ]


@pytest.mark.parametrize(
    ("axes", "fields"),
    [
        (("methods", "goals"), ["row", "column", "strength", "because", "according_to"]),
        (("methods", "failures"), ["row", "column", "verdict", "because", "according_to"]),
        (("agendas", "methods"), ["row", "column", "strength", "verdict", "need", "put_forward"]),
        (("agendas", "scope"), ["row", "column", "number", "needs"]),
    ],
)
def test_each_form_of_the_matrix_is_data_and_csv_alike(axes: tuple[str, str], fields: list[str], ask: Ask) -> None:
    found = data(ask, "matrix", *axes)
    run = ask("matrix", *axes, "--csv")
    lines = list(csv.reader(io.StringIO(run.stdout)))

    assert set(found) == keys("rows", "columns", "cells")
    assert lines[0] == fields == list(found["cells"][0])
    assert [line[:2] for line in lines[1:]] == [[cell["row"], cell["column"]] for cell in found["cells"]]
    assert run.code == 0


def test_arguments_cruxes_and_what_falls_are_data(ask: Ask) -> None:
    argument = data(ask, "argument", "top")
    assert (argument["claim"], argument["inherited"]) == ("top", "conjecture")
    assert [step["id"] for step in argument["weakest"]] == ["linear"]
    assert len(argument["tree"]["below"]) == 4
    assert data(ask, "argument", "top", "--weakest")["tree"] is None
    assert [(item["crux"]["id"], item["decides"]) for item in data(ask, "cruxes")] == [
        ("crux", ["linear"]), ("lone-crux", []),
    ]  # fmt: skip
    assert data(ask, "knockout", "linear", "data") == {
        "knocked_out": ["linear", "data"],
        "falls": [["top", "linear"]],
        "weakened": [],
        "methods": [["probing", "linear"]],
        "agendas": [["audits", "linear"]],
        "needs_lost": [],
        "needs_poorer": [["debate/judge", 2, 1]],
    }


def test_the_other_questions_are_data(ask: Ask) -> None:
    disputes = data(ask, "disputes")
    assert [case["subject"]["id"] for case in disputes["disputes"]] == ["data", "probing"]
    assert disputes["strengths_apart"] == [
        {"method": "probing", "goal": "assure", "strengths": {"editor": 2, "kirk": 4}},
    ]
    ranking = data(ask, "prioritise", "--credence", "debate=0.5", "--timelines", "long", "--neglected", "1")
    assert set(ranking) == keys("kinds", "flips", "built_from")
    assert ranking["kinds"][0]["shares"][0]["weight"] == 0.175
    checklist = data(ask, "checklist", "sampling", "--against", "kirk")
    assert (checklist["method"], checklist["against"], len(checklist["items"])) == ("sampling", "kirk", 3)
    assert [revision["later"] for revision in data(ask, "revisions")] == ["later"]
    assert {name: len(found) for name, found in data(ask, "unverified").items()} == {
        "unverified": 1, "seen_by_title": 1, "unargued": 0, "second_hand": 6,
    }  # fmt: skip


SPARQL = "SELECT ?m ?x WHERE { ?m ikb:serves kb:persuade }"


def test_sql_answers_as_a_table_csv_and_json(ask: Ask) -> None:
    query = "SELECT id, x'ff' AS blob, 9e999 AS big FROM entry WHERE kind = 'agenda' ORDER BY id LIMIT 1"

    assert (
        ask("sql", "SELECT id FROM entry WHERE kind = 'goal' ORDER BY id").stdout == "id\nassure\npersuade\npredict\n"
    )
    assert ask("sql", "--format", "csv", "SELECT 1 AS a, 'x,y' AS b").stdout == 'a,b\n1,"x,y"\n'
    assert ask("sql", "--format", "csv", query).stdout == "id,blob,big\naudits,ff,inf\n"
    assert data(ask, "sql", query) == [{"id": "audits", "blob": "ff", "big": "inf"}]
    assert json.loads(ask("sql", "--format", "json", "SELECT 1 AS a").stdout) == [{"a": 1}]


def test_sparql_answers_as_a_table_csv_and_json(ask: Ask) -> None:
    assert ask("sparql", SPARQL).stdout == "m           x\nkb:posters\n"
    assert ask("sparql", "--format", "csv", SPARQL).stdout == "m,x\nkb:posters,\n"
    assert data(ask, "sparql", SPARQL) == [{"m": "kb:posters", "x": None}]


@pytest.mark.parametrize(
    ("command", "query"),
    [("sql", "SELECT id FROM entry"), ("sparql", "SELECT ?m WHERE { ?m a ikb:Method }")],
)
def test_a_query_may_come_by_standard_input_and_its_rows_are_bounded(
    command: str, query: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(query))
    run = ask(command, "-", "--rows", "2")

    assert (run.code, run.stderr) == (0, "cut at 2 rows: raise the bound with --rows\n")
    assert len(run.stdout.splitlines()) == 3


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("why probin", "no claim 'probin' (did you mean 'probing' or 'for-probing'?)"),
        ("why probing", "'probing' is a method, and this asks for a claim"),
        ("why top probing", "a case is made for a claim, or for a method with a goal, need, failure or agenda; these "),
        ("why probing asure", "no entry 'asure' (did you mean 'assure' or 'aside'?)"),
        ("pick --goal asure", "no goal 'asure' (did you mean 'assure'?)"),
        ("pick --have acess=weights", "no dimension 'acess' (did you mean 'access'?)"),
        ("pick --access weight", "no value 'weight' of 'access' (did you mean 'weights'?)"),
        ("pick --ground-truth none", "no dimension 'ground-truth' (did you mean 'access' or 'consumer' or 'scope'?)"),
        ("pick --agenda debat", "no agenda 'debat' (did you mean 'debate'?)"),
        ("needs debat", "no agenda 'debat' (did you mean 'debate'?)"),
        ("needs --where scope=locl", "no value 'locl' of 'scope' (did you mean 'local'?)"),
        ("gaps goal scop", "no dimension 'scop' (did you mean 'scope'?)"),
        ("gaps goal", "name two or three different dimensions; 'goal' is one of them"),
        ("gaps goal goals", "name two or three different dimensions; 'goal' is one of them"),
        ("matrix agendas scop", "no dimension 'scop' (did you mean 'scope'?)"),
        ("matrix methods scope", "no matrix of methods and scope; there are methods goals, methods failures, "),
        ("matrix agendas methods --according-to kirk", "--according-to is for methods and goals: "),
        ("argument linea", "no claim 'linea' (did you mean 'linear'?)"),
        ("cruxes linea", "no claim 'linea' (did you mean 'linear'?)"),
        ("knockout top linea", "no claim 'linea' (did you mean 'linear'?)"),
        ("prioritise --credence debate=1.5", "credence 1.5 in 'debate' is out of range: a probability is 0 to 1"),
        ("prioritise --credence debate=nan", "credence nan in 'debate' is out of range: a probability is 0 to 1"),
        ("prioritise --neglected -1", "weight -1 of neglectedness is out of range: it is 0 or more"),
        ("prioritise --credence debat=1", "no agenda 'debat' (did you mean 'debate'?)"),
        ("checklist probin", "no method 'probin' (did you mean 'probing'?)"),
        ("checklist probing --against kirc", "no source 'kirc' (did you mean 'kirk'?)"),
        ("sql SELECT", "SQL: incomplete input"),
        ("sql VACUUM", "only SELECT is answered, and only on the base's own tables: nothing can be written"),
        ("sparql SELECT", "SPARQL: error at 1:7: expected "),
    ],
)  # fmt: skip
def test_a_question_without_an_answer_is_one_line_and_exit_code_1(command: str, message: str, ask: Ask) -> None:
    run = ask(*command.split())

    assert (run.code, run.stdout) == (1, "")
    assert run.stderr.startswith(f"interpkb: {message}")


@pytest.mark.parametrize(
    "command", ["needs", "cruxes", "checklist probing --against", "pick --agenda", "pick --need", "why probing"]
)
def test_an_empty_name_is_not_taken_for_none(command: str, ask: Ask) -> None:
    run = ask(*command.split(), "")

    assert (run.code, run.stdout) == (1, "")
    assert " ''\n" in run.stderr


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("why", "Missing argument 'FIRST'"),
        ("pick --have access", "Invalid value for --have: 'access' is not of the form NAME=VALUE"),
        ("pick --min-strength 5", "5 is not in the range 0<=x<=4"),
        ("pick --min-verdict sure", "'sure' is not one of 'undermined', 'unargued'"),
        ("needs --where scope", "Invalid value for --where: 'scope' is not of the form NAME=VALUE"),
        ("needs --interpretability much", "'much' is not one of 'decisive', 'helps', 'may-help', 'unlikely'"),
        ("gaps", "name two or three dimensions, or one of --needs, --evidence and --methods"),
        ("gaps goal scope --needs", "name two or three dimensions, or one of --needs, --evidence and --methods"),
        ("matrix goals methods", "'goals' is not one of 'methods', 'agendas'"),
        ("argument top --depth 0", "0 is not in the range 1<=x<=20"),
        ("knockout", "Missing argument 'CLAIM...'"),
        ("prioritise --credence debate", "Invalid value for --credence: 'debate' is not of the form NAME=VALUE"),
        ("prioritise --credence debate=much", "Invalid value for --credence: 'much' is no number: write debate=0.3"),
        ("prioritise --timelines medium", "'medium' is not one of 'short', 'long'"),
        ("sql --seconds nan SELECT", "Invalid value for '--seconds': 'nan' is no number"),
        ("sql --seconds 0 SELECT", "0.0 is not in the range 0.1<=x<=600"),
        ("sql --rows 0 SELECT", "0 is not in the range 1<=x<=1000000"),
        ("sparql --format xml ASK", "'xml' is not one of 'table', 'csv', 'json'"),
        ("disput", "No such command 'disput'. Did you mean 'disputes'?"),
    ],
)
def test_wrong_usage_is_exit_code_2(command: str, message: str, ask: Ask) -> None:
    run = ask(*command.split())

    assert (run.code, run.stdout) == (2, "")
    assert message in run.stderr


def test_a_compiled_file_is_asked_as_it_is_now(run_cli: Callable[..., Run], write_kb: Callable[[Files], Path]) -> None:
    for name in ("One name", "Another name"):
        base = write_kb({"terms/thing.yaml": factories.entry("term", name=name)})
        assert name in run_cli("show", "thing", kb=base).stdout
        for _ in range(2):
            assert name in run_cli("show", "thing", kb=base.parent / "build" / "kb.sqlite").stdout
