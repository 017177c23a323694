import pytest
from interpkb import prose

from tests.markup import Unsafe

ENTITIES = "&#106;&#x61;&#118;&#x61;script&colon;alert(1)"

UNSAFE_ADDRESSES = [
    ("[x](javascript:alert(1))", "javascript:alert(1)"),
    ("[x](JaVaScRiPt:alert(1))", "JaVaScRiPt:alert(1)"),
    ("[x](<javascript:alert(1)>)", "javascript:alert(1)"),
    (f"[x]({ENTITIES})", "javascript:alert(1)"),
    ("[x](javascript&Tab;:alert(1))", "javascript%09:alert(1)"),
    ("[x](javascript&NewLine;:alert(1))", "javascript%0A:alert(1)"),
    ("[x](\\javascript:alert(1))", "%5Cjavascript:alert(1)"),
    ("[x](javascript\\:alert(1))", "javascript:alert(1)"),
    ("[x](data:text/html;base64,PHNjcmlwdD4=)", "data:text/html;base64,PHNjcmlwdD4="),
    ("[x](vbscript:msgbox)", "vbscript:msgbox"),
    ("[x](file:///etc/passwd)", "file:///etc/passwd"),
    ("[x](ftp://a.b)", "ftp://a.b"),
    ("[x](blob:https://a.b)", "blob:https://a.b"),
    ("[x](//a.b)", "//a.b"),
    ("[x](/a)", "/a"),
    ("[x](../a)", "../a"),
    ("[x](a/b)", "a/b"),
    ("[x](a.html)", "a.html"),
    ("[x](#a)", "#a"),
    ("[x](?a)", "?a"),
    ("[x]()", ""),
    ("[x](https:)", "https:"),
    ("[x](https://)", "https://"),
    ("[x](mailto:)", "mailto:"),
    ("![x](javascript:alert(1))", "javascript:alert(1)"),
    ("<javascript:alert(1)>", "javascript:alert(1)"),
    ("<data:text/html,x>", "data:text/html,x"),
    ("[x][a]\n\n[a]: javascript:alert(1)", "javascript:alert(1)"),
    ("[a][]\n\n[a]: JAVASCRIPT:alert(1) 'title'", "JAVASCRIPT:alert(1)"),
    ("[a]\n\n[a]: <data:text/html,x>", "data:text/html,x"),
    ("> - **[x](javascript:alert(1))**", "javascript:alert(1)"),
]
SAFE = [
    "[x](https://a.b)",
    "[x](http://a.b/c?d=e&f=g#h)",
    "[x](HTTPS://a.b)",
    "[x](mailto:a@b.c)",
    "[x](saliency-maps)",
    "[x](debug-model 'the goal')",
    "<https://a.b>",
    "<a@b.c>",
    "[x][a]\n\n[a]: https://a.b",
    "![x](https://a.b/c.png)",
    "`[x](javascript:alert(1))` and `<b>`",
    "~~~\n<script>\n~~~",
    "    <script>",
    "a < b, b > c, <3, 1 <2, a<b, <svg/onload=alert(1)>",
    "\\<b> and \\[x](javascript:alert(1))",
    "&lt;script&gt; &#60;b&#62;",
    "javascript:alert(1) and data:text/html,x in running text",
    "[not a link] (javascript:alert(1))",
]
RAW_HTML = [
    ("<b>", "<b>"),
    ("a <b>c</b> d", "<b>"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("<SCRIPT SRC=//a.b>", "<SCRIPT SRC=//a.b>"),
    ("<scr\nipt>", "<scr"),
    ("text\n\n<div onclick=x>\n\ntext", "<div onclick=x>"),
    ("</div>", "</div>"),
    ("<!-- x -->", "<!-- x -->"),
    ("<?php x ?>", "<?php x ?>"),
    ("<![CDATA[x]]>", "<![CDATA[x]]>"),
    ("<!DOCTYPE html>", "<!DOCTYPE html>"),
    ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
    ("[<b>](https://a.b)", "<b>"),
    ("- <svg onload=alert(1)>", "<svg onload=alert(1)>"),
    ("<a href='https://example.com/a-long-address/that-goes-on'>", "<a href='https://example.com/a-long-addr"),
    ("<style>", "<style>"),
    ("<custom-element>", "<custom-element>"),
]


def faults(text: str) -> list[str]:
    return [f"{fault.code}: {fault.message} ({fault.hint})" for fault in prose.find_faults(text)]


@pytest.mark.parametrize(("text", "address"), UNSAFE_ADDRESSES)
def test_a_link_may_lead_to_the_web_to_e_mail_or_to_an_entry_and_nowhere_else(text: str, address: str) -> None:
    assert faults(text) == [
        f"unsafe-link: the text links to {address!r} (link to https://..., http://..., mailto:... or the id of an entry)"
    ]


@pytest.mark.parametrize(("text", "shown"), RAW_HTML)
def test_raw_html_is_a_fault_whatever_it_is(text: str, shown: str) -> None:
    assert faults(text) == [
        f"raw-html: the text holds raw HTML {shown!r} (write Markdown, or put it in `backticks`)",
    ]


@pytest.mark.parametrize("text", SAFE)
def test_what_is_safe_is_no_fault(text: str) -> None:
    assert faults(text) == []


def test_an_end_tag_is_no_second_fault_and_another_start_tag_is() -> None:
    assert len(faults("a <b>c</b> <i>d</i>")) == 2


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A *word*, **another**, `code`.", "<p>A <em>word</em>, <strong>another</strong>, <code>code</code>.</p>"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("~~~python\na < b\n~~~", '<pre><code class="language-python">a &lt; b\n</code></pre>'),
        ("[x](https://a.b?c&d)", '<p><a href="https://a.b?c&amp;d">x</a></p>'),
        ('[x](https://a.b "t")', '<p><a href="https://a.b" title="t">x</a></p>'),
        ("![x](https://a.b/c.png)", '<p>!<a href="https://a.b/c.png">x</a></p>'),
        ("a <b> & \"c\" 'd'", "<p>a &lt;b&gt; &amp; &quot;c&quot; 'd'</p>"),
        ("{{ x }} {% y %} {: onclick=z }", "<p>{{ x }} {% y %} {: onclick=z }</p>"),
    ],
)
def test_markdown_becomes_html(text: str, html: str) -> None:
    assert prose.to_html(text) == html


def test_a_text_in_a_line_has_no_paragraph_around_it() -> None:
    assert prose.to_inline_html(" A *word* & a [link](debug-model).\n") == (
        'A <em>word</em> &amp; a <a href="debug-model">link</a>.'
    )


SHOWN_AS_CODE_OR_AS_A_LINE = [
    "~~~\n[x](javascript:alert(1))\n~~~",
    "    [x](javascript:alert(1))",
    "a\n\n    [x](javascript:alert(1))",
    "- a\n\n      <javascript:alert(1)>",
]


@pytest.mark.parametrize(
    "text", [*(text for text, _ in UNSAFE_ADDRESSES + RAW_HTML), *SAFE, *SHOWN_AS_CODE_OR_AS_A_LINE]
)
def test_nothing_unsafe_is_ever_rendered_even_if_nobody_looked_for_faults(text: str) -> None:
    assert Unsafe(prose.to_html(text)).found == []
    assert Unsafe(prose.to_inline_html(text)).found == []


def test_the_test_itself_would_see_what_is_unsafe() -> None:
    html = '<img src=x><a href="javascript:x" onclick=y>z</a><!-- c --><?d ?><!e><a href=" javascript:x">z</a>'

    assert len(Unsafe(html).found) == 8


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("See [one](saliency-maps) and [two](debug-model 'x').", ["saliency-maps", "debug-model"]),
        ("See [one][a].\n\n[a]: saliency-maps", ["saliency-maps"]),
        ("![picture](saliency-maps)", ["saliency-maps"]),
        ("[web](https://a.b) <https://a.b> <a@b.c>", []),
        ("`[code](saliency-maps)` and [no link]", []),
        ("saliency-maps", []),
    ],
)
def test_the_ids_that_a_text_links_to_are_those_of_its_links(text: str, ids: list[str]) -> None:
    assert list(prose.linked_ids(text)) == ids


def test_addresses_of_entries_are_replaced_and_others_are_left() -> None:
    html = prose.to_html('[a](one) [b](https://two.example "one") <a@b.c> `<a href="one">`')

    assert prose.replace_addresses(html, lambda id: f"../{id}/") == (
        '<p><a href="../one/">a</a> <a href="https://two.example" title="one">b</a> <a href="mailto:a@b.c">a@b.c</a> '
        "<code>&lt;a href=&quot;one&quot;&gt;</code></p>"
    )
