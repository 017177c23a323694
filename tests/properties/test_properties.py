"""What holds whatever is written: few properties, each worth more than many examples."""

import json
import os
import random
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from interpkb import canonical, compiled, export, graph, loader, prose, report, validation
from interpkb.codes import CODES
from interpkb.folder import FOLDERS
from interpkb.loader import Reading
from interpkb.models import BY_FOLDER
from interpkb.pages.addresses import FOLDER_OF
from interpkb.problems import Location, Problem, Severity
from interpkb.relations import INVERSES, RELATIONS
from interpkb.source import Document, SourceError, decode, parse

from tests.markup import Unsafe
from tests.properties import strategies
from tests.properties.strategies import Written
from tests.unit import test_compiled


@contextmanager
def written(files: Mapping[str, str | bytes]) -> Iterator[Path]:
    """Write files into a new folder, and give the base's folder."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "kb"
        base.mkdir()
        for name, content in files.items():
            path = base / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        yield base


def read(files: Mapping[str, str | bytes]) -> Reading:
    with written(files) as base:
        return loader.read(base)


def parsed(content: bytes) -> Document | None:
    """Parse what a file holds; anything but a document or a problem with its place is a bug."""
    try:
        return parse("x", decode("x", content))
    except SourceError as error:
        where = error.problem.location
        lines = content.count(b"\n") + content.count(b"\r") + 1
        assert error.problem.code in CODES
        assert 1 <= where.line <= lines + 1
        assert where.column >= 1
        return None


@settings(max_examples=300)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode) | strategies.scraps.map(str.encode))
def test_whatever_a_file_holds_is_a_document_or_a_problem_with_its_place(content: bytes) -> None:
    document = parsed(content)

    if document is not None:
        assert isinstance(document.data, dict)
        assert document.locate().line >= 1


@settings(max_examples=200)
@given(strategies.scraps | st.text())
def test_whatever_a_text_holds_is_a_document_or_a_problem(text: str) -> None:
    try:
        document = parse("x", text)
    except SourceError:
        return
    json.dumps(document.data)


@settings(max_examples=200)
@given(strategies.documents())
def test_every_node_is_found_where_it_was_written(document: Written) -> None:
    found = parse("x", document.text)

    assert found.data == document.data
    for keys, (value, key) in document.places.items():
        assert found.locate(keys) == Location("x", *value), keys
        assert found.locate(keys, key=True) == Location("x", *key), keys


_plain = strategies.lines.filter(lambda text: not text[:1] or text[0] not in "-+.0123456789")
_of_strings = st.recursive(
    _plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_plain, inner, max_size=3), max_leaves=12
)


@settings(max_examples=200)
@given(
    st.dictionaries(_plain, _of_strings, min_size=1, max_size=4),
    st.sampled_from([None, '"', "'", "|", ">"]),
    st.sampled_from([None, True, False]),
    st.integers(20, 100),
)
def test_texts_are_read_as_everybody_reads_them(
    data: dict[str, Any],
    style: str | None,
    flow: bool | None,
    width: int,  # Hypothesis gives it
) -> None:
    text = yaml.safe_dump(
        data, default_style=style, default_flow_style=flow, width=width, allow_unicode=True, sort_keys=False
    )
    assume("&id" not in text)  # safe_dump gives an anchor to a value that it meets twice

    assert parse("x", text).data == yaml.load(text, yaml.CSafeLoader) == data


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 99)
    | st.floats(allow_nan=False)
    | strategies.lines
    | strategies.markdown,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(strategies.lines, inner, max_size=3),
    max_leaves=8,
)
_fields = sorted({name for model in BY_FOLDER.values() for name in model.model_fields})


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(BY_FOLDER)), st.dictionaries(st.sampled_from(_fields) | strategies.lines, _json, max_size=6)
)
def test_any_document_is_an_entry_or_has_problems(folder: str, data: dict[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False).replace("Infinity", "1e999")
    document = parsed(text.encode())
    assume(document is not None)
    assert document is not None

    entry, _, problems = validation.validate(BY_FOLDER[folder], document)

    assert (entry is None) is bool(problems)
    assert all(problem.code in CODES for problem in problems)


@settings(max_examples=400)
@given(strategies.markdown)
def test_no_text_becomes_html_that_could_run_or_load_anything(text: str) -> None:
    assert Unsafe(prose.to_html(text)).found == []
    assert Unsafe(prose.to_inline_html(text)).found == []


_plain_links = st.lists(
    st.sampled_from(
        [
            "a ",
            "[b](c-d)",
            "[e](https://f.example/g)",
            "*h*",
            "\n",
            "\n\n",
            "- ",
            "> ",
            "# ",
            "!",
            "[",
            "]",
            "(",
            ")",
            "1.",
        ]
    )
).map("".join)


@settings(max_examples=500)
@given(strategies.markdown | _plain_links)
def test_what_is_judged_without_the_reader_is_judged_as_the_reader_judges_it(text: str) -> None:
    assume(prose._simple_addresses(text) is not None)
    judged = list(prose.find_faults(text)), list(prose.linked_ids(text))

    with mock.patch.object(prose, "_simple_addresses", return_value=None):
        assert judged == (list(prose.find_faults(text)), list(prose.linked_ids(text)))


@settings(max_examples=40)
@given(strategies.broken_bases(), st.randoms(use_true_random=False))
def test_the_order_in_which_files_are_met_makes_no_difference(
    files: dict[str, str | bytes], shuffler: random.Random
) -> None:
    scandir = os.scandir

    @contextmanager
    def shuffled(path: Path) -> Iterator[Iterator[os.DirEntry[str]]]:
        with scandir(path) as found:
            entries = list(found)
        shuffler.shuffle(entries)
        yield iter(entries)

    with written(files) as base:
        first = loader.read(base)
        with mock.patch.object(os, "scandir", shuffled):
            again = loader.read(base)

    assert first.problems == again.problems
    assert [record.file.path for record in first.records] == [record.file.path for record in again.records]
    assert first.kb == again.kb


@settings(max_examples=40)
@given(strategies.broken_bases())
def test_problems_are_sorted_and_stable_and_none_comes_twice(files: dict[str, str | bytes]) -> None:
    with written(files) as base:
        first = loader.read(base)
        again = loader.read(base)
        known = loader.read(base, {record.file.path: record for record in first.records})

    assert list(first.problems) == sorted(set(first.problems))
    assert again.problems == first.problems == known.problems
    assert (first.kb is None) is any(problem.severity == "error" for problem in first.problems)
    assert all(CODES[problem.code].severity == problem.severity for problem in first.problems)


@settings(max_examples=40)
@given(strategies.bases())
def test_every_link_is_in_the_graph_with_its_inverse(files: dict[str, str]) -> None:
    kb = read(files).kb
    assert kb is not None
    built = graph.build(kb)

    edges = list(built.edges(keys=True, data=True))
    stated = [edge for edge in edges if not edge[3]["derived"]]
    derived = [edge for edge in edges if edge[3]["derived"]]
    seen_from_the_other_end = sorted(
        (end, start, _other_end(data["relation"]), sorted(_said(data).items())) for start, end, _, data in derived
    )

    assert len(stated) == len(derived) == len(kb.links)
    assert seen_from_the_other_end == sorted(
        (start, end, data["relation"], sorted(_said(data).items())) for start, end, _, data in stated
    )
    assert all(key.partition("#")[0] == data["relation"] for _, _, key, data in edges)
    assert {(start, data["relation"], end) for start, end, _, data in stated} == {
        (link.subject, link.relation, link.object) for link in kb.links
    }


def _other_end(inverse: str) -> str:
    return INVERSES[inverse].name


def _said(data: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in data.items() if name not in {"relation", "derived"}}


@settings(max_examples=25)
@given(strategies.bases())
def test_an_export_read_again_gives_the_same_ids_and_links(files: dict[str, str]) -> None:
    with written(files) as base:
        opened = compiled.open_base(base).demand_sound()
        data = json.loads(export.FORMATS["json"](opened.connection))
        opened.connection.close()
        first = loader.read(base).kb
    exported = {}
    for entry in data["entries"]:
        id, kind = entry.pop("id"), entry.pop("kind")
        exported[f"{FOLDER_OF[kind]}/{id}.yaml"] = json.dumps(entry, ensure_ascii=False)

    again = read(exported).kb

    assert first is not None
    assert again is not None
    assert again == first
    assert [(link["subject"], link["relation"], link["object"]) for link in data["links"]] == [
        (link.subject, link.relation, link.object) for link in sorted(first.links, key=lambda link: link.stated_in)
    ]
    assert {node["id"] for node in data["nodes"]} == set(first.nodes)


@settings(max_examples=60)
@given(strategies.broken_bases(), st.lists(strategies.broken_bases(), min_size=1, max_size=3), st.data())
def test_a_compiled_base_that_follows_edits_is_as_one_made_from_nothing(
    files: dict[str, str | bytes], others: list[dict[str, str | bytes]], data: st.DataObject
) -> None:
    with written(files) as base:
        compiled.open_base(base).connection.close()
        for other in others:
            names = sorted({*files, *other})
            for name in data.draw(st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=3)):
                path = base / name
                path.unlink(missing_ok=True)
                if name in other:
                    content = other[name]
                    path.parent.mkdir(exist_ok=True)
                    path.write_bytes(content.encode() if isinstance(content, str) else content)
            followed = compiled.open_base(base)
            shutil.rmtree(base.parent / "build")
            afresh = compiled.open_base(base)

            assert followed.problems == afresh.problems
            assert test_compiled.dump(followed.connection) == test_compiled.dump(afresh.connection)
            followed.connection.close()
            afresh.connection.close()


_nasty = st.text(st.sampled_from("a:,%\r\n\t\x0b\u2028\x1b[;é😀]'\""), max_size=12)
_problems = st.builds(
    Problem,
    st.builds(Location, _nasty, st.integers(1, 99), st.integers(1, 99)),
    st.sampled_from(Severity),
    st.sampled_from(sorted(CODES)),
    _nasty,
    st.none() | _nasty,
)


@given(st.lists(_problems, max_size=5))
def test_every_line_for_github_is_one_command_of_ours(problems: list[Problem]) -> None:
    text = report.FORMATS["github"](problems)

    lines = text.split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(problems)
    assert all(line.startswith(("::error ", "::warning ")) and "\r" not in line for line in lines)
    assert all(line.count("::") >= 2 for line in lines)
    properties = [line.split(" ", 1)[1].split("::")[0].split(",") for line in lines]
    assert all([part.partition("=")[0] for part in found] == ["file", "line", "col", "title"] for found in properties)


@given(st.lists(_problems, max_size=5))
def test_a_report_for_programs_can_be_read_back(problems: list[Problem]) -> None:
    rows = json.loads(report.FORMATS["json"](problems))
    results = json.loads(report.FORMATS["sarif"](problems))["runs"][0]["results"]

    assert [(row["path"], row["line"], row["column"], row["code"], row["message"], row["hint"]) for row in rows] == [
        (*problem.location, problem.code, problem.message, problem.hint) for problem in problems
    ]
    assert [result["ruleId"] for result in results] == [problem.code for problem in problems]


@pytest.mark.parametrize("relation", RELATIONS)
def test_the_inverse_of_the_inverse_is_the_relation_itself(relation: str) -> None:
    assert _other_end(RELATIONS[relation].inverse) == relation


def test_the_folders_of_the_strategies_are_folders_of_bases() -> None:
    with written({}) as base:
        assert loader.read(base).problems == ()
    assert set(FOLDERS) == set(BY_FOLDER)


def in_form(text: str) -> str:
    return canonical.text_of(parse("x", text), {"a": {}, "é": {"a": {}}}, "../../schemas/x.json")


@settings(max_examples=300)
@given(strategies.commented())
def test_bringing_a_text_into_form_changes_no_data_keeps_comments_and_is_done_once(text: str) -> None:
    written = in_form(text)

    assert parse("x", written).data == parse("x", text).data
    assert sorted(re.findall(r"#c[0-9]+$", written, re.MULTILINE)) == sorted(
        re.findall(r"#c[0-9]+$", text, re.MULTILINE)
    )
    assert in_form(written) == written


@settings(max_examples=300)
@given(strategies.scraps | st.text())
def test_whatever_can_be_parsed_can_be_brought_into_form(text: str) -> None:
    try:
        document = parse("x", decode("x", text.encode(errors="surrogatepass")))
    except SourceError:
        return
    written = in_form(document.text)

    assert parse("x", written).data == document.data
    assert in_form(written) == written
