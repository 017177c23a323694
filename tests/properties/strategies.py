"""What the property tests are fed: texts, YAML documents of known shape, and whole bases."""

import json
from typing import Any, NamedTuple

from hypothesis import strategies as st
from interpkb.source import Keys

from tests import factories

_SEEN = st.characters(
    exclude_categories=("Cs", "Cc", "Cn", "Co"),
)
_CATEGORY_CF = st.characters(categories=("Cf", "Zl", "Zp"))

lines = st.text(_SEEN, max_size=20).filter(lambda text: not any(_is_invisible(c) for c in text))
"""Text that an entry may hold, in one line."""

scraps = st.lists(
    st.sampled_from(
        ["a", "é", "😀", "\n", "\r\n", "  ", "\t", ": ", "- ", "? ", "[", "]", "{", "}", ",", "#", "&x", "*x", "!t", "|\n",
         ">\n", "'", '"', "\\", "%", "@", "`", "---\n", "...\n", "<<", "~", "null", "1e3", "\x00", "\x85", "\u2028", "\ufeff"]
    )
).map("".join)  # fmt: skip
"""Texts made of whatever means something in YAML."""

_addresses = st.lists(
    st.sampled_from(
        ["javascript", "JavaScript", "&#106;avascript", "data", "https", "mailto", ":", "&colon;", "\\:", "//", "a.b", "a-b", "/",
         "alert(1)", "text/html,", "@", "#", "?", "%0A", "&Tab;", "<", ">", " ", '"']
    ),
    max_size=4,
).map("".join)  # fmt: skip
_links = st.one_of(
    [
        _addresses.map(form.format)
        for form in ("[x]({})", "[x](<{}>)", "![x]({})", "<{}>", "[a]\n\n[a]: {}\n", "[x]({} 't')")
    ]
)
_marks = st.sampled_from(
    ["a ", "\n", "\n\n", "    ", "- ", "> ", "# ", "~~~\n", "```\n", "`", "*", "_", "[", "]", "(", ")", "<", ">", "</",
     "<!--", "<script>", "onclick=", "&lt;", "\\", '"', "'", "{: onclick=x }", "{{ x }}"]
)  # fmt: skip

markdown = st.lists(_links | _marks, max_size=8).map("".join)
"""Texts made of whatever means something in Markdown or HTML."""


_INVISIBLE = (
    (0x7F, 0x9F), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
    (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFF),
    (0xE0000, 0xE0FFF),
)  # fmt: skip
"""What may not stand in an entry: the first and last of each range of characters that cannot be seen."""


def _is_invisible(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _INVISIBLE)


class Written(NamedTuple):
    """A YAML text, and where each of its nodes begins: line and column of the value, and of its key."""

    text: str
    data: dict[str, Any]
    places: dict[Keys, tuple[tuple[int, int], tuple[int, int]]]


_shapes = st.recursive(
    lines,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(lines, inner, max_size=4),
    max_leaves=20,
)


@st.composite
def documents(draw: st.DrawFn) -> Written:
    """Write a document in block and flow style, mixed at will, noting where every node begins."""
    data = draw(st.dictionaries(lines, _shapes, min_size=1, max_size=4))
    writer = _Writer(draw)
    writer.value(data, (), 0, None)
    return Written(writer.text, data, writer.places)


@st.composite
def commented(draw: st.DrawFn) -> str:
    """Write a document with comments `#c0`, `#c1` … at the ends of lines and on lines of their own."""
    lines: list[str] = []
    for line in draw(documents()).text.replace("# a comment: [", "").splitlines():
        for _ in range(draw(st.integers(0, 2))):
            lines.append(f"{' ' * draw(st.integers(0, 8))}#c{len(lines)}")
        lines.append(f"{line} #c{len(lines)}" if line.strip() and draw(st.booleans()) else line)
    return "\n".join([*lines, f"{' ' * draw(st.integers(0, 4))}#c{len(lines)}", ""])


class _Writer:
    """Writes plain data as YAML by its own lights: it knows nothing of the reader that is tested."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.text = ""
        self.places: dict[Keys, tuple[tuple[int, int], tuple[int, int]]] = {}
        self._draw = draw

    def value(self, value: Any, keys: Keys, indent: int, key_at: tuple[int, int] | None) -> None:
        """Write a value at the end of what stands already; block collections begin lines of their own."""
        if isinstance(value, dict | list) and value and (not keys or self._draw(st.booleans())):
            self._block(value, keys, indent, key_at)
        else:
            self._flow(value, keys, key_at)
            self.text += "\n"

    def _here(self) -> tuple[int, int]:
        return self.text.count("\n") + 1, len(self.text) - self.text.rfind("\n")

    def _note(self, keys: Keys, key_at: tuple[int, int] | None) -> None:
        self.places[keys] = (self._here(), key_at or self._here())

    def _block(self, value: Any, keys: Keys, indent: int, key_at: tuple[int, int] | None) -> None:
        if keys:
            self.text += "# a comment: [\n" if self._draw(st.booleans()) else "\n"
        first = True
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            self.text += " " * indent
            if first:
                self._note(keys, key_at)
                first = False
            if isinstance(value, dict):
                here = self._here()
                self.text += f"{self._scalar(str(key))}: "
                self.value(inner, (*keys, key), indent + 2, here)
            else:
                self.text += "- "
                self.value(inner, (*keys, key), indent + 2, None)

    def _flow(self, value: Any, keys: Keys, key_at: tuple[int, int] | None) -> None:
        self._note(keys, key_at)
        if isinstance(value, str):
            self.text += self._scalar(value)
            return
        self.text += "{" if isinstance(value, dict) else "["
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            here = None
            if isinstance(value, dict):
                here = self._here()
                self.text += f"{self._scalar(str(key))}: "
            self._flow(inner, (*keys, key), here)
            self.text += ", "
        self.text += "}" if isinstance(value, dict) else "]"

    def _scalar(self, text: str) -> str:
        if self._draw(st.booleans()):
            return json.dumps(text, ensure_ascii=False)
        return "'" + text.replace("'", "''") + "'"


_NAMES = ("goal", "method", "claim", "source")


@st.composite
def bases(draw: st.DrawFn) -> dict[str, str]:
    """Write a sound base: a few entries of several kinds with links at random, none of which go round."""
    count = {name: draw(st.integers(1, 4)) for name in _NAMES}
    ids = {name: [f"{name}-{i}" for i in range(count[name])] for name in _NAMES}
    who = [*ids["source"], "editor"]
    text = st.sampled_from(["So.", "See [it](goal-0).", "é *漢* 😀", "`<b>`"])

    def said(**fields: Any) -> dict[str, Any]:
        because = {"because": draw(text)} if draw(st.booleans()) else {}
        return {**fields, **because, "according_to": draw(st.sampled_from(who))}

    def some(choices: list[str]) -> list[str]:
        return draw(st.lists(st.sampled_from(choices), unique=True, max_size=3)) if choices else []

    files = {}
    for i, id in enumerate(ids["goal"]):
        overlaps = [said(goal=other) for other in some(ids["goal"][:i])]
        files[f"goals/{id}.yaml"] = factories.entry("goal", name=id.title(), overlaps=overlaps)
    for i, id in enumerate(ids["method"]):
        serves = [said(goal=goal, strength=draw(st.integers(0, 4))) for goal in some(ids["goal"])]
        position = [said(dimension="access", value="weights")] if draw(st.booleans()) else []
        files[f"methods/{id}.yaml"] = factories.entry(
            "method", name=id.title(), broader=some(ids["method"][:i]), serves=serves, position=position
        )
    for i, id in enumerate(ids["claim"]):
        others = ids["claim"][:i]
        files[f"claims/{id}.yaml"] = factories.entry(
            "claim",
            name=id.title(),
            made_in=some(ids["source"]),
            supports=[said(claim=other) for other in some(others)],
            attacks=[said(claim=other) for other in some([other for other in ids["claim"] if other != id])],
        )
    for id in ids["source"]:
        files[f"sources/{id}.yaml"] = factories.entry("source", title=id)
    files["dimensions/access.yaml"] = factories.entry("dimension")
    need = said(id="n", name="N", question="Q?", type="task", interpretability="helps")
    asks = [said(goal=goal) for goal in some(ids["goal"])]
    candidates = [said(method=method) for method in some(ids["method"])]
    need |= {"goals": asks, "candidates": candidates}
    files["agendas/agenda.yaml"] = factories.entry("agenda", needs=[need])
    if draw(st.booleans()):
        bears_on = [
            {"method": "method-0", "goal": "goal-0", "direction": "supports"},
            {"method": "method-0", "need": "agenda/n", "direction": draw(st.sampled_from(["supports", "opposes"]))},
            {"claim": draw(st.sampled_from(ids["claim"])), "direction": "opposes"},
        ]
        source = draw(st.sampled_from(ids["source"]))
        files["evidence/e.yaml"] = factories.entry("evidence", source=source, bears_on=bears_on)
    return files


@st.composite
def broken_bases(draw: st.DrawFn) -> dict[str, str | bytes]:
    """Write a base and then break some of it: references, fields, files."""
    files: dict[str, str | bytes] = dict(draw(bases()))
    for name in draw(st.lists(st.sampled_from(sorted(files)), unique=True, max_size=3)):
        text = str(files[name])
        files[name] = draw(
            st.sampled_from(
                [
                    text.replace("goal-0", "goal-9"),
                    text.replace("source-0", "method-0"),
                    text.replace("name:", "nmae:"),
                    text.replace("summary:", "notes: '<b>'\nsummary:"),
                    text[: len(text) // 2],
                    text + text,
                    "",
                ]
            )
            | st.binary(max_size=40)
        )
    for name in draw(
        st.lists(st.sampled_from(["goals/Bad.yaml", "terms/method-0.yaml", "x/y.yaml", "z.txt"]), unique=True)
    ):
        files[name] = draw(scraps)
    return files
