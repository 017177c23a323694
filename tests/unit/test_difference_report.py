import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interpkb import difference_data, difference_report
from interpkb.query.difference_records import (
    CellChange,
    Changed,
    Difference,
    Judged,
    Named,
    NeedChange,
    Renamed,
    Reported,
    Restated,
    Stated,
)
from markdown_it import MarkdownIt
from markdown_it.token import Token

NOTHING = Difference._make([True, *[()] * 12])
HOSTILE = (
    "@octocat and @interpkb/maintainers",
    "#1 GH-1 interpkb/interpkb#1 de0fac2e4500dabe0009e67214ff5f5447ce83dd",
    "`@octocat` ``@octocat`` ```` ``` ",
    "a\n```\n@octocat\n\n# heading\n",
    "<img src=x onerror=alert(1)> <!-- --> </details> &lt;b&gt;",
    "![x](https://evil.example/x.png) [x](javascript:alert(1)) https://evil.example www.evil.example a@evil.example",
    "| a | b |\n|---|---|",
    "::error::x %0A::set-output name=x::y",
    "a\u202eb\u200bc\x1b[31m\x00\ud800",
    ":tada: $x$ ~~a~~ \\` \\",
    " ",
    "",
)


def everywhere(text: str) -> Difference:
    """Make a difference in which a text stands wherever one can."""
    stated = Stated(text, text, text, text, text, text, 2, text, text)
    return Difference(
        True,
        (Named(text, text, text, 2),),
        (Named(text, text, text, 0),),
        (Renamed(text, text, text),),
        (Changed(text, text, text, (text, text)),),
        (stated._replace(stated_in=f"{text}x"),),
        (stated._replace(stated_in=f"{text}x"),),
        (Restated(stated, stated._replace(strength=3, direction=None, because=None)),),
        (
            Judged(text, text, text, text, text, (text,), (text,), (text,), (text,)),
            Judged(text, "", "", None, text, (), (), (), ()),
            Judged(text, text, text, text, None, (), (), (), ()),
        ),
        (
            NeedChange(text, 0, 1, (text,), ()),
            NeedChange(text, 1, 0, (), (text,)),
            NeedChange(text, 1, 1, (text,), (text,)),
        ),
        (CellChange(text, text, None, 2),),
        (Reported(text, 1, 2, text, text, text, text),),
        (Reported(text, 1, 2, text, text, text, None),),
    )


def tokens(comment: str) -> list[Token]:
    """List everything in a comment, read by the rules of GitHub's Markdown, blocks and what is inside them."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    blocks = reader.parse(comment)
    return [token for block in blocks for token in (block, *(block.children or ()))]


OWN_HTML = re.compile(r"<!-- interpkb diff -->|<details><summary>[A-Z][A-Za-z ]+ \([0-9]+\)</summary>|</details>")
OWN_BLOCKS = frozenset(
    {
        "heading_open", "heading_close", "inline", "bullet_list_open", "bullet_list_close", "list_item_open",
        "list_item_close", "paragraph_open", "paragraph_close", "html_block", "text", "code_inline", "softbreak",
    }
)  # fmt: skip


def check_harmless(comment: str) -> None:
    """Make sure that nothing in a comment is markup, HTML or a name outside code, but what we write ourselves."""
    for token in tokens(comment):
        assert token.type in OWN_BLOCKS, token
        if token.type == "html_block":
            assert OWN_HTML.fullmatch(token.content.strip()), token.content
        if token.type == "text":
            assert not re.search(r"[@#<>`\\]|://|www\.|octocat|evil", token.content), token.content
    assert len(comment.encode()) <= difference_report.LIMIT


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_given_has_a_meaning_in_the_comment(text: str) -> None:
    check_harmless(difference_report.markdown(everywhere(text)))


@given(st.text(st.sampled_from("@#`<>!-[]()|\\*_~&;:/\n\r\t ax0\u202e\u200b\ud800é"), max_size=40))
def test_no_text_gets_out_of_its_place_in_the_comment(text: str) -> None:
    comment = difference_report.markdown(everywhere(text))

    spans = [token.content for token in tokens(comment) if token.type == "code_inline"]
    assert difference_report.visible(text).strip() in {span.strip() for span in spans}
    check_harmless(comment)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text])
def test_on_a_terminal_what_is_given_stays_in_its_line_and_holds_no_control_character(text: str) -> None:
    lines = difference_report.text(everywhere(text)).splitlines()

    assert len(lines) == len(difference_report.text(everywhere("x")).splitlines())
    assert all(line.isprintable() for line in lines)


def test_what_differs_is_said_in_lines() -> None:
    assert (
        difference_report.text(everywhere("x"))
        == """\
1 entry added, 1 entry removed, 1 entry renamed, 1 entry changed, 1 link added, 1 link removed, 1 link changed, \
1 verdict changed, 1 cell of the map changed, 1 problem gained, 1 problem lost

Problems gained (1)
  x:1:2: x: x (x) [x]

Verdicts that changed (1)
  x x x: x → x
    now for it: x
    now against it: x
    counts no more: x
    says something else: x

Needs left without a method (1)
  x: 1 → 0 methods; no more x

Needs newly met (1)
  x: 0 → 1 methods; now x

Entries added (1)
  x (x, 2 links): x

Entries removed (1)
  x (x): x

Entries renamed (1)
  x is x now

Entries changed (1)
  x (x): x, x

Verdicts on what is new (1)
  x: x

Verdicts on what is gone (1)
  x x x: x

Needs that other methods meet (1)
  x: 1 → 1 methods; now x; no more x

Cells of the map (1)
  x for x: empty → 2

Links added to entries that were there (1)
  x x x (as x), x, strength 2, says x

Links removed from entries that stay (1)
  x x x (as x), x, strength 2, says x

Links changed (1)
  x x x (as x), strength 3, says x
    strength 2 → 3
    x → none
    no reason

Problems lost (1)
  x:1:2: x: x [x]
"""
    )


def test_the_comment_says_the_same_with_what_is_given_as_code_and_what_weighs_less_folded() -> None:
    found = everywhere("x")._replace(entries_changed=(), needs=(), links_changed=(), links_added=(), links_removed=())

    assert (
        difference_report.markdown(found._replace(cells=(), verdicts=(), entries_renamed=()))
        == """\
<!-- interpkb diff -->
### What this changes in the knowledge base

1 entry added, 1 entry removed, 1 problem gained, 1 problem lost

#### Problems gained (1)

- `x:1:2`: `x`: `x` (`x`) [`x`]

#### Entries added (1)

- `x` (`x`, 2 links): `x`

#### Entries removed (1)

- `x` (`x`): `x`

<details><summary>Problems lost (1)</summary>

- `x:1:2`: `x`: `x` [`x`]

</details>
"""
    )


def test_nothing_differs_is_said_so() -> None:
    assert difference_report.text(NOTHING) == "nothing differs\n"
    assert difference_report.markdown(NOTHING).splitlines()[-1] == "nothing differs"
    assert "so verdicts and needs are not compared" in difference_report.markdown(NOTHING._replace(comparable=False))


@pytest.mark.parametrize("text", ["x", "`" * 5000, "漢" * 5000, "@octocat ```\n" * 500])
def test_a_comment_has_a_bounded_length_and_says_what_it_leaves_out(text: str) -> None:
    one = everywhere(text)
    many = Difference._make([True, *(part * 3000 for part in one[1:])])

    comment = difference_report.markdown(many)

    check_harmless(comment)
    assert ("- and " in comment) or comment.endswith("shows all of it.\n")


def test_a_difference_is_read_back_from_its_data() -> None:
    for found in (NOTHING, everywhere("x"), everywhere("@octocat\n`")):
        assert difference_data.parse(difference_report.json_text(found).encode(), 1_000_000) == found


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[" * 100_000, "nested too deeply"),
        (b"{}", "comparable: Field required"),
        (b'{"comparable": 1}', "comparable: Input should be a valid boolean"),
        (b'{"a": ' + b"1" * 5000 + b"}", "a number of 5000 digits"),
        (b"x" * 1_000_001, "more than 1,000,000 bytes"),
        (b'"\xff"', "'utf-8' codec can't decode byte 0xff in position 1: invalid start byte"),
        (b"no", "Expecting value: line 1 column 1 (char 0)"),
    ],
)
def test_what_is_no_difference_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        difference_data.parse(content, 1_000_000)


def test_a_field_of_a_wrong_type_anywhere_is_refused() -> None:
    plain = json.loads(difference_report.json_text(everywhere("x")))
    plain["cells"][0]["after"] = "@octocat"

    with pytest.raises(ValueError, match=r"cells\.0\.after: Input should be a valid integer"):
        difference_data.parse(json.dumps(plain).encode(), 1_000_000)
