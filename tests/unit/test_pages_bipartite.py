import re

from interpkb.pages.bipartite import End, Line, draw

ROWS = {"Direct": [End("probing", "Probing", "m/probing/")], "Later": [End("lenses", "Lenses & more", "m/lenses/")]}
GOALS = [End("assure", "Assure", "g/assure/"), End("predict", "Predict", "g/predict/")]


def picture(*lines: Line) -> str:
    return str(draw(ROWS, GOALS, lines, "A map"))


def test_every_row_and_column_is_a_link_with_its_label() -> None:
    links = re.findall(r'<a class="[^"]*" href="([^"]*)"><text[^>]*>([^<]*)</text>', picture())

    assert links == [
        ("m/probing/", "Probing"), ("m/lenses/", "Lenses &amp; more"), ("g/assure/", "Assure"), ("g/predict/", "Predict"),
    ]  # fmt: skip


def test_a_line_is_as_heavy_as_its_strength_and_says_what_it_joins() -> None:
    weak = Line("probing", "assure", 1, "", marked=False)
    strong = Line("probing", "predict", 4, " (in 2020: 2)", marked=False)

    lines = re.findall(
        r'<path class="([^"]*)"[^>]* stroke-width="([^"]*)"[^>]*><title>([^<]*)</title>', picture(strong, weak)
    )

    assert lines == [
        ("kb-goal-0 kb-w1", "1.8", "Probing – Assure: 1 of 4"),
        ("kb-goal-1 kb-w4", "8.5", "Probing – Predict: 4 of 4 (in 2020: 2)"),
    ]


def test_a_marked_line_carries_a_ring() -> None:
    plain = Line("probing", "assure", 2, "", marked=False)

    assert "<circle" not in picture(plain)
    assert picture(plain._replace(marked=True)).count("<circle") == 1


def test_a_picture_has_a_name_and_its_bands_are_written_out() -> None:
    assert 'role="group" aria-label="A map"' in picture()
    assert re.findall(r'<text class="kb-band"[^>]*>([^<]*)<', picture()) == ["Direct", "Later"]


def test_a_picture_without_columns_has_no_lines() -> None:
    assert "<path" not in draw(ROWS, [], [], "A map")
