"""Texts that a stranger might put into an entry, in the hope that they run in a reader's browser."""

from types import MappingProxyType
from typing import Any

from tests import factories

RUN = "window.__pwned=1"

REFUSED = (
    f"<script>{RUN}</script>",
    f'a <img src=x onerror="{RUN}">',
    "a <img src=x onerror=alert(1)>",
    f"</title><script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<x<script>{RUN}</script>",
    f"[x](javascript:{RUN})",
    f"[x](&#106;avascript:{RUN})",
    f"<javascript:{RUN}>",
    f"![x](data:text/html,<script>{RUN}</script>)",
    f"a <a href='javascript:{RUN}'>b</a>",
    "<!-- x -->",
    "<iframe src=https://evil.example>",
    "<style>@import 'https://evil.example';</style>",
    "<base href=https://evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
)
"""Lines that the validator must refuse."""

LINES = (
    f"`<script>{RUN}</script>`",
    f"`</title><script>{RUN}</script>`",
    f"`</script><script>{RUN}</script>`",
    f"`</h1></article><img src=x onerror={RUN}>`",
    f'`"><script>{RUN}</script>`',
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;img src=x onerror={RUN}&#62;",
    f"&amp;lt;script&amp;gt;{RUN}&amp;lt;/script&amp;gt;",
    f"\\<script>{RUN}\\</script>",
    f"<svg/onload={RUN}>",
    f"a <img src=x onerror={RUN}>",
    f"a <!-- <b {RUN}",
    "{{ 7 * 7 }} {% raw %} {# x #} ${7 * 7}",
    f"Name {{: onclick={RUN} }}",
    f"{{: #x .y onmouseover={RUN} }} name",
    f"Name {{: onclick={RUN} }} {{: style=color:red }}",
    f'" onmouseover="{RUN}" x="',
    f"' onmouseover='{RUN}",
    "![x](https://evil.example/x.png)",
    "[x](https://evil.example/ 'title')",
    "[x][y] ![z][y] [^1] [[wiki]] $x$ :smile: ==mark== ~~gone~~ ++key++ ^up^",
    "*a* **b** _c_ `d` ``e`` `",
    "# Not a heading",
    "- not a list",
    "1. not a list",
    "> not a quotation",
    "!!! not 'an admonition'",
    "??? not 'an admonition'",
    "=== 'not a tab'",
    "--- not: front matter",
    "[TOC]",
    "*[not]: an abbreviation",
    "[not]: https://evil.example",
    "| not | a | table |",
    "```not a fence",
    "````",
    "~~~ not a fence",
    "wzxhzdk:0 klzzwxh:0001 @@0@@",
    "https://evil.example/ www.evil.example evil@evil.example",
    "\\ \\\\ \\n %0A %3Cscript%3E \\u003cscript\\u003e",
    "]]> --> */ //",
    "'; DROP TABLE entry; --",
)
"""Lines that pass, and must be shown as they are written wherever they are plain text."""

TEXTS = (
    f"~~~\n[x](javascript:{RUN})\n~~~",
    f"a\n\n    [x](javascript:{RUN})",
    f"~~~\n<script>{RUN}</script>\n```\n<img src=x onerror={RUN}>\n```\n~~~",
    f"```html\n<script>{RUN}</script>\n```",
    "![logo][a]\n\n[a]: https://evil.example/x.png",
    f"- a\n\n        <script>{RUN}</script>\n\n- b",
    f"a\n\n{{: onclick={RUN} }}\n\n# b {{: onclick={RUN} }}",
    "[TOC]\n\n!!! note\n    x\n\n[^1]: x\n\n*[HTML]: y",
    f"`a\n</code></div><script>{RUN}</script>`",
)
"""Longer texts that pass."""


def entries(line: str, number: int, text: str | None = None) -> dict[str, str]:
    """Write an entry of every kind that holds a line in each of its plain fields, and a text in each of its others."""
    text = text or line
    by = {"because": text, "according_to": f"source-{number}"}
    need = {
        "id": "need", "name": line, "question": line, "type": "task", "interpretability": "helps", **by,
        "goals": [{"goal": f"goal-{number}", **by}],
        "requires": [{"dimension": f"dimension-{number}", "values": ["value"], **by}],
        "candidates": [{"method": f"method-{number}", **by}],
        "better_served_by": [{"approach": line, **by}],
        "limits": text,
    }  # fmt: skip
    named = {"name": line, "summary": line, "notes": text}
    fields: dict[str, dict[str, Any]] = {
        "goal": {**named, "validated_by": [{"test": text, **by}]},
        "dimension": {
            **named, "question": line, "reading": "offers", "core": False,
            "values": [{"id": "value", "name": line, "meaning": text, "neglect": [{"level": 3, **by}]}],
        },
        "method": {
            **named,
            "aliases": [f"{number} {line}"],
            "introduced_by": [f"source-{number}"],
            "on_map": {"row": number + 1, "label": line, "band": "direct"},
            "position": [{"dimension": f"dimension-{number}", "value": "value", **by}],
            "serves": [{"goal": f"goal-{number}", "strength": 2, **by}],
            "human_work": text,
            "parameters": [{"name": line, "meaning": text}],
            "assumes": [{"claim": f"claim-{number}", **by}],
        },
        "agenda": {
            **named, "theory_of_change": text, "status": {"state": "active", "as_of": "2024", **by},
            "worked_on_by": [{"name": line, "as_of": "2024", **by}], "bets_on": {"timelines": "long", **by}, "needs": [need],
        },
        "claim": {**named, "hedge": text, "settled_by": [{"experiment": text, **by}]},
        "evidence": {
            "name": line, "finding": text, "notes": text, "source": f"source-{number}", "locator": line,
            "bears_on": [
                {"method": f"method-{number}", "goal": f"goal-{number}", "direction": "supports", "because": text},
                {"claim": f"claim-{number}", "direction": "opposes", "because": text},
            ],
            "compared_with": [{"baseline": line, "outcome": "beats"}],
            "setting": {"model": line, "modality": line, "task": line, "data": line},
        },
        "failure": {
            **named, "affects": [{"method": f"method-{number}", **by}], "detected_by": [{"how": text, **by}],
            "mitigations": [{"action": text, **by}], "report": [{"duty": "must", "what": text, **by}],
        },
        "tool": {**named, "licence": line, "implements": [f"method-{number}"]},
        "benchmark": {
            **named, "measures": [line], "evaluates": [f"method-{number}"], "weaknesses": [{"weakness": text, **by}],
        },
        "term": {
            **named, "definitions": [{"definition": text, "according_to": f"source-{number}", "locator": line}],
        },
        "source": {
            "title": line, "summary": line, "authors": [line, line], "venue": line, "notes": text,
            "reports_on": [{"failure": f"failure-{number}", "reported": "yes", **by}],
        },
    }  # fmt: skip
    return {f"{FOLDERS[kind]}/{kind}-{number}.yaml": factories.entry(kind, **found) for kind, found in fields.items()}


FOLDERS = MappingProxyType(
    {
        "goal": "goals",
        "dimension": "dimensions",
        "method": "methods",
        "agenda": "agendas",
        "claim": "claims",
        "evidence": "evidence",
        "failure": "failures",
        "tool": "tools",
        "benchmark": "benchmarks",
        "term": "terms",
        "source": "sources",
    }
)


def base() -> dict[str, str]:
    """Write a base in which every line and every text stands in every field."""
    last = len(LINES) + len(TEXTS)
    shown = entries("````", last, f"````\n~~~\n<script>{RUN}</script>\n~~~")
    files = {
        **shown,
        # Pages show what commands print of this one.
        "methods/grad-cam.yaml": shown[f"methods/method-{last}.yaml"].replace(f'["{last} ', '["grad-cam '),
        # The map of methods is drawn as this source has it.
        "sources/kirk-2020-what-is-interpretability.yaml": factories.entry("source", title="What is Interpretability?"),
        "methods/mapped.yaml": factories.entry(
            "method",
            on_map={"row": 99, "label": "Mapped", "band": "indirect"},
            serves=[
                factories.serves(f"goal-{number}", 3, line, by="kirk-2020-what-is-interpretability")
                for number, line in enumerate(LINES)
            ],
        ),
    }
    for number, line in enumerate(LINES):
        files |= entries(line, number)
    for number, text in enumerate(TEXTS, start=len(LINES)):
        files |= entries(f"Text {number}", number, text)
    return files
