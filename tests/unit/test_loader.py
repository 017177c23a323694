from collections.abc import Callable
from pathlib import Path

import pytest
from interpkb import loader
from interpkb.loader import Reading

from tests import factories
from tests.conftest import Files

Read = Callable[[Files], Reading]
WriteKb = Callable[[Files], Path]


def lines(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def test_a_sound_base_is_read_whole(read_kb: Read) -> None:
    reading = read_kb(factories.least_base())

    assert reading.problems == ()
    assert reading.kb is not None
    assert list(reading.kb.entries) == ["debug-model", "saliency-maps"]
    assert [(record.file.path, record.sound, record.problems) for record in reading.records] == [
        ("kb/goals/debug-model.yaml", True, ()),
        ("kb/methods/saliency-maps.yaml", True, ()),
    ]
    assert reading.parsed == 2


def test_a_base_with_warnings_is_a_base(read_kb: Read) -> None:
    reading = read_kb({"goals/debug-model.yaml": factories.entry("goal")})

    assert reading.kb is not None
    assert [problem.severity for problem in reading.problems] == ["warning"]


BROKEN: dict[str, str | bytes] = {
    "goals/debug-model.yaml": factories.entry("goal", nmae="x"),
    "methods/a.yaml": "name: [\n",
    "methods/b.yaml": b"\xff",
    "methods/c.yaml": factories.entry("method", serves=[factories.serves("debug-modell")]),
    "methods/d.yaml": factories.entry("method", summary="<b>", notes="[x](javascript:y)"),
    "methods/E.yaml": "",
    "elsewhere.yaml": "",
}


def test_problems_of_every_phase_are_reported_at_once_and_in_order(read_kb: Read) -> None:
    reading = read_kb(BROKEN)

    assert reading.kb is None
    assert [line.partition(" ")[0] for line in lines(reading)] == [
        "kb/elsewhere.yaml:1:1:",
        "kb/goals/debug-model.yaml:4:1:",
        "kb/methods/E.yaml:1:1:",
        "kb/methods/a.yaml:2:1:",
        "kb/methods/b.yaml:1:1:",
        "kb/methods/c.yaml:3:19:",
        "kb/methods/d.yaml:2:10:",
        "kb/methods/d.yaml:3:8:",
    ]
    assert list(reading.problems) == sorted(set(reading.problems))


def test_reading_again_what_is_known_gives_the_same_without_opening_a_file(
    write_kb: WriteKb, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = write_kb(factories.least_base())
    first = loader.read(base)
    known = {record.file.path: record for record in first.records}

    def fail(self: loader.Files, path: str) -> bytes:
        raise AssertionError(path)

    monkeypatch.setattr(loader.Files, "read", fail)
    again = loader.read(base, known)

    assert (again.records, again.problems, again.kb, again.parsed) == (first.records, (), first.kb, 0)


def test_what_a_broken_file_says_is_known_too(write_kb: WriteKb) -> None:
    base = write_kb(BROKEN)
    first = loader.read(base)

    again = loader.read(base, {record.file.path: record for record in first.records})

    assert again.problems == first.problems
    assert again.records == first.records


def test_only_what_has_changed_is_parsed(write_kb: WriteKb) -> None:
    base = write_kb(factories.least_base())
    known = {record.file.path: record for record in loader.read(base).records}
    del known["kb/goals/debug-model.yaml"]
    write_kb({"goals/debug-model.yaml": factories.entry("goal", name="Mend the model")})

    again = loader.read(base, known)

    assert again.parsed == 1
    assert again.kb is not None
    assert again.kb.nodes["debug-model"].name == "Mend the model"


def test_text_escaped_in_double_quotes_is_looked_at_as_it_reads(read_kb: Read) -> None:
    escaped = 'name: "\\x3Cscript\\x3E"\nsummary: "\\u005Bx](javascript\\u003Aalert(1))"\n'

    assert lines(read_kb({"methods/x.yaml": escaped})) == [
        "kb/methods/x.yaml:1:7: error: the text holds raw HTML '<script>' "
        "(write Markdown, or put it in `backticks`) [raw-html]",
        "kb/methods/x.yaml:2:10: error: the text links to 'javascript:alert(1)' "
        "(link to https://..., http://..., mailto:... or the id of an entry) [unsafe-link]",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "a\n  <script>alert(1)</script>",
        "'<script>alert(1)</script>'",
        '"<script>alert(1)</script>"',
        '"\\\n  <script>alert(1)</script>"',
        ">-\n  <script>alert(1)</script>",
        "|\n  <script>\n  alert(1)\n  </script>",
    ],
)
def test_raw_html_is_found_however_the_text_is_written(written: str, read_kb: Read) -> None:
    reading = read_kb({"methods/x.yaml": factories.entry("method") + f"notes: {written}\n"})

    assert {problem.code for problem in reading.problems} == {"raw-html"}


def test_one_entry_may_have_several_faults_at_one_place(read_kb: Read) -> None:
    reading = read_kb({"methods/x.yaml": factories.entry("method", notes="<b> <i> [x](ftp://a) [x](ftp://a)")})

    assert [f"{p.location.line}:{p.location.column} {p.code}" for p in reading.problems] == [
        "3:8 raw-html",
        "3:8 raw-html",
        "3:8 unsafe-link",
    ]


def test_a_folder_that_is_not_there_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    assert lines(loader.read(tmp_path / "kb")) == [
        "kb/:1:1: error: the folder cannot be read: no such file or directory [unreadable-file]"
    ]


def test_the_collector_runs_again_after_a_reading(read_kb: Read) -> None:
    import gc

    read_kb(BROKEN)

    assert gc.isenabled()
