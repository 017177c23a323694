"""Problems → text, JSON, SARIF, and GitHub's annotations. Nothing here prints or reads.

`validate` imports this whatever it is to print, so what only some formats need is imported there.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import interpkb
from interpkb.problems import Problem, Severity

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_DOCS = f"{interpkb.SITE}problems/"


def text(problems: Sequence[Problem]) -> str:
    """One line a problem, as a compiler writes them."""
    return "".join(f"{problem}\n" for problem in problems)


def json_text(problems: Sequence[Problem]) -> str:
    """A list of objects with path, line, column, severity, code, message and hint."""
    import json

    return json.dumps([_plain(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"


def sarif(problems: Sequence[Problem]) -> str:
    """A SARIF 2.1.0 log with one run, for code-scanning services."""
    import json

    used = list(dict.fromkeys(problem.code for problem in problems))
    rules = [_rule(code) for code in used]
    results = [_result(problem, used.index(problem.code)) for problem in problems]
    driver = {"name": "interpkb", "version": interpkb.__version__, "informationUri": _DOCS, "rules": rules}
    log = {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results, "columnKind": "unicodeCodePoints"}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    from interpkb.codes import CODES

    return {
        "id": code,
        "shortDescription": {"text": CODES[code].meaning},
        "helpUri": f"{_DOCS}{code}/",
        "defaultConfiguration": {"level": CODES[code].severity.value},
    }


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    from urllib.parse import quote

    where = problem.location
    place = {
        "artifactLocation": {"uri": quote(where.path)},
        "region": {"startLine": where.line, "startColumn": where.column},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": _sentence(problem)},
        "locations": [{"physicalLocation": place}],
    }


def github(problems: Sequence[Problem]) -> str:
    """One workflow command a problem, which GitHub shows at the line at fault.

    Data escapes `%`, CR and LF, properties `:` and `,` as well, so that no text can smuggle in a command:
    https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
    """
    return "".join(
        f"::{problem.severity.value} file={_property(problem.location.path)},line={problem.location.line},"
        f"col={problem.location.column},title={_property(problem.code)}::{_data(_sentence(problem))}\n"
        for problem in problems
    )


def summary(problems: Sequence[Problem], files: int) -> str:
    """Count the problems in a line. What is out of place has problems too, though it is none of the files checked."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        return f"no problems in {_count(files, 'file')}"
    counted = [_count(n, noun) for n, noun in ((errors, "error"), (warnings, "warning")) if n]
    places = len({problem.location.path for problem in problems})
    return f"{' and '.join(counted)} in {_count(places, 'file')} (checked {_count(files, 'file')})"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _plain(problem: Problem) -> dict[str, Any]:
    where = problem.location
    return {
        "path": where.path,
        "line": where.line,
        "column": where.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _sentence(problem: Problem) -> str:
    return f"{problem.message} ({problem.hint})" if problem.hint else problem.message


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = MappingProxyType(
    {"text": text, "json": json_text, "sarif": sarif, "github": github}
)
"""Every format of a report by its name."""
