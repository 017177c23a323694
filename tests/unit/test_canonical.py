import pytest
from interpkb import canonical
from interpkb.canonical import CannotKeepError, reading
from interpkb.models import BY_FOLDER
from interpkb.models.shapes import shape_of
from interpkb.source import parse

SHAPE: canonical.Shape = {"name": {}, "serves": {"goal": {}, "because": {}}, "notes": {}}
LINE = "# yaml-language-server: $schema=../../schemas/x.json\n"
LONG = "Estimates how the loss on one example would change if a training example were left out of it, or more"


def form(text: str) -> str:
    written = canonical.text_of(parse("kb/x.yaml", text), SHAPE, "../../schemas/x.json")
    assert canonical.text_of(parse("kb/x.yaml", written), SHAPE, "../../schemas/x.json") == written
    assert written.startswith(LINE)
    return written.removeprefix(LINE)


def test_fields_come_in_the_order_of_the_shape_and_unknown_ones_last() -> None:
    assert form("other: a\nnotes: b\nserves:\n- because: c\n  goal: d\nname: e\nmore: f\n") == (
        "name: e\nserves:\n  - goal: d\n    because: c\nnotes: b\nother: a\nmore: f\n"
    )


def test_flow_style_becomes_block_style_and_blank_lines_go() -> None:
    assert form("{name: a, serves: [{goal: b}, [c, []], {}],\n\n\n notes: 'd'}") == (
        "name: a\nserves:\n  - goal: b\n  -\n    - c\n    - []\n  - {}\nnotes: d\n"
    )


@pytest.mark.parametrize(
    ("written", "canonical_"),
    [
        ("'plain'", "plain"),
        ("'it''s'", "it's"),
        ("'a: b'", '"a: b"'),
        ("'a #b'", '"a #b"'),
        ("'- a'", '"- a"'),
        ("'2024'", '"2024"'),
        ("'7B'", '"7B"'),
        ("7B", '"7B"'),
        ("'no'", '"no"'),
        ("2024-11-23", '"2024-11-23"'),
        ("'end:'", '"end:"'),
        ("''", '""'),
        ("' a'", '" a"'),
        ('"a\\tb"', '"a\\tb"'),
        ("True", "true"),
        ("~", "null"),
        ("", "null"),
        ("1.50", "1.50"),
        ("12", "12"),
        ("é漢😀", "é漢😀"),
    ],
)
def test_quotes_stand_where_a_text_could_be_taken_for_something_else(written: str, canonical_: str) -> None:
    assert form(f"name: {written}\n") == f"name: {canonical_}\n"


def test_a_text_that_would_make_a_line_too_long_is_folded() -> None:
    fits = LONG[: 100 - len("name: ") - 1]

    assert form(f"name: {fits}\n") == f"name: {fits}\n"
    assert form(f"name: {LONG}\n") == f"name: >-\n  {LONG[: -len(' more')]}\n  more\n"
    assert form(f"name: >\n  {LONG}\n") == f"name: >\n  {LONG[: -len(' more')]}\n  more\n"


def test_what_has_no_space_to_break_at_stays_on_its_line() -> None:
    address = f"https://a.example/{'x' * 100}"

    assert form(f"name: >-\n  {address}\n") == f"name: {address}\n"


def test_a_text_of_several_lines_stands_as_it_is() -> None:
    assert form('name: "a\\n\\n  b # c\\nd"\n') == "name: |-\n  a\n\n    b # c\n  d\n"
    assert form('name: "a\\nb\\n"\n') == "name: |\n  a\n  b\n"
    assert form('name: "a \\nb"\n') == 'name: "a \\nb"\n'
    assert form('name: "\\na\\nb"\n') == 'name: "\\na\\nb"\n'
    assert form('name: "a\\nb\\n\\n"\n') == 'name: "a\\nb\\n\\n"\n'


def test_a_text_with_double_spaces_is_not_folded() -> None:
    assert form(f'name: "{LONG}  too"\n') == f"name: {LONG}  too\n"


def test_comments_stay_with_what_they_speak_of() -> None:
    text = (
        "# on the file\nnotes: a  # beside notes\n# above serves\nserves: # beside serves\n  # above the first\n"
        "  - because: b # beside because\n    # above goal\n    goal: c\n    # below the item\n  # below the list\n"
        "name: >- # beside name\n  d\n# at the end\n"
    )

    assert form(text) == (
        "name: d  # beside name\n# above serves\nserves:  # beside serves\n  # above the first\n  # above goal\n"
        "  - goal: c\n    because: b  # beside because\n    # below the item\n  # below the list\n"
        "# on the file\nnotes: a  # beside notes\n# at the end\n"
    )


def test_a_comment_with_no_place_of_its_own_finds_one() -> None:
    assert form("serves: [ # one\n  a, # two\n  # three\n  b ] # four\nname: # five\n  c\n") == (
        "name: c  # five\nserves:  # one\n  - a  # two\n  # three\n  - b  # four\n"
    )
    assert form("serves:\n  - # one\n    goal: a\n") == "serves:  # one\n  - goal: a\n"
    assert form("name: a # one\n      # two\n") == "name: a  # one\n# two\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{}", "{}\n"),
        ("# one\n{} # two\n", "{}\n# one\n# two\n"),
        ("serves:\n  -\n    -\n#one\n      a: b\n", "serves:\n  -\n    #one\n    - a: b\n"),
        ("serves:\n  -\n    - #one\n      - a\n", "serves:  #one\n  -\n    -\n      - a\n"),
    ],
)
def test_what_is_odd_settles_too(text: str, written: str) -> None:
    assert form(text) == written


def test_the_line_for_editors_comes_first_and_keeps_an_address_of_the_same_schema() -> None:
    address = "# yaml-language-server: $schema=https://a.example/x.json"
    document = parse("kb/x.yaml", f"name: a\n{address}\n")

    assert canonical.text_of(document, SHAPE, "../../schemas/x.json") == f"{address}\nname: a\n"
    assert form("# yaml-language-server: $schema=../../schemas/y.json\nname: a\n") == "name: a\n"


def test_line_ends_and_marks_of_documents_go() -> None:
    assert form("%YAML 1.2\n---\r\nname: a\r\nnotes: 'b\r\n  c'\r\n...\r\n") == "name: a\nnotes: b c\n"


def test_rather_than_lose_a_comment_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canonical.writing, "write", lambda tree, shape: "name: a\n")

    with pytest.raises(CannotKeepError):
        canonical.text_of(parse("kb/x.yaml", "name: a # b\n"), SHAPE, "../../schemas/x.json")
    with pytest.raises(CannotKeepError):
        canonical.text_of(parse("kb/x.yaml", "name: b\n"), SHAPE, "../../schemas/x.json")


def test_the_comments_of_a_text_are_all_found() -> None:
    tree, _ = reading.read("a: 'x # no' # one\nb: |\n  # no\n# two\nc: [d#no, #three\n e]\n'#no': f\n", "x.json")

    assert sorted(reading.comments(tree)) == ["# one", "# two", "#three"]


def test_a_reason_and_whose_word_it_is_come_after_what_is_said() -> None:
    need = shape_of(BY_FOLDER["agendas"])["needs"]

    assert list(shape_of(BY_FOLDER["methods"])["serves"]) == ["goal", "strength", "because", "according_to"]
    assert list(need)[:8] == ["id", "name", "question", "type", "interpretability", "because", "according_to", "goals"]
    assert list(need["requires"]) == ["dimension", "values", "because", "according_to"]
