"""SPARQL over the RDF form of the base, by pyoxigraph (the optional extra `sparql`).

A query runs in a process of its own, which is ended when it takes too long: pyoxigraph can't be interrupted.
"""

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
from typing import Any

from interpkb.errors import BadQuestionError
from interpkb.query.tables import MAX_ROWS, MAX_SECONDS, Result

# A query may not make this program call other hosts: https://www.w3.org/TR/sparql11-federated-query/
_SERVICE = re.compile(r"\bSERVICE\b", re.IGNORECASE)


def select(
    triples: str, prefixes: dict[str, str], query: str, *, rows: int = MAX_ROWS, seconds: float = MAX_SECONDS
) -> Result:
    """Answer a SELECT or ASK over N-Triples; addresses are shortened by the prefixes, which the query may use.

    Raises `BadQuestionError` when pyoxigraph is not installed, when the query takes too long or asks other hosts, or
    in pyoxigraph's words when it is wrong.
    """
    if importlib.util.find_spec("pyoxigraph") is None:
        raise BadQuestionError("SPARQL needs an extra: pip install 'interpkb[sparql]'")
    if _SERVICE.search(query):
        raise BadQuestionError("SERVICE is not answered: a query asks this base alone")
    asked = json.dumps({"triples": triples, "prefixes": prefixes, "query": query, "rows": rows})
    command = [sys.executable, "-m", "interpkb.query.triples"]
    try:
        # Not by a pipe, through which Python hands on megabytes in thousands of small pieces.
        with tempfile.TemporaryFile() as handed:
            handed.write(asked.encode())
            handed.seek(0)
            child = subprocess.run(command, stdin=handed, capture_output=True, timeout=seconds, check=True)  # noqa: S603  # ourselves
    except subprocess.TimeoutExpired:
        raise BadQuestionError(
            f"the query was broken off after {seconds:g} seconds: narrow it, or raise the bound with --seconds"
        ) from None
    answer = json.loads(child.stdout)
    if "error" in answer:
        raise BadQuestionError(answer["error"])
    return Result(tuple(answer["columns"]), tuple(map(tuple, answer["rows"])), answer["cut"])


def _answer(triples: str, prefixes: dict[str, str], query: str, rows: int) -> dict[str, Any]:
    import pyoxigraph

    store = pyoxigraph.Store()
    # Lenient, as the export writes nothing that has to be looked at again.
    store.bulk_load(triples.encode(), pyoxigraph.RdfFormat.N_TRIPLES, lenient=True)
    try:
        answer: Any = store.query(query, prefixes=prefixes)
        if isinstance(answer, pyoxigraph.QueryBoolean):
            return {"columns": ["answer"], "rows": [[str(bool(answer)).lower()]], "cut": False}
        if not isinstance(answer, pyoxigraph.QuerySolutions):
            return {"error": "only SELECT and ASK are answered"}
        columns = [variable.value for variable in answer.variables]
        found: list[list[str | None]] = []
        for solution in answer:
            if len(found) == rows:
                return {"columns": columns, "rows": found, "cut": True}
            found.append([_short(solution[column], prefixes) for column in columns])
    except (SyntaxError, ValueError, OSError) as error:
        return {"error": f"SPARQL: {error}"}
    return {"columns": columns, "rows": found, "cut": False}


def _short(term: Any, prefixes: dict[str, str]) -> str | None:
    if term is None:
        return None
    value: str = term.value
    for prefix, address in prefixes.items():
        if value.startswith(address):
            return f"{prefix}:{value[len(address) :]}"
    return value


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_answer(**json.load(sys.stdin.buffer))))
