"""Coverage-guided fuzzing of what reads, judges and writes entries: run by hand, for minutes or a night.

    python3 -m venv build/fuzz-venv && build/fuzz-venv/bin/pip install atheris
    PYTHONPATH=tool:.venv/lib/python3.11/site-packages build/fuzz-venv/bin/python tests/fuzz/fuzz_entries.py

The first time it makes a corpus in build/fuzz from the cases and the golden base, and goes on from there each time.
Arguments are libFuzzer's: `-max_total_time=600`, or the file of a crash to see it again. It is no part of `make test`,
as atheris has no wheels for some Pythons. What it finds becomes a case, or an example in a test.
"""

import json
import sys
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["interpkb"]):
    from interpkb import ledger, loader, report, validation
    from interpkb.codes import CODES
    from interpkb.editing import formatting
    from interpkb.models import KINDS
    from interpkb.problems import Problem
    from interpkb.refs import arxiv, crossref
    from interpkb.refs.arxiv import UnreadableAnswerError
    from interpkb.source import SourceError, decode, parse

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "build" / "fuzz"


def judge(content: bytes) -> None:
    """Read one file as an entry of the kind that its first byte names, and write all that is found of it."""
    model = KINDS[content[0] % len(KINDS)]
    path = f"kb/{model.folder}/x.yaml"
    try:
        document = parse(path, decode(path, content[1:]))
    except SourceError as error:
        look_at([error.problem])
        return
    _, body, problems = validation.validate(model, document)
    faults = list(loader._faults(document))
    json.loads(body)
    look_at([*problems, *faults])
    written = formatting.form(document)
    again = parse(path, decode(path, written.encode()))
    assert again.data == document.data
    assert formatting.form(again) == written


def look_at(problems: list[Problem]) -> None:
    """Write problems in every format, of which each must be what it claims to be."""
    for problem in problems:
        assert problem.code in CODES
        assert problem.location.line >= 1
        assert problem.location.column >= 1
    assert len(report.text(problems).split("\n")) == len(problems) + 1, "a problem is one line"
    github = report.github(problems).split("\n")
    assert len(github) == len(problems) + 1
    assert all(line.startswith("::") for line in github[:-1])
    json.loads(report.json_text(problems))
    json.loads(report.sarif(problems))


def others(content: bytes) -> None:
    """Read the same bytes as a ledger and as answers of registries."""
    found = ledger.parse("kb/ids.txt", content)
    look_at(list(found.problems))
    text = ledger.text(found.released_on, found.living, found.tombstones.values())
    again = ledger.parse("kb/ids.txt", text.encode())
    assert (again.living, again.tombstones, again.problems) == (found.living, found.tombstones, ())
    for read in (arxiv.parse, crossref.parse):
        with suppress(UnreadableAnswerError):
            read(content)


def fuzz(content: bytes) -> None:
    """Do both; whatever raises is a finding."""
    if content:
        judge(content)
        others(content)


def make_corpus() -> None:
    """Begin with the entries of the cases and the golden base."""
    CORPUS.mkdir(parents=True, exist_ok=True)
    for i, path in enumerate(sorted(ROOT.glob("tests/**/kb/*/*.yaml"))):
        kind = next((n for n, model in enumerate(KINDS) if model.folder == path.parent.name), 0)
        (CORPUS / f"seed-{i}").write_bytes(bytes([kind]) + path.read_bytes()[:4096])


if __name__ == "__main__":
    if not CORPUS.exists():
        make_corpus()
    words = f"-dict={Path(__file__).with_name('yaml.dict')}"
    atheris.Setup(
        [sys.argv[0], str(CORPUS), words, "-max_len=4096", f"-artifact_prefix={CORPUS}-", *sys.argv[1:]], fuzz
    )
    atheris.Fuzz()
