"""The least valid entry of each kind as YAML text, its fields overridden by keyword.

Values are written as JSON, which is YAML; `OMIT` leaves a required field out.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from zlib import crc32

OMIT = object()

_LEAST: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "goal": {"name": "Debug the model", "summary": "Find why a model errs, and mend it.", "standing": "sound"},
        "dimension": {
            "name": "Access",
            "summary": "What of a model a method must be given.",
            "question": "What does it need?",
            "reading": "needs",
            "values": [{"id": "weights", "name": "Weights", "meaning": "It reads the weights."}],
        },
        "method": {"name": "Saliency maps", "summary": "Colour the parts of an input that matter most."},
        "agenda": {
            "name": "Debate",
            "summary": "Two models argue, and a human judges.",
            "theory_of_change": "It is easier to judge an argument than to find it.",
        },
        "claim": {
            "name": "Lying loses",
            "summary": "In debate, it is harder to lie than to refute a lie.",
            "role": "assumption",
            "standing": "conjecture",
        },
        "evidence": {
            "name": "Maps survive random weights",
            "finding": "Some maps look the same when the weights are randomised.",
            "source": "sanity-checks",
            "bears_on": [{"claim": "maps-show-the-model", "direction": "opposes"}],
            "design": "intervention",
            "group": "google-brain",
        },
        "failure": {"name": "Input only", "summary": "The output depends on the input and not on the model."},
        "tool": {
            "name": "Captum",
            "summary": "Attribution methods for PyTorch.",
            "url": "https://captum.ai/",
        },
        "benchmark": {
            "name": "Sanity checks",
            "summary": "Tests whether an attribution depends on the model.",
            "measures": ["sensitivity to the weights"],
        },
        "term": {
            "name": "Saliency",
            "summary": "How much a part of the input matters to the output.",
            "definitions": [{"definition": "The size of the gradient.", "according_to": "editor"}],
        },
        "source": {
            "title": "Sanity Checks for Saliency Maps",
            "authors": ["Julius Adebayo"],
            "date": "2018-10-08",
            "type": "paper",
            "arxiv": "1810.03292",
        },
    }
)


def entry(kind: str, **fields: Any) -> str:
    """Write the least valid entry of a kind, with these fields in place of or beside its own."""
    data = {**_LEAST[kind], **fields}
    if kind == "source" and fields and not fields.keys() & {"arxiv", "doi", "url"}:  # another work has another id
        data["arxiv"] = f"1810.{crc32(json.dumps(fields, default=str).encode()) % 100_000:05}"
    return "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in data.items() if value is not OMIT
    )


def serves(
    goal: str, strength: int = 2, because: str | None = "It shows where to look.", by: str = "editor"
) -> dict[str, Any]:
    """Give an item of a method's `serves`."""
    reason = {} if because is None else {"because": because}
    return {"goal": goal, "strength": strength, **reason, "according_to": by}


def least_base() -> dict[str, str]:
    """Give the files of a base in which nothing is wrong: a goal, and a method that serves it."""
    return {
        "goals/debug-model.yaml": entry("goal"),
        "methods/saliency-maps.yaml": entry("method", serves=[serves("debug-model")]),
    }
