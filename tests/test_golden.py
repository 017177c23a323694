"""What the program prints and writes for a small base that uses every kind and every relation, as exact text.

`make golden` writes the files under `tests/golden` anew; read the difference before you commit it.
"""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import interpkb
import pytest
from interpkb import compiled, export, loader
from interpkb.cli.main import COMMANDS
from interpkb.compiled import Compiled
from interpkb.pages.addresses import FOLDER_OF
from interpkb.relations import ENTRY_KINDS, RELATIONS

from tests.conftest import Run

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "golden"
MAP = "kirk-2020-what-is-interpretability"

SHOWN = (
    "debug-model", "access", "saliency-maps", "debate", "maps-show-the-model", "maps-survive-random-weights",
    "input-only", "captum", "sanity-checks", "saliency", "adebayo-2018-sanity-checks",
)  # fmt: skip
"""An entry of each kind, in the order of the kinds."""

ANSWERS: Mapping[str, str] = MappingProxyType(
    {
        **{f"show-{kind}": f"show {id}" for kind, id in zip(ENTRY_KINDS, SHOWN, strict=True)},
        "show-value": "show access/weights",
        "show-need": "show debate/judge-sees-the-fault",
        "show-little": "show probing",
        "list": "list methods",
        "list-where": "list methods --where access=weights --where scope=local",
        "list-none": "list methods --where scope=global --where type=class",
        "neighbours": "neighbours saliency-maps",
        "neighbours-further": "neighbours probing --depth 2 --kind agenda",
        "path": "path probing debate",
        "path-none": "path interpretability captum",
        "matrix": "matrix methods goals",
        "matrix-source": f"matrix methods goals --according-to {MAP}",
        "stats": "stats",
        "validate": "validate",
        "why-link": "why saliency-maps debug-model",
        "why-claim": "why maps-show-the-model",
        "pick": "pick --goal debug-model --have access=weights",
        "needs": "needs",
        "gaps": "gaps goal scope",
        "gaps-needs": "gaps --needs",
        "gaps-evidence": "gaps --evidence",
        "disputes": "disputes",
        "argument": "argument maps-show-the-model",
        "cruxes": "cruxes",
        "knockout": "knockout lying-loses",
        "prioritise": "prioritise --credence debate=0.5 --timelines long",
        "checklist": "checklist saliency-maps --against adebayo-2018-sanity-checks",
        "revisions": "revisions",
        "unverified": "unverified",
        "sql": "sql 'SELECT kind, count(*) AS entries FROM entry GROUP BY kind ORDER BY kind'",
        "explain": "explain",
        "explain-code": "explain unknown-reference",
    }
)
"""Commands that answer, by the name of the file that holds the answer."""

AS_DATA = ("show-method", "show-need", "list", "neighbours", "path", "matrix", "stats", "why-link", "pick", "gaps")
"""Answers that are asked for as data, too."""

WITHOUT_GOLDEN = frozenset(
    {
        "schema",
        "export",
        "site",
        "serve",
        "completion",
        "sparql",
        "fmt",
        "diff",
        "new",
        "refs",
        "rename",
        "retire",
        "release",
    }
)
"""Commands that write files, or whose answer is a library's or needs a history."""

OVERVIEWS = (
    "index.md", "map.md", "map-of-agendas.md", "pick.md", "gaps.md", "prioritise.md", "arguments.md", "disputes.md",
    "agendas/index.md", "terms/index.md", "sources/index.md", "goals/index.md",
    "dimensions/index.md", "methods/index.md", "claims/index.md", "evidence/index.md", "failures/index.md",
    "tools/index.md", "benchmarks/index.md", "evidence-figures.md", "checklist.md", "unverified.md", "new.md", "graph.md",
)  # fmt: skip

STEMS = tuple(f"{FOLDER_OF[kind]}/{id}" for kind, id in zip(ENTRY_KINDS, SHOWN, strict=True))
"""Where the pages of these entries stand, without `.md`."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the base, so that nothing is built beside the original."""
    folder = tmp_path_factory.mktemp("golden")
    return Path(shutil.copytree(FOLDER / "kb", folder / "kb"))


@pytest.fixture(scope="module")
def opened(base: Path) -> Compiled:
    return compiled.open_base(base).demand_sound()


@pytest.fixture(scope="module")
def built(base: Path) -> Path:
    """Write the pages of the base as `interpkb site` does, and give the folder that holds them."""
    shutil.copytree(ROOT / "site", base.parent / "site")
    program = Path(sys.executable).with_name("interpkb")
    subprocess.run([program, "--kb", base, "site", "--docs-only"], check=True, capture_output=True)
    return base.parent / "build" / "docs"


def masked(text: str, base: Path) -> str:
    """Take out what differs from one place or version to another."""
    return text.replace(str(base), "/…/kb").replace(f"interpkb {interpkb.__version__}", "interpkb VERSION")


def test_the_base_uses_every_kind_and_every_relation(base: Path) -> None:
    kb = loader.read(base).kb

    assert kb is not None
    assert {entry.kind for entry in kb.entries.values()} == set(ENTRY_KINDS)
    assert {link.relation for link in kb.links} == set(RELATIONS)


@pytest.mark.parametrize("columns", [60, 100])
@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_printed_as_expected(
    name: str,
    columns: int,
    base: Path,
    run_cli: Callable[..., Run],
    check_golden: Callable[[str, Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))

    run = run_cli(*shlex.split(ANSWERS[name]), kb=base)

    check_golden(masked(run.stdout, base), FOLDER / "cli" / f"{name}.{columns}.txt")
    assert run.stderr == ""
    assert run.code == int(name == "path-none")


@pytest.mark.parametrize("name", AS_DATA)
def test_an_answer_for_programs_is_as_expected(
    name: str, base: Path, run_cli: Callable[..., Run], check_golden: Callable[[str, Path], None]
) -> None:
    run = run_cli(*shlex.split(ANSWERS[name]), "--json", kb=base)

    version = f'"version": "{interpkb.__version__}"'
    text = masked(run.stdout, base).replace(version, '"version": "VERSION"')
    check_golden(text, FOLDER / "cli" / f"{name}.json")
    assert (run.code, run.stderr) == (0, "")


@pytest.mark.parametrize("name", [name for name in ANSWERS if name not in {"explain", "explain-code"}])
def test_no_line_of_an_answer_is_wider_than_the_terminal(name: str) -> None:
    """Tables with more columns than fit, and problems, which are one line each, are wider; nothing else is."""
    lines = (FOLDER / "cli" / f"{name}.100.txt").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if len(line) > 100 and name != "validate"] == []


def test_every_command_that_answers_has_its_answer_here() -> None:
    assert {answer.partition(" ")[0] for answer in ANSWERS.values()} == set(COMMANDS) - WITHOUT_GOLDEN


@pytest.mark.parametrize("format_", export.FORMATS)
def test_an_export_is_as_expected(
    format_: str, opened: Compiled, base: Path, check_golden: Callable[[str, Path], None]
) -> None:
    check_golden(masked(export.FORMATS[format_](opened.connection), base), FOLDER / "export" / f"base.{format_}")


@pytest.mark.parametrize("stem", STEMS)
def test_the_page_and_the_data_of_an_entry_are_as_expected(
    stem: str, built: Path, check_golden: Callable[[str, Path], None]
) -> None:
    for name in (f"{stem}.md", f"{stem}.json"):
        check_golden((built / name).read_text(encoding="utf-8"), FOLDER / "pages" / name)
    assert (built / f"{stem}.yaml").read_bytes() == (FOLDER / "kb" / f"{stem}.yaml").read_bytes()


@pytest.mark.parametrize("path", OVERVIEWS)
def test_an_overview_is_as_expected(path: str, built: Path, check_golden: Callable[[str, Path], None]) -> None:
    check_golden((built / path).read_text(encoding="utf-8"), FOLDER / "pages" / path)


def test_no_file_is_kept_with_which_no_test_compares() -> None:
    expected = {
        *(f"cli/{name}.{columns}.txt" for name in ANSWERS for columns in (60, 100)),
        *(f"cli/{name}.json" for name in AS_DATA),
        *(f"export/base.{format_}" for format_ in export.FORMATS),
        *(f"pages/{path}" for path in OVERVIEWS),
        *(f"pages/{stem}.{ending}" for stem in STEMS for ending in ("md", "json")),
    }
    found = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}

    assert {name for name in found if name.startswith(("cli/", "export/", "pages/"))} == expected
