"""Every problem code shown by the smallest base that has it, beside the nearest one that has not.

`cases/CODE/bad` and `cases/CODE/good` are whole bases, and `cases/CODE/expected.txt` is all that `interpkb validate`
says of the bad one. A folder `CODE.SOMETHING` holds another case of the same code.
"""

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from interpkb import source, validation
from interpkb.codes import CODES
from interpkb.folder import FOLDERS
from interpkb.models import BY_FOLDER, KINDS
from interpkb.schemas import schema_of
from jsonschema import Draft202012Validator

from tests import factories
from tests.conftest import Files, Run

FOLDER = Path(__file__).parent / "cases"
CASES = tuple(sorted(path.name for path in FOLDER.iterdir()))
LINE = re.compile(r"(?P<path>kb/[^:]*):(?P<place>\d+:\d+): (?P<severity>error|warning): .* \[(?P<code>[a-z0-9-]+)\]")

# Codes that a kind's JSON Schema must find as well as we do, and the files of their cases in which it cannot.
STRUCTURAL = (
    "bad-arxiv-id", "bad-date", "bad-doi", "bad-id", "bad-url", "missing-field", "strength-out-of-range",
    "unknown-field", "value-not-allowed", "wrong-type",
)  # fmt: skip
BEYOND_SCHEMAS = MappingProxyType(
    {
        "kb/methods/line-break-at-the-end.yaml": "`$` matches before a last line break in Python, not in ECMAScript",
        "kb/methods/list-for-name-of-field.yaml": "no JSON has such a name",
    }
)


def write_too_large(folder: Path, side: str) -> None:
    """Write files that are too large to be kept, or (`good`) as large as can be."""
    spare = side == "bad"
    method = factories.entry("method", serves=[factories.serves("debug-model")])
    comment = "#" * (source.MAX_BYTES - len(method.encode()) - 1 + spare) + "\n"
    values = f"notes: [{'0,' * source.MAX_NODES}]\n"
    files = factories.least_base() | {
        "methods/bytes.yaml": method + comment,
        "methods/values.yaml": method + (values if spare else ""),
    }
    for name, text in files.items():
        path = folder / "kb" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


BUILT: Mapping[str, Callable[[Path, str], None]] = MappingProxyType({"too-large": write_too_large})
"""Cases whose bases are better made than kept: who writes them."""

# Links that some programs that copy or pack a checkout stumble over: where they stand, and where they lead.
LINKS: Mapping[tuple[str, str], Mapping[str, str]] = MappingProxyType(
    {
        ("misplaced-file", "bad"): {"kb/tools": "methods"},
        ("outside-link", "bad"): {
            "kb/methods/saliency-maps.yaml": "../../elsewhere/saliency-maps.yaml",
            "kb/tools": "../elsewhere",
        },
        ("outside-link", "good"): {"kb/methods/the-same-again.yaml": "saliency-maps.yaml"},
        ("unreadable-file", "bad"): {
            "kb/methods/leads-nowhere.yaml": "deleted.yaml",
            "kb/methods/leads-to-itself.yaml": "leads-to-itself.yaml",
        },
    }
)


def prepare(case: str, side: str, tmp_path: Path) -> Path:
    """Copy or make one side of a case, and return its base."""
    folder = tmp_path / side
    if case in BUILT:
        BUILT[case](folder, side)
    else:
        shutil.copytree(FOLDER / case / side, folder)
    for name, target in LINKS.get((case, side), {}).items():
        (folder / name).symlink_to(target)
    return folder / "kb"


def expected(case: str) -> str:
    return (FOLDER / case / "expected.txt").read_text(encoding="utf-8")


def found_in(case: str) -> list[dict[str, str]]:
    """Take apart the lines of what is expected of a bad base, but for the last, which counts them."""
    lines = [LINE.fullmatch(line) for line in expected(case).splitlines()[:-1]]
    assert all(lines), f"cases/{case}/expected.txt holds a line that is no problem"
    return [line.groupdict() for line in lines if line]


@pytest.mark.parametrize("case", CASES)
def test_a_bad_base_gives_exactly_the_problems_expected(
    case: str, tmp_path: Path, run_cli: Callable[..., Run], check_golden: Callable[[str, Path], None]
) -> None:
    base = prepare(case, "bad", tmp_path)

    first = run_cli("validate", kb=base)
    from_compiled = run_cli("validate", kb=base)
    strict = run_cli("validate", "--strict", kb=base)

    check_golden(first.stdout, FOLDER / case / "expected.txt")
    assert first.stderr == ""
    assert first.code == int(any(line["severity"] == "error" for line in found_in(case)))
    assert from_compiled == first
    assert strict == Run(1, first.stdout, "")


@pytest.mark.parametrize("case", CASES)
def test_a_good_base_gives_no_problem(case: str, tmp_path: Path, run_cli: Callable[..., Run]) -> None:
    base = prepare(case, "good", tmp_path)

    run = run_cli("validate", "--strict", kb=base)

    files = len(list(base.glob("*/*.yaml")))
    assert run == Run(0, f"no problems in {files} files\n", "")


@pytest.mark.parametrize("case", CASES)
def test_a_case_shows_its_own_code_and_no_other(case: str) -> None:
    code = case.partition(".")[0]

    assert {line["code"] for line in found_in(case)} == {code}
    assert {line["severity"] for line in found_in(case)} == {CODES[code].severity.value}


def test_every_code_has_a_case() -> None:
    by_validate = {code.name for code in CODES.values() if code.by == "validate"}

    assert {case.partition(".")[0] for case in CASES} == by_validate


@pytest.mark.parametrize("case", CASES)
def test_a_case_holds_a_bad_base_a_good_one_and_what_is_expected(case: str) -> None:
    sides = set() if case in BUILT else {"bad", "good"}

    assert {path.name for path in (FOLDER / case).iterdir()} == {"expected.txt", *sides}
    assert all((FOLDER / case / side / "kb").is_dir() for side in sides)


def passes_schema(base: Path, path: str) -> bool:
    """Tell whether a file's JSON Schema finds nothing wrong with it, by another validator than ours."""
    _, folder, name = path.split("/")
    try:
        document = source.parse(path, source.decode(path, (base / folder / name).read_bytes()))
    except source.SourceError:
        return True
    return Draft202012Validator(schema_of(BY_FOLDER[folder])).is_valid(document.data)


@pytest.mark.parametrize("code", STRUCTURAL)
def test_a_json_schema_finds_a_structural_fault_too(code: str) -> None:
    base = FOLDER / code / "bad" / "kb"
    entries = {line["path"] for line in found_in(code) if (line["code"], line["place"]) != ("bad-id", "1:1")}

    assert entries
    assert {path for path in entries if passes_schema(base, path)} == entries & BEYOND_SCHEMAS.keys()


@pytest.mark.parametrize("case", CASES)
def test_each_file_of_a_good_base_passes_its_json_schema(case: str, tmp_path: Path) -> None:
    base = prepare(case, "good", tmp_path)
    paths = [f"kb/{path.relative_to(base).as_posix()}" for path in base.glob("*/*.yaml")]

    assert paths
    assert [path for path in paths if not passes_schema(base, path)] == []


@pytest.mark.parametrize("kind", FOLDERS.values())
def test_a_json_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(schema_of(next(model for model in KINDS if model.kind == kind)))


def test_a_broken_file_still_exists_for_the_entries_that_refer_to_it(
    write_kb: Callable[[Files], Path], run_cli: Callable[..., Run]
) -> None:
    files = factories.least_base() | {"goals/debug-model.yaml": "- not\n- an\n- entry\n"}

    run = run_cli("validate", kb=write_kb(files))

    assert run.stdout == (
        "kb/goals/debug-model.yaml:1:1: error: expected a mapping of fields, found a list "
        "(write 'name: ...' and so on) [not-a-mapping]\n"
        "1 error in 1 file (checked 2 files)\n"
    )


@pytest.mark.parametrize("kind", FOLDERS.values())
def test_the_least_entry_of_a_kind_passes_its_model_and_its_schema(kind: str) -> None:
    model = next(model for model in KINDS if model.kind == kind)
    document = source.parse("kb/x.yaml", factories.entry(kind))

    entry, _, problems = validation.validate(model, document)

    assert problems == ()
    assert isinstance(entry, model)
    assert Draft202012Validator(schema_of(model)).is_valid(document.data)
