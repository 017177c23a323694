from collections.abc import Callable

import pytest
from interpkb.problems import Location
from interpkb.source import MAX_BYTES, MAX_DEPTH, MAX_NODES, Document, Keys, SourceError, decode, parse

Load = Callable[[str], Document]


def problem_in(text: str) -> str:
    with pytest.raises(SourceError) as caught:
        parse("x", text)
    assert str(caught.value) == str(caught.value.problem)
    return str(caught.value)


def problem_in_bytes(content: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        decode("x", content)
    return str(caught.value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None), ("~", None), ("null", None), ("NULL", None),
        ("true", True), ("False", False), ("TRUE", True),
        ("0", 0), ("12", 12), ("-3", -3), ("+4", 4), ("999999999999999999", 999999999999999999),
        ("1.5", 1.5), ("-.5", -0.5), ("1.", 1.0), ("1e3", 1000.0), ("2.5E-1", 0.25),
    ],
)  # fmt: skip
def test_a_plain_scalar_of_the_core_schema_is_resolved(written: str, value: object, load_text: Load) -> None:
    found = load_text(f"a: {written}\n").data["a"]

    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    "written",
    [
        "no", "yes", "on", "off", "y", "n", "No", "tRue", "nULL",
        "12:30", "1_000", "010", "-010", "0x1F", "0o17", "2024-01-02", "2024-01-02T03:04:05Z", "2301.00010v1",
        "1e", "e3", ".", "-x", "+", ".e3", "1.2.3", ".inf", "-.inf", ".nan", "1234567890123456789", "1e1000", "=",
        "a << b", "7B", "١٢",
    ],
)  # fmt: skip
def test_whatever_the_core_schema_does_not_name_stays_text(written: str, load_text: Load) -> None:
    assert load_text(f"a: {written}\n").data == {"a": written}


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("written", ["", "~", "null", "true", "12", "1.5", "1e3"])
def test_a_quoted_scalar_is_text(written: str, quote: str, load_text: Load) -> None:
    assert load_text(f"a: {quote}{written}{quote}\n").data == {"a": written}


def test_a_block_scalar_is_text(load_text: Load) -> None:
    assert load_text("a: |\n  12\nb: >-\n  one\n  two\n\n  three\n").data == {"a": "12\n", "b": "one two\nthree"}


def test_mappings_and_lists_nest_in_block_and_in_flow(load_text: Load) -> None:
    text = "a:\n  - b: 1\n    c: [x, {d: ~}]\n  -\n    - y\ne: {f: [], g: {}}\n"

    assert load_text(text).data == {"a": [{"b": 1, "c": ["x", {"d": None}]}, ["y"]], "e": {"f": [], "g": {}}}


def test_the_name_of_a_field_is_text_whatever_it_looks_like(load_text: Load) -> None:
    assert load_text("1: a\ntrue: b\n~: c\n2.0: d\n'<<': e\n").data == {
        "1": "a", "true": "b", "~": "c", "2.0": "d", "<<": "e",
    }  # fmt: skip


def test_comments_and_document_marks_say_nothing(load_text: Load) -> None:
    assert load_text("# yaml-language-server: $schema=x\n---\na: b # c\n...\n").data == {"a": "b"}


@pytest.mark.parametrize("content", [b"a: b\n", b"\xef\xbb\xbfa: b\n", b"a: b\r\n", b"a: b\r"])
def test_a_byte_order_mark_and_the_style_of_line_breaks_make_no_difference(content: bytes) -> None:
    assert parse("x", decode("x", content)).data == {"a": "b"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "x:1:1: error: the file holds no entry (write one, or delete the file) [empty-file]"),
        ("# only this\n", "x:1:1: error: the file holds no entry (write one, or delete the file) [empty-file]"),
        ("---\n", "x:1:1: error: the file holds no entry (write one, or delete the file) [empty-file]"),
        ("null\n", "x:1:1: error: the file holds no entry (write one, or delete the file) [empty-file]"),
        (
            "\n - a\n",
            "x:2:2: error: expected a mapping of fields, found a list (write 'name: ...' and so on) [not-a-mapping]",
        ),
        (
            "'null'\n",
            "x:1:1: error: expected a mapping of fields, found a single value (write 'name: ...' and so on) "
            "[not-a-mapping]",
        ),
        (
            "a: 1\nb: {c: 2, c: 3}\n",
            "x:2:11: error: field 'c' is given twice (keep one) [duplicate-key]",
        ),
        (
            "é: &x 1\n",
            "x:1:4: error: anchor '&x' is not allowed (write the value out wherever it is used) [forbidden-yaml]",
        ),
        (
            "a: &x {}\n",
            "x:1:4: error: anchor '&x' is not allowed (write the value out wherever it is used) [forbidden-yaml]",
        ),
        (
            "&x a: 1\n",
            "x:1:1: error: anchor '&x' is not allowed (write the value out wherever it is used) [forbidden-yaml]",
        ),
        ("a: *x\n", "x:1:4: error: alias '*x' is not allowed (write the value out) [forbidden-yaml]"),
        ("*x : 1\n", "x:1:1: error: alias '*x' is not allowed (write the value out) [forbidden-yaml]"),
        ("a: !!str 1\n", "x:1:4: error: tag '!!str' is not allowed (put the value in quotes if it is text) [forbidden-yaml]"),
        (
            "a: !!python/object/apply:os.system [x]\n",
            "x:1:4: error: tag '!!python/object/apply:os.system' is not allowed "
            "(put the value in quotes if it is text) [forbidden-yaml]",
        ),
        ("a: ! 1\n", "x:1:4: error: tag '!' is not allowed (put the value in quotes if it is text) [forbidden-yaml]"),
        ("!x {}\n", "x:1:1: error: tag '!x' is not allowed (put the value in quotes if it is text) [forbidden-yaml]"),
        ("<<: {a: 1}\n", "x:1:1: error: merge key '<<' is not allowed (write the fields out) [forbidden-yaml]"),
        (
            "a: 1\n---\nb: 2\n",
            "x:2:1: error: a second document in one file (give each entry its own file) [forbidden-yaml]",
        ),
        ("? [a]\n: 1\n", "x:1:3: error: the name of a field must be plain text [wrong-type]"),
        ("? {a: 1}\n: 1\n", "x:1:3: error: the name of a field must be plain text [wrong-type]"),
        (
            'a: "b\\u200Bc"\n',
            "x:1:4: error: escaped character U+200B is not allowed "
            "(delete it: characters that cannot be seen can hide what a text says) [forbidden-character]",
        ),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_at_its_place(text: str, expected: str) -> None:
    assert problem_in(text) == expected


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("a: b: c\n", "x:1:5", "(put a text that holds ': ' in quotes)"),
        ("a: @b\n", "x:1:4", "(indent with spaces; put a text that begins with a sign such as % or @ in quotes)"),
        ("a: 1\n\tb: 2\n", "x:2:1", "(indent with spaces"),
        ("a: [1\n", "x:2:1", ""),
        ("a: 'b\n", "x:2:1", ""),
        ("- a\nb: 1\n", "x:1:1", ""),
        ("%YAML 3.0\n---\na: 1\n", "x:1:1", ""),
    ],
)
def test_a_fault_of_syntax_has_a_place_and_a_hint_where_the_parser_only_says_what_it_met(
    text: str, place: str, hint: str
) -> None:
    problem = problem_in(text)

    assert problem.startswith((f"{place}: error: ", "x:1:1: error: expected a mapping"))
    assert hint in problem


def test_a_character_that_the_parser_itself_refuses_has_its_place() -> None:
    assert problem_in("ab: 1\nc: \x00\n") == "x:2:4: error: control characters are not allowed [syntax]"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a: caf\xe9\n", "x:1:7: error: byte 0xe9 is not UTF-8 (save the file as UTF-8) [not-utf-8]"),
        (
            "é: 1\nü\x85: ".encode() + b"\xff",
            "x:2:5: error: byte 0xff is not UTF-8 (save the file as UTF-8) [not-utf-8]",
        ),
        ("a: 1".encode("utf-16"), "x:1:1: error: byte 0xff is not UTF-8 (save the file as UTF-8) [not-utf-8]"),
        (b"a: \xed\xa0\x80", "x:1:4: error: byte 0xed is not UTF-8 (save the file as UTF-8) [not-utf-8]"),
    ],
)
def test_bytes_that_are_not_utf_8_are_refused_at_the_first_of_them(content: bytes, expected: str) -> None:
    assert problem_in_bytes(content) == expected


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000"), ("\x07", "U+0007"), ("\x1b", "U+001B"), ("\x7f", "U+007F"), ("\x85", "U+0085"),
        ("\u200b", "U+200B"), ("\u200f", "U+200F"), ("\u2028", "U+2028"), ("\u202e", "U+202E"), ("\u2060", "U+2060"),
        ("\u2066", "U+2066"), ("\ufeff", "U+FEFF"), ("\ufffe", "U+FFFE"), ("\u061c", "U+061C"),
    ],
)  # fmt: skip
def test_a_character_that_cannot_be_seen_is_refused_at_its_place(character: str, name: str) -> None:
    assert problem_in_bytes(f"a: b\r\nc: 漢😀{character}\n".encode()) == (
        f"x:2:6: error: character {name} is not allowed "
        "(delete it: characters that cannot be seen can hide what a text says) [forbidden-character]"
    )


@pytest.mark.parametrize("text", ["tab\there", "é漢😀", "non-breaking\u00a0space", "soft\u00adhyphen", "\ue000"])
def test_a_character_that_can_be_seen_is_let_through(text: str) -> None:
    assert decode("x", text.encode()) == text


def test_a_file_may_be_so_large_and_no_larger() -> None:
    assert decode("x", b" " * MAX_BYTES) == " " * MAX_BYTES
    assert problem_in_bytes(b" " * (MAX_BYTES + 1)) == (
        "x:1:1: error: file of 262,145 bytes, more than the 262,144 allowed (split it) [too-large]"
    )


def test_a_file_may_hold_so_many_values_and_no_more(load_text: Load) -> None:
    most = MAX_NODES - 2  # the top mapping and the list count too

    assert len(load_text(f"a: [{'0,' * most}]\n").data["a"]) == most
    assert problem_in(f"a: [{'0,' * most}0]\n") == (
        f"x:1:{5 + 2 * most}: error: more than 50,000 values in one file (split it) [too-large]"
    )


def test_a_file_may_be_nested_so_deep_and_no_deeper(load_text: Load) -> None:
    most = MAX_DEPTH - 1  # the top mapping is the first level

    assert load_text(f"a: {'[' * most}{']' * most}\n").data["a"]
    assert problem_in(f"a: {'[' * (most + 1)}{']' * (most + 1)}\n") == (
        f"x:1:{4 + most}: error: nested more than 40 levels deep (no entry needs this) [too-deep]"
    )


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_hostile_depth_is_refused_in_no_time(opening: str) -> None:
    assert problem_in(f"a:\n  {opening * 30_000}").endswith(("[too-deep]", "[syntax]", "[wrong-type]"))


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    assert problem_in("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n") == (
        "x:1:4: error: anchor '&a' is not allowed (write the value out wherever it is used) [forbidden-yaml]"
    )


TEXT = """\
name: é漢😀
serves:
  - goal: a
    strength: 2
  - {goal: "b", values: [c, d]}
"😀": x
"""


@pytest.mark.parametrize(
    ("keys", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("name",), (1, 7), (1, 1)),
        (("serves",), (3, 3), (2, 1)),
        (("serves", 0), (3, 5), (3, 5)),
        (("serves", 0, "strength"), (4, 15), (4, 5)),
        (("serves", 1, "goal"), (5, 12), (5, 6)),
        (("serves", 1, "values", 1), (5, 29), (5, 29)),
        (("😀",), (6, 6), (6, 1)),
    ],
)  # fmt: skip
def test_a_path_of_keys_leads_to_its_value_and_to_its_key(
    keys: Keys, value: tuple[int, int], key: tuple[int, int], load_text: Load
) -> None:
    document = load_text(TEXT)

    assert document.locate(keys) == Location("kb/x.yaml", *value)
    assert document.locate(keys, key=True) == Location("kb/x.yaml", *key)


@pytest.mark.parametrize(
    ("keys", "nearest"),
    [
        (("absent",), ()),
        (("serves", 7), ("serves",)),
        (("serves", -1), ("serves",)),
        (("serves", "union-tag", 0, "strength"), ("serves", 0, "strength")),
        (("serves", 0, "strength", "int"), ("serves", 0, "strength")),
        (("name", 0), ("name",)),
        (("serves", "0"), ("serves",)),
    ],
)
def test_parts_of_a_path_that_name_nothing_are_skipped(keys: Keys, nearest: Keys, load_text: Load) -> None:
    document = load_text(TEXT)

    assert document.locate(keys) == document.locate(nearest)
    assert document.locate(keys, key=True) == document.locate(nearest, key=True)


def test_a_place_counts_lines_whatever_ends_them(load_text: Load) -> None:
    for end in ("\n", "\r\n", "\r"):
        assert load_text(end.join(["a: 1", "b: 2", ""])).locate(("b",)) == Location("kb/x.yaml", 2, 4)


def test_two_documents_are_the_same_when_their_texts_are(load_text: Load) -> None:
    assert load_text("a: 1\n") == load_text("a: 1\n")
    assert load_text("a: 1\n") != load_text("a: 2\n")
