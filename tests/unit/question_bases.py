"""A small base for questions: needs and what answers them, an argument with a crux, and findings both ways."""

from typing import Any

from tests import factories
from tests.unit.bases import stands

EDITOR = {"because": "So it is.", "according_to": "editor"}


def value(id: str, includes: tuple[str, ...] = (), neglect: int | None = None) -> dict[str, Any]:
    """Give one value of a dimension."""
    level = [] if neglect is None else [{"level": neglect, **EDITOR}]
    return {"id": id, "name": id.title(), "meaning": f"It is {id}.", "includes": includes, "neglect": level}


def said(target: str, id: str, because: str = "So it is.", by: str = "editor") -> dict[str, str]:
    """Give a statement about another entry."""
    return {target: id, "because": because, "according_to": by}


def requires(dimension: str, *values: str, by: str = "editor") -> dict[str, Any]:
    """Give what a need requires on one dimension."""
    return {"dimension": dimension, "values": values, "because": "It must.", "according_to": by}


def need(id: str, interpretability: str = "helps", **fields: Any) -> dict[str, Any]:
    """Give a need of an agenda."""
    return {
        "id": id, "name": id.title(), "question": f"What of the {id}?", "type": "task",
        "interpretability": interpretability, **EDITOR, **fields,
    }  # fmt: skip


def claim(name: str, role: str = "premise", standing: str = "argued", **fields: Any) -> str:
    """Write a claim."""
    return factories.entry("claim", name=name, summary=f"{name} holds.", role=role, standing=standing, **fields)


def finding(
    name: str, bears_on: list[dict[str, str]], design: str = "argument", group: str = "one", **fields: Any
) -> str:
    """Write a piece of evidence."""
    fields = {"source": "kirk", "finding": f"{name} was found.", **fields}
    return factories.entry("evidence", name=name, bears_on=bears_on, design=design, group=group, **fields)


def bears(method: str, goal: str, direction: str = "supports") -> dict[str, str]:
    """Say that a finding bears on a method's service."""
    return {"method": method, "goal": goal, "direction": direction}


BEATS = [{"baseline": "chance", "outcome": "beats"}]

FILES = {
    "goals/assure.yaml": factories.entry("goal", name="Assure", summary="Assure properties."),
    "goals/predict.yaml": factories.entry("goal", name="Predict", summary="Say what it will do."),
    "goals/persuade.yaml": factories.entry("goal", name="Persuade", summary="Persuade.", standing="discouraged"),
    "dimensions/access.yaml": factories.entry(
        "dimension",
        values=[value("behaviour"), value("weights", ("behaviour",)), value("process", ("weights",))],
        core=True,
        several=True,
    ),
    "dimensions/scope.yaml": factories.entry(
        "dimension",
        name="Scope",
        reading="offers",
        values=[value("local"), value("global", ("local",), neglect=2)],
    ),
    "dimensions/consumer.yaml": factories.entry(
        "dimension", name="Consumer", reading="offers", values=[value("human"), value("model", neglect=4)]
    ),
    "methods/proofs.yaml": factories.entry(
        "method",
        name="Proofs",
        type="class",
        position=[stands("access", "weights"), stands("scope", "global")],
        serves=[factories.serves("assure", 3, "Certain."), factories.serves("predict", 4, "Surely.")],
    ),
    "methods/probing.yaml": factories.entry(
        "method",
        name="Probing",
        aliases=["linear probes"],
        position=[stands("access", "weights"), stands("scope", "local")],
        serves=[
            factories.serves("assure", 4, "Much.", by="kirk"),
            factories.serves("assure", 2, "Somewhat.", by="editor"),
            factories.serves("predict", 0, "It does not."),
        ],
        assumes=[said("claim", "linear")],
    ),
    "methods/tracing.yaml": factories.entry(
        "method", name="Tracing", position=[stands("access", "process")], serves=[factories.serves("assure", 2)]
    ),
    "methods/sampling.yaml": factories.entry(
        "method",
        name="Sampling",
        broader=["probing"],
        position=[stands("access", "behaviour"), stands("scope", "local")],
        serves=[factories.serves("predict", 3)],
    ),
    "methods/posters.yaml": factories.entry(
        "method", name="Posters", serves=[factories.serves("persuade", 1), factories.serves("assure", 0)]
    ),
    "failures/drift.yaml": factories.entry(
        "failure",
        name="Drift",
        summary="It drifts.",
        affects=[said("method", "probing"), said("method", "sampling")],
        detected_by=[{"how": "Look again.", **EDITOR}],
        mitigations=[{"action": "Hold still.", **EDITOR}],
        report=[{"duty": "should", "what": "The drift.", **EDITOR}],
    ),
    "failures/leak.yaml": factories.entry(
        "failure",
        name="Leak",
        summary="It leaks.",
        affects=[said("method", "probing")],
        report=[
            {"duty": "may", "what": "Where it leaks.", **EDITOR},
            {"duty": "must", "what": "Whether it leaks.", **EDITOR},
        ],
    ),
    "failures/silent.yaml": factories.entry(
        "failure", name="Silent", summary="Nothing is owed.", affects=[said("method", "probing")]
    ),
    "agendas/debate.yaml": factories.entry(
        "agenda",
        bets_on={"timelines": "short", **EDITOR},
        needs=[
            need(
                "judge",
                goals=[said("goal", "assure")],
                requires=[requires("access", "weights"), requires("scope", "local")],
                candidates=[said("method", "posters", by="irving"), said("method", "probing", by="kirk")],
            ),
            need("rules", "unlikely", better_served_by=[{"approach": "Game theory", **EDITOR}]),
        ],
    ),
    "agendas/audits.yaml": factories.entry(
        "agenda",
        name="Audits",
        bets_on={"timelines": "long", **EDITOR},
        assumes=[said("claim", "linear")],
        needs=[
            need(
                "check",
                "decisive",
                goals=[said("goal", "assure"), said("goal", "predict")],
                requires=[requires("scope", "global")],
            ),
            need(
                "watch",
                "may-help",
                goals=[said("goal", "persuade")],
                requires=[requires("scope", "local"), requires("consumer", "model")],
            ),
        ],
    ),
    "agendas/looking.yaml": factories.entry(
        "agenda",
        name="Looking",
        needs=[need("look", goals=[said("goal", "predict")], requires=[requires("access", "behaviour")])],
    ),
    "claims/top.yaml": claim(
        "Top", "thesis", "argued", depends_on=[said("claim", "linear")], attacks=[said("claim", "objection")],
        made_in=["irving"],
    ),
    "claims/linear.yaml": claim(
        "Linear", "assumption", "conjecture", settled_by=[{"experiment": "Bend it.", **EDITOR}], made_in=["kirk"]
    ),
    "claims/data.yaml": claim("Data", "premise", "observed", supports=[said("claim", "top", "It shows.")]),
    "claims/aside.yaml": claim("Aside", "thesis", "argued", supports=[said("claim", "top")]),
    "claims/objection.yaml": claim("Objection", "objection", "opinion", attacks=[said("claim", "top")]),
    "claims/reply.yaml": claim("Reply", "reply", "argued", answers=[said("claim", "objection")]),
    "claims/crux.yaml": claim("Crux", "crux", "speculation", decides=[said("claim", "linear")]),
    "claims/lone-crux.yaml": claim("Lone crux", "crux", "speculation"),
    "claims/later.yaml": claim(
        "Later", "thesis", "argued", revises=[said("claim", "top", "They saw more.", by="kirk")], made_in=["kirk"]
    ),
    "evidence/for-probing.yaml": finding(
        "For probing", [bears("probing", "assure")], "benchmark",
        compared_with=BEATS, setting={"parameters": "7B"}, locator="Table 1",
    ),
    "evidence/against-probing.yaml": finding(
        "Against probing", [{**bears("probing", "assure", "opposes"), "because": "It lost."}],
        group="two", source="irving",
    ),
    "evidence/for-proofs.yaml": finding("For proofs", [bears("proofs", "assure")], "proof"),
    "evidence/taken-back.yaml": finding("Taken back", [bears("proofs", "assure", "opposes")], retracted=True),
    "evidence/against-data.yaml": finding("Against data", [{"claim": "data", "direction": "opposes"}]),
    "evidence/of-failure.yaml": finding(
        "Of failure", [{"method": "probing", "failure": "drift", "direction": "supports"}], "benchmark",
        compared_with=[{"baseline": "chance", "outcome": "loses"}],
    ),
    "evidence/of-need.yaml": finding(
        "Of need", [{"method": "probing", "need": "debate/judge", "direction": "supports"}]
    ),
    "sources/irving.yaml": factories.entry("source", title="Debate", date="2018-05-02"),
    "sources/kirk.yaml": factories.entry(
        "source",
        title="What is Interpretability?",
        date="2020-03-17",
        verified={"on": "2026-11-22", "by": "title-and-id"},
        reports_on=[
            {**said("failure", "drift", "At length."), "reported": "partly"},
            {"failure": "leak", "reported": "no", "according_to": "editor"},
        ],
    ),
    "sources/read.yaml": factories.entry(
        "source", title="Read", date="2021", verified={"on": "2026-11-22", "by": "full-text"}
    ),
}  # fmt: skip
