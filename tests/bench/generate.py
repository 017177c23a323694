"""Writes a made-up base of any size: valid, and with entries as long and as much linked as real ones.

    python -m tests.bench.generate 1000 FOLDER

makes `FOLDER/kb`. The same size gives the same bytes on every machine, so that figures can be compared.
"""

import argparse
import json
import random
import re
import textwrap
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

SEED = 20201105
SMALLEST = 60

# How many of a hundred entries are of a kind, where a base grows; goals and dimensions do not.
_SHARES = {
    "sources": 31,
    "evidence": 25,
    "methods": 16,
    "claims": 15,
    "terms": 4,
    "failures": 3,
    "tools": 3,
    "benchmarks": 2,
    "agendas": 1,
}
_GOALS = {
    "predict-behaviour": "sound",
    "assure-properties": "sound",
    "debug-model": "sound",
    "improve-performance": "sound",
    "persuade-of-properties": "discouraged",
    "generic-understanding": "needs-cash-out",
}
_DIMENSIONS = {
    "stage": ("finished-model", "training-process", "architecture"),
    "access": ("behaviour", "weights", "training-data", "training-process"),
    "ground-truth": ("none", "planted", "labels"),
    "enables-humans": ("directly", "indirectly"),
    "scope": ("local", "global"),
    "comparison": ("single-model", "two-models"),
    "consumer": ("human", "model"),
    "timing": ("before-training", "during-training", "after-training"),
}
_NOUNS = [
    "activation",
    "attention",
    "attribution",
    "circuit",
    "concept",
    "datum",
    "dictionary",
    "direction",
    "feature",
    "gradient",
    "head",
    "influence",
    "latent",
    "layer",
    "lens",
    "logit",
    "neuron",
    "patch",
    "probe",
    "prototype",
    "representation",
    "residual",
    "saliency",
    "sparsity",
    "subspace",
    "surrogate",
    "token",
    "weight",
]
_ADJECTIVES = [
    "additive",
    "adversarial",
    "causal",
    "contrastive",
    "counterfactual",
    "dense",
    "distributed",
    "faithful",
    "global",
    "hierarchical",
    "integrated",
    "linear",
    "local",
    "modular",
    "nonlinear",
    "orthogonal",
    "polysemantic",
    "robust",
    "sparse",
    "supervised",
    "symbolic",
    "temporal",
    "transferable",
    "unsupervised",
]
_VERBS = [
    "explains",
    "predicts",
    "steers",
    "reveals",
    "hides",
    "preserves",
    "distorts",
    "separates",
    "recovers",
    "ablates",
    "ranks",
    "compresses",
]
_OUTCOMES = (
    "so that a reader can foresee what the model does on inputs that nobody has tried",
    "but only on the distribution from which the examples were drawn",
    "although a simple baseline does nearly as well at a tenth of the cost",
    "and the effect holds over three seeds and two sizes of model",
    "which nobody has yet reproduced outside the group that reported it",
    "unless the model was trained to hide what it does",
)
_NAMES = [
    "Ada",
    "Amir",
    "Bea",
    "Chen",
    "Dana",
    "Emeka",
    "Fumiko",
    "Goran",
    "Hana",
    "Ines",
    "Jonas",
    "Kavya",
    "Lena",
    "Mateo",
    "Noor",
    "Omar",
    "Priya",
    "Ravi",
    "Sofia",
    "Tomas",
]
_SURNAMES = [
    "Abara",
    "Bianchi",
    "Castro",
    "Dubois",
    "Eriksen",
    "Fischer",
    "Gupta",
    "Haddad",
    "Ito",
    "Jensen",
    "Kowalski",
    "Lind",
    "Moreau",
    "Novak",
    "Okafor",
    "Petrov",
]
_ENDINGS = (
    "a",
    "bo",
    "cek",
    "dal",
    "en",
    "fi",
    "gar",
    "hu",
    "ić",
    "jo",
    "ka",
    "lund",
    "mi",
    "ner",
    "os",
    "ra",
    "si",
    "to",
)
_TITLES = (
    "{an} {a}s {verb} less than {b}s and {another} {c}s",
    "what a {an} {a} {verb} when each {b} is {another}, and what a {c} does",
    "on {a}s: does the {an} {b} of a {another} model {verb} its {c}s",
    "{a} or {b}? {an} {c}s, and how one {verb} them in {another} models",
    "when {an} {a}s meet {another} {b}s, nobody {verb} the {c}s",
)

_PLAIN = re.compile(r"[A-Za-z](?:[\w ,.;()/-]|:(?=\S))*")
_GUESSED = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


def main() -> None:
    """Write the base that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a made-up, valid base of any size.")
    parser.add_argument("size", type=int, help=f"how many entries, at least {SMALLEST}")
    parser.add_argument("folder", type=Path, help="where to put the folder 'kb'")
    arguments = parser.parse_args()
    write(arguments.size, arguments.folder)


def write(size: int, folder: Path) -> Path:
    """Write a base of `size` entries into `folder`/kb, and return that."""
    base = folder / "kb"
    for name in ("goals", "dimensions", *_SHARES):
        (base / name).mkdir(parents=True, exist_ok=True)
    for place, text in texts(size):
        (base / place).write_text(text, encoding="utf-8")
    return base


def texts(size: int) -> Iterator[tuple[str, str]]:
    """Yield each file's path below `kb/` and its text."""
    if size < SMALLEST:
        raise SystemExit(f"a base in which every kind occurs has at least {SMALLEST} entries")
    writer = _Writer(size)
    for folder in ("goals", "dimensions", *_SHARES):
        kind = folder if folder == "evidence" else folder.removesuffix("s")
        head = f"# yaml-language-server: $schema=../../schemas/{kind}.json\n"
        make = getattr(writer, kind)
        for i, id in enumerate(writer.ids[folder]):
            yield f"{folder}/{id}.yaml", head + "\n".join(_lines(make(i), 0)) + "\n"


class _Writer:
    """Makes up entries. References lead to entries that exist; links that may not go round lead to earlier ones."""

    def __init__(self, size: int) -> None:
        self.random = random.Random(SEED)
        self.ids: dict[str, list[str]] = {"goals": list(_GOALS), "dimensions": list(_DIMENSIONS)}
        left = size - len(_GOALS) - len(_DIMENSIONS)
        counts = {folder: max(2, left * share // 100) for folder, share in _SHARES.items()}
        counts["sources"] += left - sum(counts.values())
        for folder, count in counts.items():
            self.ids[folder] = [self._id(folder.removesuffix("s"), i) for i in range(count)]
        self._sources = cycle(self.ids["sources"])  # in turn, so that each is named by somebody
        self._sentences = [self._sentence() for _ in range(3000)]
        self._reasons = [" ".join(self.random.sample(self._sentences, 1 + (i % 4 == 0))) for i in range(3000)]

    def goal(self, i: int) -> dict[str, Any]:
        id = self.ids["goals"][i]
        return {
            **self._head(id),
            "standing": _GOALS[id],
            "overlaps": [{"goal": self.ids["goals"][i - 1], **self._said()}],
            "validated_by": [{"test": self._reason(), **self._said()} for _ in range(2)],
            "defined_by": [next(self._sources)],
            "notes": self._reason(),
        }

    def dimension(self, i: int) -> dict[str, Any]:
        id = self.ids["dimensions"][i]
        return {
            **self._head(id),
            "question": f"What does {id.replace('-', ' ')} mean for a method?",
            "reading": "needs" if id == "access" else "offers",
            "core": True,
            "several": id in {"access", "timing"},
            "values": [{"id": value, "name": _title(value), "meaning": self._reason()} for value in _DIMENSIONS[id]],
            "defined_by": [next(self._sources)],
        }

    def method(self, i: int) -> dict[str, Any]:
        methods = self.ids["methods"]
        positions = [{"dimension": name, "value": self.random.choice(values)} for name, values in _DIMENSIONS.items()]
        if i % 8 == 0:
            positions = [{**position, **self._said()} for position in positions[:6]]
        goals = [
            "predict-behaviour",
            *self.random.sample([goal for goal in _GOALS if goal != "predict-behaviour"], 3 + i % 3),
        ]
        serves = [{"goal": goal, "strength": self._strength(i, goal), **self._said()} for goal in goals]
        if i % 50 == 7:
            del serves[1]["because"]  # a few warnings, as in a base that is being worked on
        return {
            **self._head(methods[i], aliases=2),
            **({"broader": [methods[self.random.randrange(min(i, 40))]]} if i else {}),
            "introduced_by": [next(self._sources)],
            "position": positions,
            "serves": serves,
            "human_work": self._linked(i) if i % 10 == 0 else self._line(),
            **({"parameters": [{"name": "layer", "meaning": self._reason()}]} if i % 4 == 0 else {}),
            **({"assumes": [{"claim": self._any("claims"), **self._said()}]} if i % 4 == 1 else {}),
            **({"critiques": [{"source": self._any("sources"), **self._said()}]} if i % 4 == 2 else {}),
            "reviewed": "2026-10-03",
        }

    def _strength(self, i: int, goal: str) -> int:
        if goal == "persuade-of-properties" and i % 100:
            return 0  # more would be warned of
        return 4 if goal == "predict-behaviour" else self.random.randrange(4)

    def agenda(self, i: int) -> dict[str, Any]:
        agendas = self.ids["agendas"]
        return {
            **self._head(agendas[i], aliases=1),
            "theory_of_change": f"{self._reason()} {self._reason()}",
            "status": {"state": "active", "as_of": "2026-06", **self._said()},
            "introduced_by": [next(self._sources)],
            **({"builds_on": [{"agenda": agendas[self.random.randrange(i)], **self._said()}]} if i else {}),
            "assumes": [{"claim": claim, **self._said()} for claim in self._some("claims", 2)],
            "critiques": [{"source": self._any("sources"), **self._said()}],
            "needs": [self._need(f"need-{n}") for n in range(1, 5)],
        }

    def _need(self, id: str) -> dict[str, Any]:
        dimensions = self.random.sample(list(_DIMENSIONS), 3)
        return {
            "id": id,
            "name": _title(id),
            "question": self._line(),
            "type": self.random.choice(["task", "research-question"]),
            "interpretability": self.random.choice(["decisive", "helps", "may-help"]),
            **self._said(),
            "goals": [{"goal": goal, **self._said()} for goal in self.random.sample(list(_GOALS), 2)],
            "requires": [
                {"dimension": name, "values": self.random.sample(_DIMENSIONS[name], 2), **self._said()}
                for name in dimensions
            ],
            "candidates": [{"method": method, **self._said()} for method in self._some("methods", 2)],
        }

    def claim(self, i: int) -> dict[str, Any]:
        claims = self.ids["claims"]
        relation = ("supports", "depends_on", "attacks", "answers", "implies")[i % 5]
        earlier = [{"claim": claims[self.random.randrange(i)], **self._said()}] if i else []
        return {
            **self._head(claims[i]),
            "role": ("thesis", "premise", "objection", "reply", "crux")[i % 5],
            "standing": self.random.choice(["observed", "argued", "conjecture", "speculation"]),
            "made_in": [next(self._sources)],
            "about": self._some("methods", 2),
            **({relation: earlier} if earlier else {"decides": [{"claim": claims[1], **self._said()}]}),
            **({"settled_by": [{"experiment": self._reason(), **self._said()}]} if i % 3 == 0 else {}),
            **({"hedge": self._reason()} if i % 4 == 0 else {}),
        }

    def evidence(self, i: int) -> dict[str, Any]:
        bears_on: list[dict[str, Any]] = [
            {"claim": self._any("claims"), "direction": ("supports", "opposes")[i % 3 == 0]}
        ]
        end = ("goal", "failure", "need")[i % 3]
        need = f"{self._any('agendas')}/need-{1 + i % 4}"
        target = {"goal": self.random.choice(list(_GOALS)), "failure": self._any("failures"), "need": need}[end]
        bears_on.append(
            {"method": self._any("methods"), end: target, "direction": "supports", "because": self._reason()}
        )
        return {
            "name": self._phrase(),
            "finding": f"{self._reason()} {self._reason()}",
            "source": next(self._sources),
            "locator": f"Section {1 + i % 7}, Table {1 + i % 4}",
            "bears_on": bears_on,
            "design": ("argument", "observation", "intervention", "benchmark")[i % 4],
            "compared_with": [{"baseline": self._phrase(), "outcome": ("beats", "ties", "loses")[i % 3]}],
            "setting": {
                "model": "a family of language models",
                "parameters": f"{1 + i % 70}B",
                "modality": "text",
                "task": self._phrase(),
            },
            "group": f"group-{i % 97}",
        }

    def failure(self, i: int) -> dict[str, Any]:
        return {
            **self._head(self.ids["failures"][i]),
            "affects": [{"method": method, **self._said()} for method in self._some("methods", 3)],
            "detected_by": [{"how": self._reason(), **self._said()}],
            "mitigations": [{"action": self._reason(), **self._said()}],
            "report": [{"duty": "should", "what": self._reason(), **self._said()}],
        }

    def tool(self, i: int) -> dict[str, Any]:
        id = self.ids["tools"][i]
        return {
            **self._head(id),
            "url": f"https://example.org/{id}",
            "licence": "MIT",
            "maintenance": {"maintained": "unknown", "as_of": "2026-09"},
            "implements": self._some("methods", 3),
            "introduced_by": [next(self._sources)],
        }

    def benchmark(self, i: int) -> dict[str, Any]:
        return {
            **self._head(self.ids["benchmarks"][i]),
            "measures": [self._phrase(), self._phrase()],
            "evaluates": self._some("methods", 3),
            "weaknesses": [{"weakness": self._reason(), **self._said()}],
            "introduced_by": [next(self._sources)],
        }

    def term(self, i: int) -> dict[str, Any]:
        terms = self.ids["terms"]
        sources = (next(self._sources), self._any("sources"))
        return {
            **self._head(terms[i], aliases=1),
            "definitions": [{"definition": self._reason(), "according_to": source} for source in sources],
            "contested": i % 2 == 0,
            "related": [terms[i - 1]],
        }

    def source(self, i: int) -> dict[str, Any]:
        year, month = 2014 + i % 12, 1 + i % 12
        authors = [self._author() for _ in range(1 + i % 6)]
        return {
            "title": f"{self._title()} ({i})",
            "summary": self._line(),
            "authors": authors,
            "date": f"{year}-{month:02}" if i % 2 else f"{year}-{month:02}-{1 + i % 28:02}",
            "type": "paper" if i % 4 else "post",
            **({"arxiv": f"{year - 2000:02}{month:02}.{i % 100_000:05}"} if i % 4 else {}),
            "url": f"https://example.org/papers/{i}",
            "venue": f"Conference on Made-up Results {year}",
            "cites": self._some("sources", i % 4, besides=self.ids["sources"][i]),
            "verified": {"on": "2026-11-01", "by": "abstract"},
        }

    def _id(self, kind: str, i: int) -> str:
        words = f"{self.random.choice(_ADJECTIVES)}-{self.random.choice(_NOUNS)}"
        return f"{kind}-{words}-{i}"

    def _head(self, id: str, aliases: int = 0) -> dict[str, Any]:
        others = [f"{noun}s of {id}" for noun in _NOUNS[:aliases]]
        return {"name": _title(id), **({"aliases": others} if others else {}), "summary": self._line()}

    def _sentence(self) -> str:
        pick = self.random.choice
        subject = f"the {pick(_ADJECTIVES)} {pick(_NOUNS)}"
        return f"In most settings {subject} {pick(_VERBS)} the {pick(_ADJECTIVES)} {pick(_NOUNS)}, {pick(_OUTCOMES)}."

    def _phrase(self) -> str:
        pick = self.random.choice
        return f"{pick(_ADJECTIVES).capitalize()} {pick(_NOUNS)}s and what each of them {pick(_VERBS)}"

    def _title(self) -> str:
        """Make up a title that is as little like others as those of real works."""
        pick = self.random.choice
        return pick(_TITLES).format(
            an=pick(_ADJECTIVES), a=pick(_NOUNS), verb=pick(_VERBS), another=pick(_ADJECTIVES), b=pick(_NOUNS), c=pick(_NOUNS)
        ).capitalize()  # fmt: skip

    def _author(self) -> str:
        pick = self.random.choice
        return f"{pick(_NAMES)} {pick(_SURNAMES)}{pick(_ENDINGS)}{pick(_ENDINGS)}"

    def _line(self) -> str:
        return self.random.choice(self._sentences)

    def _reason(self) -> str:
        return self.random.choice(self._reasons)

    def _said(self) -> dict[str, str]:
        return {
            "because": self._reason(),
            "according_to": self._any("sources") if self.random.random() < 0.8 else "editor",
        }

    def _linked(self, i: int) -> str:
        return f"{self._line()} Compare [the method before it]({self.ids['methods'][i - 1]}), with `n < 100` examples."

    def _any(self, folder: str) -> str:
        return self.random.choice(self.ids[folder])

    def _some(self, folder: str, count: int, besides: str = "") -> list[str]:
        found = self.random.sample(self.ids[folder], min(count, len(self.ids[folder])))
        return [id for id in found if id != besides]


def _title(id: str) -> str:
    return id.replace("-", " ").capitalize()


def _lines(fields: dict[str, Any], indent: int) -> Iterator[str]:
    """Lay fields out as an editor would: long texts folded, lists a line an item."""
    pad = " " * indent
    for key, value in fields.items():
        name = _short(key)  # 'on' is true in YAML 1.1, which what we are compared with reads
        if isinstance(value, dict):
            yield f"{pad}{name}:"
            yield from _lines(value, indent + 2)
        elif isinstance(value, list | tuple):
            if value:
                yield f"{pad}{name}:"
            for item in value:
                if isinstance(item, dict):
                    first, *rest = _lines(item, indent + 4)
                    yield f"{pad}  - {first.lstrip()}"
                    yield from rest
                else:
                    yield f"{pad}  - {_short(item)}"
        elif isinstance(value, str) and len(value) > 80:
            yield f"{pad}{name}: >-"
            yield _folded(value, indent + 2)
        else:
            yield f"{pad}{name}: {_short(value)}"


@cache
def _folded(text: str, indent: int) -> str:
    return textwrap.fill(text, 100, initial_indent=" " * indent, subsequent_indent=" " * indent, break_on_hyphens=False)


@cache
def _short(value: str | bool | int) -> str:
    plain = isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _GUESSED
    return str(value) if plain else json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main()
