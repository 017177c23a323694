"""How quick the tool is, as ratios to something measured in the same run.

    python -m tests.bench.bench            what a pull request should not make worse (some minutes)
    python -m tests.bench.bench --quick    the same with few repetitions and without 10,000 entries
    python -m tests.bench.bench --full     the growth up to 100,000 entries too

Each figure is the median over repetitions of two commands that take turns, so that a busy machine slows both. Every
command is run as a user runs it, with its modules compiled. The exit code is 1 if a target is missed.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests import checkout

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
PYTHON = [sys.executable]
INTERPKB = [str(BIN / "interpkb")]
SETTLING = 2.5
"""How many seconds after a change the state of a file on disk can be relied on."""

# What a CI or a container sets and a user does not.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in {"CI", "INTERPKB_KB", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
}


class Spent(NamedTuple):
    """What one run of a command took: seconds, and the most memory it had at a time in megabytes."""

    seconds: float
    megabytes: float


class Figure(NamedTuple):
    """One measured ratio beside its target."""

    what: str
    size: int
    took: float
    floor: float
    target: float
    unit: str = "s"

    @property
    def ratio(self) -> float:
        return self.took / self.floor

    @property
    def met(self) -> bool:
        return self.ratio <= self.target


class Runs(NamedTuple):
    """How many times commands of some length are repeated."""

    short: int
    long: int


class Base:
    """A generated base in a folder of its own."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder / str(size)
        self.size = size
        subprocess.run([*PYTHON, HERE / "generate.py", str(size), self.folder], check=True)
        self.kb = self.folder / "kb"
        self.some_id = sorted(path.stem for path in (self.kb / "methods").iterdir())[size // 20]
        time.sleep(SETTLING)

    def command(self, *arguments: str) -> list[str]:
        return [*INTERPKB, "--kb", str(self.kb), *arguments]

    def forget(self) -> None:
        """Delete the compiled file."""
        shutil.rmtree(self.folder / "build", ignore_errors=True)

    def settle(self) -> None:
        """Compile, and let a second run find that nothing has changed since, as it does soon for every user."""
        run(self.command("validate"))
        time.sleep(SETTLING)
        run(self.command("validate"))
        run(self.command("list", "methods"))

    def edit(self) -> None:
        """Change a reason in one method."""
        path = self.kb / "methods" / f"{self.some_id}.yaml"
        text = path.read_text(encoding="utf-8")
        words = ("In most settings", "In some settings")
        before, after = words if words[0] in text else reversed(words)
        path.write_text(text.replace(before, after), encoding="utf-8")


def main() -> int:
    """Measure, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description="Measure the tool against something in the same run.")
    parser.add_argument("--quick", action="store_true", help="few repetitions, up to 1,000 entries")
    parser.add_argument("--full", action="store_true", help="growth up to 100,000 entries too (minutes, gigabytes)")
    parser.add_argument("--sizes", type=int, nargs="+", help="sizes of base instead of 300, 1,000 and 10,000")
    parser.add_argument("--folder", type=Path, help="where to put the bases, instead of a temporary folder")
    arguments = parser.parse_args()
    sizes = arguments.sizes or ([300, 1_000] if arguments.quick else [300, 1_000, 10_000])
    runs = Runs(5, 3) if arguments.quick else Runs(21, 7)
    figures = []
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores\n")
    print(f"{'what':<50} {'entries':>8} {'took':>9} {'floor':>9} {'ratio':>7} {'target':>7}")
    with tempfile.TemporaryDirectory() as temporary:
        for size in sizes:
            base = Base(arguments.folder or Path(temporary), size)
            for figure in (*cold(base, runs), *warm(base, runs), *after_changes(base, runs)):
                figures.append(figure)
                show(figure)
        for figure in site():
            figures.append(figure)
            show(figure)
        if arguments.full:
            for figure in growth(arguments.folder or Path(temporary)):
                figures.append(figure)
                show(figure)
    missed = [figure for figure in figures if not figure.met]
    print(f"\n{len(figures) - len(missed)} of {len(figures)} targets met")
    return 1 if missed else 0


def show(figure: Figure) -> None:
    """Print one line of the table."""
    verdict = "" if figure.met else "  MISSED"
    print(
        f"{figure.what:<50} {figure.size:>8,} {readable(figure.took, figure.unit):>9} "
        f"{readable(figure.floor, figure.unit):>9} "
        f"{figure.ratio:>7.3f} {figure.target:>7.2f}{verdict}",
        flush=True,
    )


def readable(amount: float, unit: str) -> str:
    """Write an amount in three digits or so."""
    return f"{amount:.2f} {unit}" if amount >= 1 or unit != "s" else f"{amount * 1000:.0f} ms"


def cold(base: Base, runs: Runs) -> Iterator[Figure]:
    """Validate a base of which nothing is known yet."""
    repeat = runs.long if base.size > 1_000 else runs.short
    obvious = [*PYTHON, str(HERE / "obvious.py"), str(base.kb)]
    took, floor = compare(base.command("validate"), obvious, repeat, before=base.forget)
    yield Figure("cold validate / the obvious implementation", base.size, took, floor, 0.7)
    if base.size == 1_000:
        check = [sys.executable, str(HERE / "check_schemas.py"), str(base.kb)]
        took, floor = compare(base.command("validate"), check, 3, before=base.forget)
        yield Figure("cold validate / check-jsonschema", base.size, took, floor, 0.1)


def warm(base: Base, runs: Runs) -> Iterator[Figure]:
    """Ask a base that has not changed."""
    base.settle()
    if base.size <= 1_000:
        importing = [*PYTHON, "-c", "import click"]
        for question in (["show", base.some_id], ["list", "methods"], ["validate"]):
            took, floor = compare(base.command(*question), importing, runs.short)
            yield Figure(f"warm {question[0]} / python -c 'import click'", base.size, took, floor, 1.5)


def after_changes(base: Base, runs: Runs) -> Iterator[Figure]:
    """Validate again, after nothing or one file has changed, against validating for the first time."""
    if base.size < 10_000:
        return
    cold_seconds = statistics.median(timed(base.command("validate"), base.forget) for _ in range(runs.long))
    base.settle()
    by_state = statistics.median(timed(base.command("validate")) for _ in range(runs.short))
    by_content = statistics.median(timed(base.command("validate", "--content")) for _ in range(runs.short))
    edited = statistics.median(timed(base.command("validate"), base.edit) for _ in range(runs.short))
    yield Figure("warm validate / cold", base.size, by_state, cold_seconds, 0.05)
    yield Figure("warm validate --content / cold", base.size, by_content, cold_seconds, 0.10)
    yield Figure("validate after one edit / cold", base.size, edited, cold_seconds, 0.15)


def site() -> Iterator[Figure]:
    """Build the site of the real base, whose size is what it is, twice: the second time all is compiled."""
    root = checkout.copy(checkout.ROOT / "kb")
    said = [checkout.build(root) for _ in range(2)][1]
    entries = int(said.partition(" ")[0].replace(",", ""))
    pages, mkdocs, rest = (float(seconds) for seconds in re.findall(r"([0-9.]+) s[,)]", said))
    yield Figure("writing the pages of the site / MkDocs", entries, pages, mkdocs, 0.2)
    yield Figure("its policy and search index / MkDocs", entries, rest, mkdocs, 0.2)


def growth(folder: Path) -> Iterator[Figure]:
    """Validate ten times as much."""
    small, large = Base(folder, 10_000), Base(folder, 100_000)
    spent = {base: [run(base.command("validate"), base.forget) for _ in range(3)] for base in (small, large)}
    seconds = {base: statistics.median(one.seconds for one in all_) for base, all_ in spent.items()}
    gigabytes = {base: max(one.megabytes for one in all_) / 1024 for base, all_ in spent.items()}
    yield Figure("cold validate, time / that of 10,000", large.size, seconds[large], seconds[small], 11)
    yield Figure("cold validate, memory / that of 10,000", large.size, gigabytes[large], gigabytes[small], 11, "GB")
    yield Figure("cold validate, memory / 2 GB", large.size, gigabytes[large], 2, 1, "GB")


def compare(
    command: Sequence[str], floor: Sequence[str], repeat: int, before: Callable[[], None] | None = None
) -> tuple[float, float]:
    """Run two commands in turns, after one run of each that does not count, and return the medians of their times."""
    times = [(timed(command, before), timed(floor)) for _ in range(repeat + 1)][1:]
    return statistics.median(ours for ours, _ in times), statistics.median(theirs for _, theirs in times)


def timed(command: Sequence[str], before: Callable[[], None] | None = None) -> float:
    """Run a command, and return how many seconds it took."""
    return run(command, before).seconds


def run(command: Sequence[str], before: Callable[[], None] | None = None) -> Spent:
    """Run a command that must succeed, and say what it took."""
    if before:
        before()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed with exit code {process.returncode}")
    return Spent(seconds, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(main())
