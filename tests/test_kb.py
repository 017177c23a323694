"""The base itself, `kb/`: it is sound, it agrees with its schemas, and it holds what everything else counts on."""

import json
import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from interpkb import loader
from interpkb.folder import FOLDERS
from interpkb.loader import Reading
from interpkb.models import BY_FOLDER
from interpkb.problems import Severity
from interpkb.source import decode, parse
from jsonschema import Draft202012Validator

from tests.conftest import Run

ROOT = Path(__file__).parents[1]
MAP: dict[str, Any] = json.loads((ROOT / "tests" / "golden" / "map-of-methods.json").read_text(encoding="utf-8"))
MAP_SOURCE = "kirk-2020-what-is-interpretability"

FIXED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "source": (
            "kirk-2020-what-is-interpretability",
            "kirk-2020-how-can-interpretability-help-alignment",
            "bohm-2020-sparsity-and-interpretability",
            "kirk-2022-causal-confusion",
            "kirk-2023-path-dependence",
            "braun-2024-sober-look-at-steering-vectors",
        ),
        "goal": (
            "predict-behaviour",
            "assure-properties",
            "persuade-of-properties",
            "debug-model",
            "improve-performance",
            "generic-understanding",
        ),
        "method": tuple(row["id"] for row in MAP["rows"]),
        "dimension": (
            "stage",
            "access",
            "ground-truth",
            "enables-humans",
            "scope",
            "comparison",
            "consumer",
            "timing",
        ),
        "agenda": (
            "iterated-amplification",
            "debate",
            "recursive-reward-modelling",
            "inner-alignment",
            "alignment-auditing",
            "ml-as-science",
            "open-source-game-theory",
            "mechanistic-transparency",
        ),
    }
)
"""Ids that other things refer to, by kind."""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return loader.read(ROOT / "kb")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the base, so that nothing is built beside the original."""
    return Path(shutil.copytree(ROOT / "kb", tmp_path_factory.mktemp("real") / "kb"))


def test_the_base_has_no_errors(reading: Reading) -> None:
    assert [str(problem) for problem in reading.problems if problem.severity is Severity.ERROR] == []
    assert reading.kb is not None


@pytest.mark.parametrize("kind", FIXED)
def test_the_ids_that_others_refer_to_are_there(kind: str, reading: Reading) -> None:
    assert reading.kb is not None
    assert {id for id in FIXED[kind] if id not in reading.kb.of_kind(kind)} == set()


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_kind_has_entries(folder: str) -> None:
    assert any((ROOT / "kb" / folder).glob("*.yaml"))


@cache
def validator(folder: str) -> Draft202012Validator:
    schema = (ROOT / "schemas" / f"{FOLDERS[folder]}.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(schema))


@pytest.mark.parametrize("folder", BY_FOLDER)
def test_every_entry_passes_the_json_schema_of_its_kind_by_another_validator_than_ours(folder: str) -> None:
    faults = []
    for path in sorted((ROOT / "kb" / folder).glob("*.yaml")):
        data = parse(path.name, decode(path.name, path.read_bytes())).data
        faults += [f"{path.name}: {error.json_path}: {error.message}" for error in validator(folder).iter_errors(data)]

    assert faults == []


@pytest.mark.parametrize("folder", BY_FOLDER)
def test_every_entry_names_its_schema_for_editors(folder: str) -> None:
    line = f"# yaml-language-server: $schema=../../schemas/{FOLDERS[folder]}.json\n"
    paths = sorted((ROOT / "kb" / folder).glob("*.yaml"))

    assert [path.name for path in paths if not path.read_text(encoding="utf-8").startswith(line)] == []
    assert (ROOT / "schemas" / f"{FOLDERS[folder]}.json").is_file()


def test_the_map_of_methods_is_the_figure_number_by_number(base: Path, run_cli: Callable[..., Run]) -> None:
    run = run_cli("matrix", "methods", "goals", "--according-to", MAP_SOURCE, "--json", kb=base)
    matrix = json.loads(run.stdout)
    found = {(cell["row"], cell["column"]): cell["strength"] for cell in matrix["cells"]}
    expected = {
        (row["id"], column): strength
        for row in MAP["rows"]
        for column, strength in zip(MAP["columns"], row["strengths"], strict=True)
    }

    assert run.code == 0
    assert len(expected) == 55
    assert {key: found.get(key) for key in expected} == expected
    assert matrix["rows"][: len(MAP["rows"])] == [row["id"] for row in MAP["rows"]]
    assert matrix["columns"] == MAP["columns"]
    assert {cell["according_to"] for cell in matrix["cells"]} == {MAP_SOURCE}
    assert all(set(cell) == {"row", "column", "strength", "because", "according_to"} for cell in matrix["cells"])


def test_the_rows_of_the_map_have_the_labels_and_bands_of_the_figure(base: Path, run_cli: Callable[..., Run]) -> None:
    for place, row in enumerate(MAP["rows"], start=1):
        entry = json.loads(run_cli("show", row["id"], "--json", kb=base).stdout)["entry"]

        assert entry["type"] == "class"
        assert entry["on_map"] == {"row": place, "label": row["label"], "band": row["band"]}
