from collections.abc import Callable
from pathlib import Path

from interpkb import compiled, ledger
from interpkb.ledger import Tombstone

from tests import factories
from tests.conftest import Files, Run


def problems(content: bytes) -> list[str]:
    return [str(problem) for problem in ledger.parse("kb/ids.txt", content).problems]


def test_a_ledger_is_written_as_it_is_read() -> None:
    gone = Tombstone("methods/b", "methods/a", "2026-12-01", "Two\n words.")
    lost = Tombstone("goals/c", None, "2026-12-02", "So.")

    text = ledger.text("2026-11-22", ["methods/z", "methods/a"], [gone, lost])
    read = ledger.parse("kb/ids.txt", text.encode())

    assert text.splitlines()[1:] == [
        "released: 2026-11-22",
        "goals/c -> none 2026-12-02 So.",
        "methods/a",
        "methods/b -> methods/a 2026-12-01 Two words.",
        "methods/z",
    ]
    assert read.released_on == "2026-11-22"
    assert read.ids == {"a", "z"}
    assert read.problems == ()
    assert read.tombstones == {"methods/b": gone._replace(because="Two words."), "goals/c": lost}


def test_whatever_a_ledger_holds_is_read_or_reported() -> None:
    assert problems(b"\xef\xbb\xbfmethods/a\r\n# \xff\n") == [
        "kb/ids.txt:2:1: error: byte 0xff is not UTF-8 (save the file as UTF-8) [bad-ledger]"
    ]
    assert problems(b"a/b -> none 2026-12-01 \xe2\x80\xaegnp.exe\n") == [
        "kb/ids.txt:1:1: error: 'a/b -> none 2026-12-01 \\u202egnp.exe' is no line of a ledger "
        "(FOLDER/ID, or an id that is gone) [bad-ledger]"
    ]
    assert problems(b"x" * (ledger.MAX_BYTES + 1)) == [
        "kb/ids.txt:1:1: error: a ledger of 4,194,305 bytes (at most 4,194,304) [bad-ledger]"
    ]
    assert problems(b"../b\na/../b\na/B\n") != []
    assert problems(b"\xef\xbb\xbfmethods/a  \r\n\r\n# c\r\n") == []


def test_an_address_leads_on_until_something_is_there() -> None:
    read = ledger.parse("kb/ids.txt", b"a/x -> a/y 2026-01-01 .\na/y -> none 2026-01-01 .\na/z -> a/z 2026-01-01 .\n")

    assert ledger.final_target(read, "a/x", {"a/x"}) == "a/x"
    assert ledger.final_target(read, "a/x", ()) == "a/y"
    assert ledger.final_target(read, "a/z", ()) is None


def test_a_change_of_the_ledger_is_noticed(write_kb: Callable[[Files], Path], run_cli: Callable[..., Run]) -> None:
    base = write_kb(factories.least_base())

    assert run_cli("validate", kb=base).code == 0
    (base / "ids.txt").write_text("methods/gone\n", encoding="utf-8")
    assert run_cli("validate", kb=base).stdout == (
        "kb/ids.txt:1:1: error: methods/gone was released, and is gone "
        "(say what became of it: interpkb retire gone --because …, or interpkb rename OLD NEW) [vanished-id]\n"
        "1 error in 1 file (checked 2 files)\n"
    )
    (base / "ids.txt").write_text("methods/gone -> none 2026-12-01 So.\n", encoding="utf-8")
    assert run_cli("validate", kb=base).stdout == "no problems in 2 files\n"
    connection = compiled.open_base(base).connection
    assert connection.execute("SELECT address FROM tombstone").fetchall() == [("methods/gone",)]
    connection.close()


def test_a_ledger_that_is_a_link_or_a_folder_is_refused(
    write_kb: Callable[[Files], Path], run_cli: Callable[..., Run], tmp_path: Path
) -> None:
    base = write_kb(factories.least_base())
    (tmp_path / "elsewhere.txt").write_text("methods/x\n", encoding="utf-8")
    (base / "ids.txt").symlink_to(tmp_path / "elsewhere.txt")

    assert run_cli("validate", kb=base).stdout.splitlines()[0] == (
        "kb/ids.txt:1:1: error: the ledger is a link (put the file itself here) [outside-link]"
    )
    (base / "ids.txt").unlink()
    (base / "ids.txt").mkdir()
    assert run_cli("validate", kb=base).stdout.splitlines()[0] == (
        "kb/ids.txt:1:1: error: the file cannot be read: is a directory [unreadable-file]"
    )


def test_a_question_about_an_old_name_is_answered_about_what_took_its_place(
    write_kb: Callable[[Files], Path], run_cli: Callable[..., Run]
) -> None:
    notes = "methods/maps -> methods/saliency-maps 2026-12-01 So.\nmethods/lost -> none 2026-12-01 Nobody found it.\n"
    base = write_kb(factories.least_base() | {"ids.txt": notes})

    assert run_cli("show", "maps", kb=base).stdout.splitlines()[:2] == ["Saliency maps", "method · saliency-maps"]
    assert run_cli("show", "lost", kb=base) == Run(
        1, "", "interpkb: 'lost' was retired on 2026-12-01: Nobody found it.\n"
    )


def test_a_reference_to_what_is_gone_is_told_what_became_of_it(
    write_kb: Callable[[Files], Path], run_cli: Callable[..., Run]
) -> None:
    notes = "goals/mend -> goals/debug-model 2026-12-01 So.\ngoals/lost -> none 2026-12-02 Nobody wants it.\n"
    serves = [factories.serves("mend"), factories.serves("lost"), factories.serves("debug-modle")]
    base = write_kb(
        {
            **factories.least_base(),
            "ids.txt": notes,
            "methods/saliency-maps.yaml": factories.entry("method", serves=serves),
        }
    )
    expected = [
        "unknown goal 'mend' (it is called 'debug-model' since 2026-12-01; 'interpkb validate --fix' puts it right)",
        "unknown goal 'lost' (it was retired on 2026-12-02: Nobody wants it.)",
        "unknown goal 'debug-modle' (did you mean 'debug-model'?)",
    ]

    whole = run_cli("validate", kb=base)
    (base / "methods" / "saliency-maps.yaml").write_text(
        factories.entry("method", serves=serves, name="Maps"), encoding="utf-8"
    )
    patched = run_cli("validate", kb=base)

    for run in (whole, patched):
        assert [line.partition("error: ")[2] for line in run.stdout.splitlines()[:-1]] == [
            f"{text} [unknown-reference]" for text in expected
        ]
