import re
from html.parser import HTMLParser

from interpkb.pages import neighbourhoods
from interpkb.pages.writing import Link
from interpkb.query.entries import Edge, Entry, Row


def edge(
    relation: str, other: str, *, derived: bool = False, strength: int | None = None, way: str | None = None
) -> Edge:
    return Edge(relation, Row(other, "goal", other, ""), strength, None, None, way, None, "x", derived)


def entry(*edges: Edge, name: str = "Probing") -> Entry:
    return Entry("probing", "method", name, "It probes.", "methods/probing.yaml", {}, edges)


def draw(entry: Entry, **names: str) -> str:
    nodes = {
        edge.other.id: Link(f"goals/{edge.other.id}.md", names.get(edge.other.id, edge.other.id), "goal", "")
        for edge in entry.edges
    }
    return neighbourhoods.draw(entry, nodes, lambda document: f"../{document}")


class Drawn(HTMLParser):
    """The links of a picture, their names, on which side each stands, and its labels."""

    def __init__(self, svg: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str, str]] = []
        self.labels: list[str] = []
        self._href: str | None = None
        self._text: dict[str, str | None] = {}
        self.feed(svg)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._href = dict(attrs)["href"]
        if tag == "text":
            self._text = dict(attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._href = None

    def handle_data(self, data: str) -> None:
        if self._href is not None:
            side = "left" if self._text["text-anchor"] == "end" else "right"
            self.links.append((side, data, self._href))
        elif self._text.get("class") == "kb-rel":
            self.labels.append(data)


def test_what_it_links_to_stands_on_the_right_and_what_links_to_it_on_the_left() -> None:
    drawn = Drawn(draw(entry(edge("serves", "debug", strength=3), edge("suffers", "leak", derived=True))))

    assert drawn.links == [("left", "leak", "../goals/leak.md"), ("right", "debug", "../goals/debug.md")]
    assert drawn.labels == ["suffers", "serves"]


def test_a_few_of_each_relation_are_shown_and_the_rest_counted() -> None:
    drawn = Drawn(draw(entry(*(edge("stands-at", f"v{i}") for i in range(7)))))

    assert [name for _, name, _ in drawn.links] == ["v0", "v1", "v2", "v3"]
    assert drawn.labels == ["stands at, and 3 more"]


def test_an_entry_that_is_linked_twice_by_one_relation_is_shown_once() -> None:
    drawn = Drawn(draw(entry(edge("serves", "debug", strength=1), edge("serves", "debug", strength=3))))

    assert [name for _, name, _ in drawn.links] == ["debug"]


def test_a_side_has_room_for_so_many_rows_and_no_more() -> None:
    relations = [f"r{i}" for i in range(9)]
    drawn = Drawn(draw(entry(*(edge(relation, f"{relation}-{i}") for relation in relations for i in range(4)))))

    assert drawn.labels == ["r0", "r1", "r2"]


def test_a_line_says_how_strong_a_link_is_and_which_way_a_finding_points() -> None:
    svg = draw(
        entry(
            edge("serves", "debug", strength=4),
            edge("bears-on", "predict", way="opposes"),
            edge("tests", "x", way="supports"),
        )
    )

    assert re.findall(r'<path class="([^"]*)"(?: stroke-width="([^"]*)")?', svg) == [
        ("kb-edge", "4.6"), ("kb-edge kb-opposes", ""), ("kb-edge", ""),
    ]  # fmt: skip


def test_names_are_escaped_and_long_ones_cut() -> None:
    svg = draw(entry(edge("serves", "a"), edge("serves", "b"), name="<Probing> & co"), a="<b>&", b="word " * 20)

    assert [name for _, name, _ in Drawn(svg).links] == ["<b>&", "word word word word word word word word…"]
    assert "&lt;Probing&gt; &amp; co" in svg
    assert "<b>" not in svg


def test_a_long_name_of_the_entry_itself_is_broken_into_lines() -> None:
    svg = draw(entry(edge("serves", "a"), name="Every one of these many words of a long title has its place " * 2))

    lines = re.findall(r"<tspan[^>]*>([^<]*)</tspan>", svg)
    assert lines == ["Every one of these", "many words of a long", "title has its place", "Every one of these…"]


def test_an_entry_without_links_has_no_picture() -> None:
    assert draw(entry()) == ""
