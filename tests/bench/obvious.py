"""What anybody would write first: load every file with PyYAML, check it with our models, link all with networkx.

The floor that a cold `interpkb validate` is measured against. It reports less than the tool does (no lines and
columns, no checks of prose, no suggestions) and keeps nothing for the next run.

    python -m tests.bench.obvious FOLDER
"""

import json
import sys
from pathlib import Path

import networkx as nx
import yaml
from interpkb.models import BY_FOLDER
from interpkb.models.links import Link, links_of
from interpkb.relations import RELATIONS
from pydantic import ValidationError


def main(base: Path) -> int:
    """Validate the base in `base`, print what is wrong, and return the exit code."""
    problems = []
    entries = {}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for path in sorted(base.glob("*/*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)  # it is the safe one
        try:
            entry = BY_FOLDER[path.parent.name].model_validate_json(json.dumps(data))
        except ValidationError as error:
            problems.append(f"{path}: {error}")
            continue
        entries[path.stem] = entry
        graph.add_node(path.stem, kind=entry.kind)
    for id, entry in entries.items():
        for part in (*getattr(entry, "values", ()), *getattr(entry, "needs", ())):
            graph.add_node(f"{id}/{part.id}")
        for link in links_of(id, entry):
            if isinstance(link, Link):
                graph.add_edge(link.subject, link.object, link.relation, because=link.because, strength=link.strength)
            elif link.source not in entries:
                problems.append(f"{id}: unknown source {link.source!r}")
    problems.extend(f"unknown reference {node!r}" for node in graph if "/" not in node and node not in entries)
    for relation in RELATIONS.values():
        if relation.acyclic:
            edges = ((start, end) for start, end, name in graph.edges(keys=True) if name == relation.name)
            if not nx.is_directed_acyclic_graph(nx.DiGraph(edges)):
                problems.append(f"{relation.name} goes round")
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
