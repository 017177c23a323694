import re
from html.parser import HTMLParser

from interpkb.pages import plots
from interpkb.query.tallies import Tally

TALLIES = (Tally("proof", 30, 0, 10), Tally("<argument>", 0, 0, 0))


class Shapes(HTMLParser):
    """The rectangles of a picture with their classes, and its texts."""

    def __init__(self, svg: str) -> None:
        super().__init__()
        self.rectangles: list[tuple[str, float, float, float, float]] = []
        self.texts: list[str] = []
        self._class = ""
        self.feed(svg)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._class = given.get("class", self._class) if tag == "g" else self._class
        if tag == "rect":
            x, y, wide, tall = (float(given[name]) for name in ("x", "y", "width", "height"))
            self.rectangles.append((self._class, x, y, wide, tall))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_bar_is_cut_by_what_findings_speak_for_and_as_long_as_there_are_findings() -> None:
    shapes = Shapes(plots.bars(TALLIES, "By design"))

    (for_, against) = shapes.rectangles
    assert (for_[0], against[0]) == ("kb-w-for", "kb-w-against")
    assert for_[3] == 3 * against[3]
    assert for_[1] + for_[3] == against[1]
    assert shapes.texts == ["proof", "proof: 30 for", "30", "proof: 10 against", "10", "40", "<argument>", "0"]


def test_a_column_stands_on_the_ground_with_what_supports_at_the_bottom() -> None:
    shapes = Shapes(plots.columns((Tally("2019", 1, 2, 1), Tally("2020", 8, 0, 0)), "Over time"))

    bottoms = [round(y + tall, 1) for _, _, y, _, tall in shapes.rectangles]
    assert [style for style, *_ in shapes.rectangles] == ["kb-w-for", "kb-w-both", "kb-w-against", "kb-w-for"]
    assert bottoms == [220.0, 195.0, 145.0, 220.0]
    assert "2019: 2 both ways" in shapes.texts


def test_rows_of_shares_are_equally_long() -> None:
    shapes = Shapes(plots.shares({"a": {"supported": 1, "asserted": 3}, "b": {"supported": 50, "unargued": 0}}, "x"))

    assert [style for style, *_ in shapes.rectangles] == ["kb-v-supported", "kb-v-asserted", "kb-v-supported"]
    assert shapes.rectangles[0][3] + shapes.rectangles[1][3] == shapes.rectangles[2][3]


def test_a_picture_says_what_it_is_and_holds_nothing_that_runs() -> None:
    svg = plots.bars(TALLIES, 'A "label"')

    assert svg.startswith('<svg class="kb-plot" viewBox="0 0 700 66" role="img" aria-label="A &#34;label&#34;">')
    assert "&lt;argument&gt;" in svg
    assert re.findall(r"<script| on[a-z]+=| style=", svg) == []


def test_nothing_to_show_is_an_empty_picture() -> None:
    assert Shapes(plots.columns((), "Over time")).rectangles == Shapes(plots.bars((), "x")).rectangles == []
