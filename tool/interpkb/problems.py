"""What the validator reports: problems as values, with a place and an order.

Knows nothing of YAML, models or output formats. Named tuples rather than data classes here and in `relations`:
every command imports these modules, and making a data class takes longer than opening the compiled base.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a problem is: an error makes the base invalid, a warning asks an editor to look."""

    ERROR = "error"
    WARNING = "warning"


class Location(NamedTuple):
    """A place in a file: the path as shown to the user, and line and column counted from 1 in characters."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One finding of the validator. Problems sort by place, then severity, code and text.

    `message` says what was found and what was wanted; `hint`, where there is one, offers a way out.
    """

    location: Location
    severity: Severity
    code: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.location}: {self.severity}: {self.message}{hint} [{self.code}]"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
