"""What is written is whole, whatever happens meanwhile."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import filelock
import pytest
from interpkb import outputs
from interpkb.editing import writing
from interpkb.errors import CannotWriteError

from tests import factories
from tests.checkout import PROGRAM
from tests.conftest import Files, Run

Cli = Callable[..., Run]


@pytest.fixture
def base(write_kb: Callable[[Files], Path]) -> Path:
    return write_kb(factories.least_base())


def held(base: Path) -> dict[str, bytes]:
    return {path.relative_to(base).as_posix(): path.read_bytes() for path in base.rglob("*") if path.is_file()}


def stop_after(monkeypatch: pytest.MonkeyPatch, files: int, error: BaseException) -> None:
    """Let some files be replaced, and then nothing any more, as when the process is killed or the disk is full."""
    real, left = outputs.replace, [files]

    def replace(path: Path, data: bytes) -> None:
        if left[0] == 0:
            raise error
        left[0] -= 1
        real(path, data)

    monkeypatch.setattr(outputs, "replace", replace)


class Killed(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("files", range(3))
def test_a_rename_that_is_cut_short_is_as_if_it_had_not_begun_or_is_finished_later(
    files: int, base: Path, run_cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(base)
    with monkeypatch.context() as patch:
        stop_after(patch, files, Killed())
        with pytest.raises(Killed):
            run_cli("rename", "debug-model", "mend-model", kb=base)

    if files == 0:
        assert held(base) == before
    warned = run_cli("validate", kb=base)
    after = run_cli("fmt", "--check", kb=base)
    finished = run_cli("fmt", kb=base)

    assert ("an edit was cut short" in warned.stderr) == (files > 0)
    assert after.stdout.count("not in form") >= 2
    assert finished.stderr.count("finished an edit that was cut short") == (0, 3, 2)[files]
    assert run_cli("validate", "--strict", kb=base).stdout == "no problems in 2 files\n"
    assert set(held(base)) == {f"goals/{'mend' if files else 'debug'}-model.yaml", "methods/saliency-maps.yaml"}


def test_a_file_that_was_changed_since_an_edit_was_cut_short_is_let_be(
    base: Path, run_cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        stop_after(patch, 1, Killed())
        with pytest.raises(Killed):
            run_cli("rename", "debug-model", "mend-model", kb=base)
    (base / "methods" / "saliency-maps.yaml").write_text("name: mine\n", encoding="utf-8")

    run = run_cli("fmt", "--check", kb=base)
    finished = run_cli("release", kb=base)

    assert run.code == 1
    assert "has been changed since, so look at it: kb/methods/saliency-maps.yaml" in finished.stderr
    assert (base / "methods" / "saliency-maps.yaml").read_text(encoding="utf-8") == "name: mine\n"
    assert not writing.journal(base).exists()


@pytest.mark.parametrize(
    ("code", "words"), [(errno.ENOSPC, "no space left on device"), (errno.EROFS, "read-only file system")]
)
@pytest.mark.parametrize("command", [["fmt"], ["rename", "debug-model", "x"], ["release"], ["schema"]])
def test_a_full_disk_or_a_folder_that_is_closed_gives_a_message_and_changes_nothing(
    code: int, words: str, command: list[str], base: Path, run_cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(base)
    stop_after(monkeypatch, 0, OSError(code, os.strerror(code), "kb"))

    run = run_cli(*command, kb=base)

    assert run.code == 1
    assert words in run.stderr
    assert "Traceback" not in run.stderr
    assert held(base) == before


def test_a_disk_that_fills_up_midway_leaves_whole_files_and_the_edit_can_be_finished(
    base: Path, run_cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        stop_after(patch, 2, OSError(errno.ENOSPC, "No space left on device"))
        run = run_cli("rename", "debug-model", "mend-model", kb=base)

    assert "no space left on device" in run.stderr
    assert run_cli("fmt", kb=base).code == 0
    assert run_cli("validate", "--strict", kb=base).stdout == "no problems in 2 files\n"


def test_a_limit_on_the_size_of_files_leaves_no_half_of_one(base: Path) -> None:
    before = held(base)
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40)); from interpkb.cli import main; "
        f"sys.exit(main.invoke(['--kb', {str(base)!r}, 'fmt']))"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (run.returncode, "file too large" in run.stderr) == (1, True)
    assert held(base) == before


def test_an_edit_waits_for_another_and_gives_up_with_a_message(
    base: Path, run_cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_PATIENCE", 0.1)
    (base.parent / "build").mkdir()
    with filelock.FileLock(base.parent / "build" / "kb.lock"):
        run = run_cli("fmt", kb=base)

    assert run == Run(
        1, "", f"interpkb: another run of interpkb is changing {str(base)!r}; wait for it to end, and try again\n"
    )
    assert run_cli("fmt", kb=base).code == 0


def test_two_runs_at_once_do_not_spoil_each_other(base: Path) -> None:
    for i in range(30):
        (base / "methods" / f"m{i}.yaml").write_text(factories.entry("method", name=f"M{i}"), encoding="utf-8")
    names = [f"renamed-{i}" for i in range(3)]
    commands = [["rename", f"m{i}", name] for i, name in enumerate(names)] + [["fmt"]]

    runs = [subprocess.Popen([PROGRAM, "--kb", base, *command], stdout=subprocess.DEVNULL) for command in commands]
    codes = [run.wait() for run in runs]

    assert codes == [0, 0, 0, 0]
    assert {path.stem for path in (base / "methods").iterdir()} == {
        "saliency-maps", *names, *(f"m{i}" for i in range(3, 30)),
    }  # fmt: skip
    check = subprocess.run([PROGRAM, "--kb", base, "fmt", "--check"], capture_output=True, text=True, check=False)
    assert set(check.stdout.split()) <= {"not", "in", "form:", *(f"kb/methods/{name}.yaml" for name in names)}


def test_a_killed_run_leaves_every_file_whole(base: Path, tmp_path: Path) -> None:
    for i in range(300):
        (base / "methods" / f"m{i}.yaml").write_text(factories.entry("method", name=f"M{i}"), encoding="utf-8")
    before = held(base)
    whole = {**before}
    run = subprocess.Popen([PROGRAM, "--kb", base, "fmt"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while all((base / name).read_bytes() == text for name, text in list(before.items())[:3]) and run.poll() is None:
        time.sleep(0.001)
    run.send_signal(signal.SIGKILL)
    run.wait()

    found = held(base)
    subprocess.run([PROGRAM, "--kb", base, "fmt"], check=True, capture_output=True)
    whole = held(base)

    assert set(whole) == set(before)
    assert {name: text for name, text in found.items() if not name.endswith(outputs.UNFINISHED)}.keys() == before.keys()
    assert all(text in (before[name], whole[name]) for name, text in found.items() if name in before)


def test_an_error_in_writing_names_the_file() -> None:
    assert str(CannotWriteError("kb/x.yaml", "No space left on device")) == (
        "cannot write 'kb/x.yaml': no space left on device"
    )
