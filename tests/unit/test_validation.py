"""What is said of a document that does not fit its kind: in our own words, at its exact place."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from interpkb import validation
from interpkb.models import BY_FOLDER, Agenda, Dimension, Evidence, Method, Source
from interpkb.models.fields import Entry
from interpkb.source import Document, Keys, SourceError, decode, parse
from pydantic import ValidationError

from tests import factories

Load = Callable[[str], Document]
GOLDEN = Path(__file__).parents[1] / "golden" / "kb"


def problems(model: type[Entry], document: Document) -> list[str]:
    entry, body, found = validation.validate(model, document)
    assert (entry is None) is bool(found)
    assert json.loads(body) == document.data
    return [str(problem).removeprefix("kb/x.yaml:") for problem in sorted(found)]


def test_a_sound_document_becomes_an_entry_and_its_json(load_text: Load) -> None:
    entry, body, found = validation.validate(Method, load_text("name: é\nsummary: 'no'\naliases: [a]\n"))

    assert entry == Method(name="é", summary="no", aliases=("a",))
    assert body == '{"name":"é","summary":"no","aliases":["a"]}'
    assert found == ()


NOTES = """\
name: Probing
summary: It reads.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: x\n", ["1:1: error: missing field 'summary' [missing-field]"]),
        (
            "title: x\n",
            [
                "1:1: error: missing field 'name' [missing-field]",
                "1:1: error: missing field 'summary' [missing-field]",
                "1:1: error: unknown field 'title' (known here: name, aliases, summary, type, broader, introduced_by, "
                "on_map, position, serves, human_work, parameters, assumes, critiques, notes, reviewed) [unknown-field]",
            ],
        ),
        ("nam: x\nsummary: y\n", ["1:1: error: unknown field 'nam' (did you mean 'name'?) [unknown-field]"]),
        (
            "nam: x\nsumary: y\n",
            [
                "1:1: error: unknown field 'nam' (did you mean 'name'?) [unknown-field]",
                "2:1: error: unknown field 'sumary' (did you mean 'summary'?) [unknown-field]",
            ],
        ),
        (
            f"{NOTES}serves:\n  - goal: x\n    strenght: 3\n    because: y\n",
            [
                "4:5: error: missing field 'according_to' [missing-field]",
                "5:5: error: unknown field 'strenght' (did you mean 'strength'?) [unknown-field]",
            ],
        ),
        (
            f"{NOTES}on_map: {{row: 1, label: x, band: direct, bant: y}}\n",
            ["3:42: error: unknown field 'bant' (did you mean 'band'?) [unknown-field]"],
        ),
        (
            f"{NOTES}serves:\n  -\n    zzz: 1\n",
            [
                "5:5: error: missing field 'according_to' [missing-field]",
                "5:5: error: missing field 'goal' [missing-field]",
                "5:5: error: missing field 'strength' [missing-field]",
                "5:5: error: unknown field 'zzz' (known here: because, according_to, goal, strength) [unknown-field]",
            ],
        ),
    ],
)
def test_missing_and_unknown_fields(text: str, expected: list[str], load_text: Load) -> None:
    assert problems(Method, load_text(text)) == expected


def serves(strength: str) -> str:
    return f"serves:\n- {{goal: x, strength: {strength}, according_to: editor}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reviewed: 2024", "3:11: error: expected text for 'reviewed', found the number 2024 (put it in quotes) [wrong-type]"),
        ("notes: 1e999", "3:8: error: expected text for 'notes', found the number inf (put it in quotes) [wrong-type]"),
        ("notes: true", "3:8: error: expected text for 'notes', found true (put it in quotes) [wrong-type]"),
        ("notes: []", "3:8: error: expected text for 'notes', found a list [wrong-type]"),
        ("notes: {}", "3:8: error: expected text for 'notes', found a mapping [wrong-type]"),
        ("broader: [3]", "3:11: error: expected text for an item of 'broader', found the number 3 (put it in quotes) [wrong-type]"),
        ("aliases: SAE", "3:10: error: expected a list for 'aliases', found the text 'SAE' [wrong-type]"),
        ("serves: {a: 1}", "3:9: error: expected a list for 'serves', found a mapping [wrong-type]"),
        ("serves: [x]", "3:10: error: expected a mapping of fields for an item of 'serves', found the text 'x' [wrong-type]"),
        ("on_map: 3", "3:9: error: expected a mapping of fields for 'on_map', found the number 3 [wrong-type]"),
        ("on_map: []", "3:9: error: expected a mapping of fields for 'on_map', found a list [wrong-type]"),
        (serves("'2'"), "4:23: error: expected a whole number for 'strength', found the text '2' [wrong-type]"),
        (serves("2.5"), "4:23: error: expected a whole number for 'strength', found the number 2.5 [wrong-type]"),
        (serves("2.0"), "4:23: error: expected a whole number for 'strength', found the number 2.0 [wrong-type]"),
        (serves("1e999"), "4:23: error: expected a whole number for 'strength', found the number inf [wrong-type]"),
        (serves("true"), "4:23: error: expected a whole number for 'strength', found true [wrong-type]"),
        ("type: 3", "3:7: error: expected one of method, class for 'type', found the number 3 [wrong-type]"),
        ("type: []", "3:7: error: expected one of method, class for 'type', found a list [wrong-type]"),
        ("notes:", "3:1: error: 'notes' is empty (fill it in, or delete the line) [wrong-type]"),
        ("broader:", "3:1: error: 'broader' is empty, expected a list (fill it in, or delete the line) [wrong-type]"),
        ("type: ~", "3:1: error: 'type' is empty, expected one of method, class (fill it in, or delete the line) [wrong-type]"),
        (serves(""), "4:13: error: 'strength' is empty, expected a whole number (fill it in, or delete the line) [wrong-type]"),
        ("aliases: [~]", "3:11: error: an item of 'aliases' is empty, expected text (fill it in, or delete the line) [wrong-type]"),
        ("aliases: ['']", "3:11: error: an item of 'aliases' is empty (fill it in, or delete the line) [value-not-allowed]"),
        ("notes: ''", "3:8: error: 'notes' is empty (fill it in, or delete the line) [value-not-allowed]"),
        ("notes: '  '", "3:8: error: 'notes' is blank (fill it in, or delete the line) [value-not-allowed]"),
        ("aliases: [' a']", "3:11: error: an item of 'aliases' begins or ends with a space (delete the space) [value-not-allowed]"),
        (
            "aliases:\n- >\n  a\n  b\n",
            "4:3: error: an item of 'aliases' ends with a line break (write '>-' instead of '>', or put it on one line) "
            "[value-not-allowed]",
        ),
        (
            "aliases:\n- |-\n  a\n  b\n",
            "4:3: error: an item of 'aliases' must be one line (fold it with '>-', or put it on one line) "
            "[value-not-allowed]",
        ),
        (f"aliases: [{'x' * 401}]", "3:11: error: an item of 'aliases' is 401 characters long (at most 400) [value-not-allowed]"),
        (f"notes: {'x' * 8001}", "3:8: error: 'notes' is 8,001 characters long (at most 8,000) [value-not-allowed]"),
        (f"broader: [{'x' * 81}]", "3:11: error: an item of 'broader' is 81 characters long (at most 80) [value-not-allowed]"),
        ("type: clas", "3:7: error: 'clas' is not a value of 'type' (did you mean 'class'?) [value-not-allowed]"),
        ("type: zzz", "3:7: error: 'zzz' is not a value of 'type' (one of method, class) [value-not-allowed]"),
        (
            f"type: {'z' * 70}",
            f"3:7: error: '{'z' * 59}…' is not a value of 'type' (one of method, class) [value-not-allowed]",
        ),
        ("on_map: {row: 0, label: a, band: direct}", "3:15: error: 0 is out of range for 'row' (at least 1) [value-not-allowed]"),
        ("on_map: {row: 100, label: a, band: direct}", "3:15: error: 100 is out of range for 'row' (at most 99) [value-not-allowed]"),
        (serves("5"), "4:23: error: strength 5 is not on the scale (from 0, not at all, to 4, very much) [strength-out-of-range]"),
        (serves("-1"), "4:23: error: strength -1 is not on the scale (from 0, not at all, to 4, very much) [strength-out-of-range]"),
        (
            "broader: [A b]",
            "3:11: error: 'A b' is no id (lower-case words joined by hyphens, such as 'feature-visualization') [bad-id]",
        ),
        (
            "reviewed: soon",
            """3:11: error: 'soon' is no date (write "2024", "2024-11" or "2024-11-23") [bad-date]""",
        ),
    ],
)  # fmt: skip
def test_a_wrong_value_is_said_in_our_own_words(text: str, expected: str, load_text: Load) -> None:
    assert problems(Method, load_text(NOTES + text)) == [expected]


@pytest.mark.parametrize(
    ("model", "fields", "expected"),
    [
        (
            Source,
            {"arxiv": "2407.12404v2"},
            "5:8: error: '2407.12404v2' is no arXiv id "
            '(write it as "2407.12404", with neither version nor address) [bad-arxiv-id]',
        ),
        (
            Source,
            {"doi": "https://doi.org/10.1000/182"},
            "6:6: error: 'https://doi.org/10.1000/182' is no DOI "
            '(write it as "10.1234/abcd", without https://doi.org/) [bad-doi]',
        ),
        (
            Source,
            {"url": "javascript:alert(1)"},
            "6:6: error: 'javascript:alert(1)' is no web address "
            "(it must start with https:// or http:// and hold no spaces) [bad-url]",
        ),
        (Source, {"authors": []}, "2:10: error: 'authors' is empty (fill it in, or delete the line) [value-not-allowed]"),
        (
            Source,
            {"reports_on": [{"failure": "x", "reported": True, "according_to": "editor"}]},
            "6:43: error: expected one of yes, partly, no for 'reported', found true [wrong-type]",
        ),
        (
            Dimension,
            {"core": "yes"},
            "6:7: error: expected true or false for 'core', found the text 'yes' [wrong-type]",
        ),
        (
            Evidence,
            {"setting": {"parameters": "7 billion"}},
            "7:25: error: '7 billion' is no size of a model (write it as \"7B\") [value-not-allowed]",
        ),
        (
            Evidence,
            {"bears_on": [{"method": "m", "need": "a/b/c", "direction": "supports"}]},
            "4:36: error: 'a/b/c' is no id of a need (write it AGENDA/NEED) [bad-id]",
        ),
        (
            Evidence,
            {"bears_on": [{"direction": "supports"}]},
            "4:12: error: an item of 'bears_on' needs either a claim, or a method with one goal, need or failure "
            "[value-not-allowed]",
        ),
        (
            Evidence,
            {"bears_on": [{"claim": "c", "method": "m", "goal": "g", "direction": "supports"}]},
            "4:12: error: an item of 'bears_on' needs either a claim, or a method with one goal, need or failure "
            "[value-not-allowed]",
        ),
        (
            Evidence,
            {"bears_on": [{"method": "m", "goal": "g", "failure": "f", "direction": "supports"}]},
            "4:12: error: an item of 'bears_on' needs either a claim, or a method with one goal, need or failure "
            "[value-not-allowed]",
        ),
        (
            Evidence,
            {"bears_on": [{"method": "m", "direction": "supports"}]},
            "4:12: error: an item of 'bears_on' needs either a claim, or a method with one goal, need or failure "
            "[value-not-allowed]",
        ),
    ],
)  # fmt: skip
def test_a_wrong_value_of_another_kind(
    model: type[Entry], fields: dict[str, Any], expected: str, load_text: Load
) -> None:
    assert problems(model, load_text(factories.entry(model.kind, **fields))) == [expected]


def test_a_list_whose_items_are_wrong_is_not_called_too_short_as_well(load_text: Load) -> None:
    text = factories.entry("source", authors=[1])

    assert problems(Source, load_text(text)) == [
        "2:11: error: expected text for an item of 'authors', found the number 1 (put it in quotes) [wrong-type]"
    ]


def test_all_mistakes_of_a_document_are_reported_at_once(load_text: Load) -> None:
    text = "name: ''\nsummary: 3\naliases: x\nnotes:\nzzz: 1\n"

    assert [problem.partition(" ")[0] for problem in problems(Method, load_text(text))] == [
        "1:7:", "2:10:", "3:10:", "4:1:", "5:1:",
    ]  # fmt: skip


def test_a_mistake_deep_inside_has_its_own_line(load_text: Load) -> None:
    need = {
        "id": "n", "name": "N", "question": "Q?", "type": "task", "interpretability": "helps", "according_to": "editor",
        "requires": [{"dimension": "d", "values": ["v", "W"], "according_to": "editor"}],
    }  # fmt: skip

    (problem,) = problems(Agenda, load_text(factories.entry("agenda", needs=[need])))

    column = factories.entry("agenda", needs=[need]).splitlines()[3].index('"W"') + 1
    assert problem.startswith(f"4:{column}: error: 'W' is no id")


def full_entries() -> list[tuple[str, dict[str, Any]]]:
    """Take the entry of each kind in the golden base that says the most."""
    best = []
    for folder in BY_FOLDER:
        texts = [path.read_bytes() for path in (GOLDEN / folder).iterdir()]
        best.append((folder, parse("x", decode("x", max(texts, key=len))).data))
    return best


def places(value: Any, keys: Keys = ()) -> Iterator[Keys]:
    if keys:
        yield keys
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in children:
        yield from places(inner, (*keys, key))


def with_value(data: Any, keys: Keys, value: Any) -> Any:
    """Copy plain data with another value at one place."""
    if not keys:
        return value
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[keys[0]] = with_value(data[keys[0]], keys[1:], value)
    return copy


WRONG: tuple[Any, ...] = (
    None, True, 3, -1, 100, 2.5, float("inf"), 10**17, "", " ", " x", "x\ny", "x\n", "zzz", "A b", "x" * 8001, [], [3],
    [None], [""], [[]], {}, {"zzz": 1}, {"zzz": None},
)  # fmt: skip


@pytest.mark.parametrize(("folder", "data"), full_entries(), ids=lambda value: value if isinstance(value, str) else "")
def test_whatever_is_wrong_is_said_in_our_own_words_inside_the_value_that_is_wrong(
    folder: str, data: dict[str, Any]
) -> None:
    model = BY_FOLDER[folder]
    types: set[str] = set()
    for keys in places(data):
        for wrong in WRONG:
            changed = with_value(data, keys, wrong)
            text = json.dumps(changed, ensure_ascii=False).replace("Infinity", "1e999")
            document = parse("kb/x.yaml", text)
            start, at_key = document.locate(keys).column, document.locate(keys, key=True).column
            end = start + len(json.dumps(wrong, ensure_ascii=False))
            try:
                model.model_validate_json(json.dumps(changed))
                theirs = set()
            except ValidationError as error:
                theirs = {found["msg"].casefold() for found in error.errors() if found["type"] != "one_target"}
                types.update(found["type"] for found in error.errors())
            entry, _, found = validation.validate(model, document)
            assert entry is not None or found
            for problem in found:
                assert not any(words in problem.message.casefold() for words in theirs), problem
                inside = start <= problem.location.column < end or problem.location.column == at_key
                assert inside or "needs either a claim" in problem.message, (keys, wrong, problem)
    assert types >= {"string_type", "missing", "extra_forbidden"}


@pytest.mark.parametrize(("folder", "data"), full_entries(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_field_that_is_left_out_is_missed_once_at_the_mapping_that_should_hold_it(
    folder: str, data: dict[str, Any]
) -> None:
    for keys in places(data):
        if isinstance(keys[-1], int):
            continue
        changed = json.loads(json.dumps(data))
        holder = changed
        for key in keys[:-1]:
            holder = holder[key]
        del holder[keys[-1]]
        document = parse("kb/x.yaml", json.dumps(changed, ensure_ascii=False))
        where = document.locate(keys[:-1])

        _, _, found = validation.validate(BY_FOLDER[folder], document)

        assert [str(problem) for problem in found] in (
            [],
            [f"{where}: error: missing field {keys[-1]!r} [missing-field]"],
            [
                f"{where}: error: an item of 'bears_on' needs either a claim, or a method with one goal, need or failure "
                "[value-not-allowed]"
            ],
        )


def test_a_document_that_cannot_be_parsed_never_gets_here() -> None:
    with pytest.raises(SourceError):
        parse("kb/x.yaml", "[")
