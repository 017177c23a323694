from collections.abc import Callable
from pathlib import Path

import pytest

from tests import factories
from tests.conftest import Files, Run

Cli = Callable[..., Run]
HEAD = "# yaml-language-server: $schema=../../schemas/method.json\nname: Maps\nsummary: Colour the parts.\n"
SERVES = "serves:\n  - goal: {}\n    strength: 2\n    because: They show where to look.\n    according_to: editor\n"
GOOD = HEAD + SERVES.format("debug-model")


@pytest.fixture
def mended(write_kb: Callable[[Files], Path], run_cli: Cli) -> Callable[..., tuple[str, str]]:
    def mend(text: str | bytes, **others: str) -> tuple[str, str]:
        base = write_kb(
            {"goals/debug-model.yaml": factories.entry("goal"), "methods/maps.yaml": text,
             **{name.replace("__", "/") + ".yaml": other for name, other in others.items()}}
        )  # fmt: skip
        run = run_cli("validate", "--fix", "kb/methods", kb=base)
        again = run_cli("validate", "--fix", "kb/methods", kb=base)
        assert "mended" not in again.stderr
        return (base / "methods" / "maps.yaml").read_bytes().decode(), run.stdout.splitlines()[-1]

    return mend


NOTHING = "no problems in 2 files"


@pytest.mark.parametrize(
    "text",
    [
        GOOD.partition("\n")[2],
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("  - goal", "\t- goal").replace("    ", "\t\t"),
        GOOD.replace("Colour", "Col\u200bour"),
        GOOD.replace("debug-model", "debug-modle"),
        GOOD.replace("debug-model", '"debug-modle"'),
        GOOD.replace("summary", "sumary"),
        GOOD.replace("Colour the parts.", ">\n  Colour the parts."),
        GOOD.replace("because", "becuase").replace("debug-model", "debug-modle").replace("\n", "\r\n"),
    ],
)
def test_what_is_mechanical_is_mended(text: str, mended: Callable[..., tuple[str, str]]) -> None:
    assert mended(text) == (GOOD, NOTHING)


def test_an_old_name_becomes_the_new_one(write_kb: Callable[[Files], Path], run_cli: Cli) -> None:
    notes = "goals/debug-model\ngoals/debugging -> goals/debug-model 2026-12-01 So.\n"
    files = {"goals/debug-model.yaml": factories.entry("goal"), "ids.txt": notes}
    base = write_kb({**files, "methods/maps.yaml": GOOD.replace("debug-model", "debugging")})

    run = run_cli("validate", "--fix", kb=base)

    assert run.stdout == "no problems in 2 files\n"
    assert "mended kb/methods/maps.yaml: 'debug-model' for 'debugging'\n" in run.stderr


def test_values_that_were_meant_as_text_and_ids_with_an_address_around_them(
    write_kb: Callable[[Files], Path], run_cli: Cli
) -> None:
    source = factories.entry("source", arxiv=factories.OMIT, date=factories.OMIT, doi="https://doi.org/10.23915/x.1")
    base = write_kb({"sources/x.yaml": source + "arxiv: 1703.04730 # seen\ndate: 2017\n"})
    other = base / "sources" / "y.yaml"
    other.write_text(
        factories.entry("source", title="Y", arxiv="arXiv:1805.00899v2", date="2018/05/02"), encoding="utf-8"
    )

    run = run_cli("validate", "--fix", kb=base)

    text = (base / "sources" / "x.yaml").read_text(encoding="utf-8")
    assert 'arxiv: "1703.04730"  # seen\ndoi: "10.23915/x.1"\n' in text
    assert 'date: "2017"\n' in text
    assert 'date: "2018-05-02"\n' in other.read_text(encoding="utf-8")
    assert 'arxiv: "1805.00899"\n' in other.read_text(encoding="utf-8")
    assert "error" not in run.stdout


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("debug-model", "something-else"),
        GOOD.replace("debug-model", "model"),
        GOOD.replace("Colour", "Col\u202eour"),
        GOOD.replace("strength: 2", "strength: 7"),
        GOOD + "extra: [\n",
        "- a list\n",
        "",
    ],
)
def test_what_only_its_writer_can_know_is_left_as_it_is(text: str, mended: Callable[..., tuple[str, str]]) -> None:
    left, said = mended(text)

    assert left == text
    assert said != NOTHING


def test_a_name_that_is_near_to_two_others_is_left_as_it_is(mended: Callable[..., tuple[str, str]]) -> None:
    text = GOOD.replace("debug-model", "debug-modl")

    left, _ = mended(text, **{"goals__debug-mode": factories.entry("goal", name="Mode")})

    assert left == text


def test_without_the_option_nothing_is_written(write_kb: Callable[[Files], Path], run_cli: Cli) -> None:
    base = write_kb(
        {"goals/debug-model.yaml": factories.entry("goal"), "methods/maps.yaml": GOOD.replace("summary", "sumary")}
    )

    assert run_cli("validate", kb=base).code == 1
    assert "sumary" in (base / "methods" / "maps.yaml").read_text(encoding="utf-8")
