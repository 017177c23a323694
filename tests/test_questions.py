"""The twelve questions of issue 3, asked of the real base by the commands that their page shows."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from interpkb import compiled
from interpkb.cli import docs
from interpkb.cli.main import COMMANDS
from interpkb.pages import transcripts

from tests.conftest import Run

ROOT = Path(__file__).parents[1]
KB = ROOT / "kb"
PAGES = ROOT / "site" / "pages"
PAGE = (PAGES / "questions.md").read_text(encoding="utf-8")
QUESTIONS = {int(part.partition(".")[0]): transcripts.commands(part) for part in PAGE.split("\n## ")[1:]}
"""The commands of each question, by its number."""

Cli = Callable[..., Run]
Ask = Callable[[int], list[Any]]


@pytest.fixture
def ask(run_cli: Cli) -> Ask:
    """Give the answers to a question, a command each, as data where the command has them."""

    def answers(number: int) -> list[Any]:
        found = []
        for arguments in QUESTIONS[number]:
            run = run_cli(*arguments, "--json", kb=KB)
            assert (run.code, run.stderr) == (0, ""), arguments
            found.append(json.loads(run.stdout))
        return found

    return answers


@pytest.mark.parametrize("number", QUESTIONS)
def test_the_commands_of_the_page_answer(number: int, run_cli: Cli) -> None:
    assert QUESTIONS[number]
    for arguments in QUESTIONS[number]:
        run = run_cli(*arguments, kb=KB)
        assert (run.code, run.stderr) == (0, ""), arguments
        assert len(run.stdout.splitlines()) > 1


def test_there_are_twelve_questions_each_with_a_page_that_answers_the_same() -> None:
    assert list(QUESTIONS) == list(range(1, 13))
    assert PAGE.count("The same on the site: [") == 12


def test_the_page_shows_what_the_commands_print(monkeypatch: pytest.MonkeyPatch, run_cli: Cli) -> None:
    monkeypatch.setenv("COLUMNS", str(docs._WIDTH))
    shown = transcripts.fill(PAGE, docs._runner(ROOT, compiled.place_of(str(KB)))).split("````console\n")[1:]

    commands = [arguments for question in QUESTIONS.values() for arguments in question]
    assert len(shown) == len(commands)
    for transcript, arguments in zip(shown, commands, strict=True):
        head, *lines = transcript.partition("\n````")[0].splitlines()
        assert shlex.split(head) == ["$", "interpkb", *arguments]
        printed = [line.rstrip() for line in run_cli(*arguments, kb=KB).stdout.rstrip().splitlines()]
        if lines[-1].endswith(" more lines)"):
            assert lines[-1] == f"… ({len(printed) - len(lines) + 1} more lines)"
            del lines[-1]
        assert lines == printed[: len(lines)]
        assert lines


def test_1_methods_that_assure_properties_by_the_weights_alone(ask: Ask) -> None:
    (answer,) = ask(1)

    methods = {pick["method"]["id"] for pick in answer["picks"]}
    assert {"verifiability", "formal-verification"} <= methods
    assert "influence-functions" not in methods
    assert {pick["service"]["goal"] for pick in answer["picks"]} == {"assure-properties"}


def test_2_persuasion_is_the_one_goal_that_every_direct_class_serves(ask: Ask, run_cli: Cli) -> None:
    matrix, claim, goal = ask(2)
    query = "SELECT id FROM entry WHERE json_extract(body, '$.on_map.band') = 'direct'"
    direct = {row["id"] for row in json.loads(run_cli("sql", query, "--json", kb=KB).stdout)}

    least = {
        column: min(cell["strength"] for cell in matrix["cells"] if cell["column"] == column and cell["row"] in direct)
        for column in matrix["columns"]
    }
    assert direct == set(matrix["rows"][:7])
    assert {(cell["row"], cell["column"]) for cell in matrix["cells"]} >= {
        (row, column) for row in direct for column in matrix["columns"]
    }
    assert [column for column, strength in least.items() if strength >= 1] == ["persuade-of-properties"]
    assert "persua" in claim["subject"]["summary"].lower()
    assert (goal["id"], goal["entry"]["standing"]) == ("persuade-of-properties", "discouraged")


def test_3_work_for_recursive_reward_modelling_and_short_timelines(ask: Ask) -> None:
    (answer,) = ask(3)

    kinds = {kind["id"] for kind in answer["kinds"]}
    assert any(kind.startswith("comparison/") for kind in kinds)
    assert {"comparison/comparative", "consumer/model"} <= kinds
    assert any(methods for _, methods in answer["built_from"])
    assert {need.partition("/")[0] for need, _ in answer["built_from"]} == {"recursive-reward-modelling"}


def test_4_where_local_is_enough_and_where_interpretability_will_not_help(ask: Ask) -> None:
    agendas, needs = ask(4)

    ids = {agenda["id"] for agenda in agendas}
    assert "debate" in ids
    assert "iterated-amplification" not in ids
    (truth,) = [need for need in needs if need["id"] == "debate/does-debate-reward-truth"]
    assert {item["approach"] for item in truth["better_served_by"]} >= {"Game theory", "Social science"}
    assert {need["interpretability"] for need in needs} == {"unlikely"}


def test_5_where_the_authors_changed_their_mind(ask: Ask) -> None:
    (answer,) = ask(5)

    pairs = {(revision["later"], revision["earlier"]): revision for revision in answer}
    revision = pairs["interpretability-as-training-signal", "human-in-the-chain-defines-interpretability"]
    assert revision["because"]
    assert "kirk-2020-what-is-interpretability" in revision["earlier_made_in"]
    assert "kirk-2020-how-can-interpretability-help-alignment" in revision["made_in"]


def test_6_what_supports_that_sparse_models_are_more_interpretable_and_up_to_what_scale(ask: Ask) -> None:
    (answer,) = ask(6)

    supporting = [piece for piece in answer["pieces"] if piece["supports"] and piece["counts"]]
    assert {piece["id"] for piece in supporting} == set(answer["verdict"]["supporting"])
    assert len(supporting) >= 2
    assert answer["verdict"]["largest"] in {piece["parameters"] for piece in answer["pieces"] if piece["counts"]}


def test_7_what_would_settle_whether_scaling_removes_causal_confusion(ask: Ask) -> None:
    (answer,) = ask(7)

    with_experiments = [item["crux"]["id"] for item in answer if item["crux"]["settled_by"]]
    assert len(with_experiments) >= 3
    assert any("scaling-alone-leaves-causal-confusion" in item["decides"] for item in answer)


def test_8_the_weakest_step_of_the_inference_and_the_experiment_on_it(ask: Ask, run_cli: Cli) -> None:
    (answer,) = ask(8)
    readable = run_cli(*QUESTIONS[8][0], kb=KB).stdout

    assert "closeness-to-convergence-is-the-driver" in {step["id"] for step in answer["weakest"]}
    assert "weakest step: closeness-to-convergence-is-the-driver" in readable
    assert "would settle it" in readable
    assert "checkpoint" in " ".join(readable.split())


def test_9_what_a_paper_on_steering_vectors_must_report_and_what_one_reports(ask: Ask) -> None:
    owed, against = ask(9)

    assert {item["duty"] for item in owed["items"]} >= {"must", "should"}
    assert {item["reported"] for item in owed["items"]} == {None}
    assert {item["reported"] for item in against["items"]} >= {"yes", "partly", "no"}
    assert any(item["method"] == "steering-vectors" for item in against["items"])


def test_10_which_claims_rest_on_spurious_correlations(ask: Ask, run_cli: Cli) -> None:
    claims, sources = ask(10)
    posts = {
        row["id"] for row in json.loads(run_cli("list", "sources", "--where", "type=post", "--json", kb=KB).stdout)
    }

    assert {claim["kind"] for claim in claims} == {"claim"}
    assert len({row["source"] for row in sources} & posts) >= 3
    assert sum(row["claims"] for row in sources) >= len(sources)


def test_11_empty_cells_of_goal_stage_and_access(ask: Ask) -> None:
    (answer,) = ask(11)

    assert answer["empty"]
    assert all(cell["wanted_by"] and not cell["methods"] for cell in answer["empty"])
    wanted = [len(cell["wanted_by"]) for cell in answer["empty"]]
    assert wanted == sorted(wanted, reverse=True)


def test_12_what_is_unverified(ask: Ask, run_cli: Cli) -> None:
    (answer,) = ask(12)
    readable = run_cli(*QUESTIONS[12][0], kb=KB).stdout

    unverified, by_title = len(answer["unverified"]), len(answer["seen_by_title"])
    assert f"{unverified} source{'s' * (unverified != 1)} that nobody verified" in readable
    assert f"{by_title} source{'s' * (by_title != 1)} verified by title and id alone" in readable
    assert f"{len(answer['second_hand'])} piece" in readable


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_page_that_shows_it_and_a_line_in_the_list(name: str) -> None:
    page = (PAGES / "commands" / f"{name}.md").read_text(encoding="utf-8")

    assert any(arguments[:1] == [name] for arguments in transcripts.commands(page))
    assert f"(commands/{name}.md)" in (PAGES / "command-line.md").read_text(encoding="utf-8")
