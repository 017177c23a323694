"""Puts the real output of commands into hand-written pages."""

import re
import shlex
from collections.abc import Callable

_FENCE = re.compile(r"^```console(?: lines=(?P<lines>[0-9]+))?\n\$ interpkb(?P<arguments>[^\n]*)\n```$", re.MULTILINE)

Run = Callable[[list[str]], str]
"""Runs a command by its arguments, and gives what it prints."""


def fill(page: str, run: Run) -> str:
    """Follow each command of a page by what it prints.

    A command stands alone in a fence: three backticks and `console`, a line `$ interpkb …`, three backticks. With
    `console lines=20`, a longer output is cut there, and the rest counted.
    """

    def transcript(found: re.Match[str]) -> str:
        output = run(shlex.split(found["arguments"])).rstrip().splitlines()
        most = int(found["lines"] or 0) or len(output)
        shown = [line.rstrip() for line in output[:most]]
        if most < len(output):
            shown.append(f"… ({len(output) - most} more lines)")
        # Text of entries may hold any number of backticks, and must not end the fence.
        longest = max(map(len, re.findall("`+", "\n".join(shown))), default=0)
        fence = "`" * max(4, longest + 1)
        return "\n".join([f"{fence}console", f"$ interpkb{found['arguments']}", *shown, fence])

    return _FENCE.sub(transcript, page)


def commands(page: str) -> list[list[str]]:
    """List the commands that a page shows, by their arguments."""
    return [shlex.split(found["arguments"]) for found in _FENCE.finditer(page)]
