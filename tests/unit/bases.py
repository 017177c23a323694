"""A small base that the tests of questions and pages ask: three methods, two goals, an agenda, and who says what."""

from tests import factories

NEED = {
    "id": "judge",
    "name": "The judge",
    "question": "Who judges?",
    "type": "task",
    "interpretability": "helps",
    "because": "It does.",
    "according_to": "irving",
    "goals": [{"goal": "debug-model", "because": "Faults lose.", "according_to": "irving"}],
    "requires": [
        {"dimension": "scope", "values": ["local", "global"], "because": "One is enough.", "according_to": "editor"},
        {"dimension": "access", "values": ["weights"], "because": "It has them.", "according_to": "editor"},
    ],
    "candidates": [{"method": "probing", "because": "It is quick.", "according_to": "editor"}],
}


def dimension(name: str, *values: str, **fields: object) -> str:
    listed = [{"id": value, "name": value.title(), "meaning": f"It is {value}."} for value in values]
    return factories.entry("dimension", **{"name": name, "values": listed, **fields})


def stands(dimension: str, value: str, **fields: str) -> dict[str, str]:
    return {"dimension": dimension, "value": value, **fields}


FILES = {
    "goals/debug-model.yaml": factories.entry("goal"),
    "goals/predict.yaml": factories.entry("goal", name="Predict behaviour", summary="Say what it will do."),
    "dimensions/access.yaml": dimension("Access", "behaviour", "weights", core=True, several=True),
    "dimensions/scope.yaml": dimension("Scope", "local", "global", reading="offers", core=True),
    "dimensions/timing.yaml": dimension("Timing", "before", "after"),
    "methods/attribution.yaml": factories.entry(
        "method",
        name="Attribution",
        type="class",
        on_map={"row": 1, "label": "Attribution & co.", "band": "direct"},
        serves=[
            factories.serves("debug-model", 4, "Shown.", by="kirk"),
            factories.serves("predict", 0, None, by="kirk"),
        ],
    ),
    "methods/probing.yaml": factories.entry(
        "method",
        name="Probing",
        aliases=["linear probes", "on map"],
        summary="Read activations.",
        serves=[
            factories.serves("debug-model", 1, "Hardly.", by="irving"),
            factories.serves("debug-model", 3, "Somewhat.", by="kirk"),
            factories.serves("debug-model", 2, "In between.", by="editor"),
            factories.serves("predict", 3, "It does.", by="editor"),
        ],
        position=[
            stands("access", "weights", because="It reads them.", according_to="irving"),
            stands("access", "behaviour"),
            stands("timing", "after"),
        ],
        introduced_by=["irving"],
    ),
    "methods/saliency-maps.yaml": factories.entry(
        "method", broader=["attribution"], position=[stands("scope", "local")], notes="See [probing](probing)."
    ),
    "agendas/debate.yaml": factories.entry("agenda", needs=[NEED], introduced_by=["irving"]),
    "claims/lying-loses.yaml": factories.entry("claim", about=["debate"], made_in=["irving"]),
    "claims/other.yaml": factories.entry(
        "claim",
        name="Other",
        role="premise",
        standing="argued",
        supports=[{"claim": "lying-loses", "because": "Clearly.", "according_to": "editor"}],
    ),
    "evidence/early.yaml": factories.entry(
        "evidence",
        name="Early",
        source="irving",
        locator="Table 1",
        bears_on=[
            {"method": "probing", "goal": "predict", "direction": "supports"},
            {"method": "probing", "need": "debate/judge", "direction": "opposes"},
            {"claim": "lying-loses", "direction": "supports"},
        ],
        design="benchmark",
        compared_with=[{"baseline": "chance", "outcome": "beats"}],
        setting={"model": "GPT-2", "parameters": "124M"},
        group="one",
    ),
    "evidence/late.yaml": factories.entry(
        "evidence",
        name="Late",
        source="kirk",
        bears_on=[{"method": "probing", "goal": "predict", "direction": "opposes"}],
        design="argument",
        retracted=True,
        group="two",
    ),
    "sources/irving.yaml": factories.entry(
        "source", title="AI safety via debate", date="2018-05-02", verified={"on": "2026-11-22", "by": "abstract"}
    ),
    "sources/kirk.yaml": factories.entry("source", title="What is Interpretability?", date="2020-03-17", type="post"),
    "terms/probe.yaml": factories.entry("term", name="Probe", aliases=["diagnostic classifier"], contested=True),
}
