from pathlib import Path
from typing import Any

import jinja2
import pytest
from interpkb.pages.writing import Fields, Link, Writer, fields, source_label, verbatim

HOSTILE = '"><script>alert(1)</script>{{ 7 * 7 }}{% x %}'
ESCAPED = "&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}{% x %}"
NODES = {
    "probing": Link("methods/probing.md", "Probing", "method", "Reads " + "activations " * 30),
    "kirk-2020-what": Link("sources/kirk-2020-what.md", HOSTILE, "source", HOSTILE),
}


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    return Writer(tmp_path, NODES)


def rendered(writer: Writer, tmp_path: Path, template: str, **facts: Any) -> str:
    (tmp_path / "t.jinja").write_text(template, encoding="utf-8")
    return writer.page("agendas/debate.md", "t.jinja", "Title", "Description.", **facts).partition("---\n\n")[2]


def test_a_page_begins_with_its_title_and_description(writer: Writer, tmp_path: Path) -> None:
    (tmp_path / "t.jinja").write_text("{{ title }} at {{ path }}: {{ fact }}", encoding="utf-8")

    assert writer.page("map.md", "t.jinja", "The map", "What is\n on it.", fact=1) == (
        '---\ntitle: "The map"\ndescription: "What is on it."\n---\n\nThe map at map.md: 1'
    )


def test_a_long_description_ends_at_a_word(writer: Writer, tmp_path: Path) -> None:
    (tmp_path / "t.jinja").write_text("", encoding="utf-8")

    page = writer.page("map.md", "t.jinja", "The map", "word " * 100)

    assert f'description: "{"word " * 30}word…"' in page


def test_the_head_of_a_page_can_break_neither_yaml_nor_html(writer: Writer, tmp_path: Path) -> None:
    (tmp_path / "t.jinja").write_text("", encoding="utf-8")

    page = writer.page("map.md", "t.jinja", 'a "b"\n---\n<c>', "</title>: &amp; '")

    assert page.splitlines() == [
        "---",
        r'title: "a &#34;b&#34;\n---\n&lt;c&gt;"',
        'description: "&lt;/title&gt;: &amp;amp; &#39;"',
        "---",
        "",
    ]


def test_text_is_escaped_wherever_a_template_puts_it(writer: Writer, tmp_path: Path) -> None:
    assert rendered(writer, tmp_path, "<p title='{{ x }}'>{{ x }}</p>", x=HOSTILE) == (
        f"<p title='{ESCAPED}'>{ESCAPED}</p>"
    )


def test_a_link_leads_to_the_page_of_a_node_and_the_first_on_a_page_says_what_that_is(
    writer: Writer, tmp_path: Path
) -> None:
    shown = "Reads " + " ".join(["activations"] * 12) + "…"

    assert rendered(writer, tmp_path, "{{ link('probing') }} {{ link('probing', 'a & b') }}") == (
        f'<a href="../../methods/probing/" title="{shown}">Probing</a> <a href="../../methods/probing/">a &amp; b</a>'
    )


def test_the_name_of_a_node_is_escaped(writer: Writer, tmp_path: Path) -> None:
    page = rendered(writer, tmp_path, "{{ link('kirk-2020-what') }}{{ who('kirk-2020-what') }}")

    assert "<script" not in page
    assert ESCAPED in page


def test_a_link_to_nothing_is_an_error_at_once(writer: Writer, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="no-such-node"):
        rendered(writer, tmp_path, "{{ link('no-such-node') }}")


def test_a_fact_that_is_not_given_is_an_error_at_once(writer: Writer, tmp_path: Path) -> None:
    with pytest.raises(jinja2.UndefinedError):
        rendered(writer, tmp_path, "{{ nothing }}")


def test_who_says_so_is_a_source_or_the_editors_or_nobody(writer: Writer, tmp_path: Path) -> None:
    page = rendered(writer, tmp_path, "{{ who('editor') }}|{{ who(none) }}|{{ who('kirk-2020-what') }}")

    editor, nobody, source = page.split("|")
    assert editor.endswith(">editor</span>")
    assert nobody == ""
    assert source.startswith('<a class="kb-who" href="../../sources/kirk-2020-what/"')
    assert source.endswith(">Kirk 2020</a>")


def test_markdown_is_rendered_and_links_to_entries_lead_to_their_pages(writer: Writer, tmp_path: Path) -> None:
    text = "*See* [it](probing), [web](https://a.b/probing), [none](nothing).\n"

    assert rendered(
        writer, tmp_path, "{{ markdown(t) }}|{{ inline(t) }}|{{ markdown(none) }}|{{ inline(none) }}", t=text
    ) == (
        '<p><em>See</em> <a href="../../methods/probing/">it</a>, <a href="https://a.b/probing">web</a>, '
        '<a href="nothing">none</a>.</p>|'
        '<em>See</em> <a href="../../methods/probing/">it</a>, <a href="https://a.b/probing">web</a>, '
        '<a href="nothing">none</a>.||'
    )


def test_a_site_for_a_disk_links_to_files(tmp_path: Path) -> None:
    writer = Writer(tmp_path, NODES, directories=False)

    page = rendered(writer, tmp_path, "{{ link('probing') }}{{ inline('[a](probing)') }}{{ to('index.md') }}")

    assert page.count('href="../methods/probing.html"') == 2
    assert page.endswith("../index.html")


@pytest.mark.parametrize(
    ("id", "label"),
    [
        ("kirk-2020-what-is-interpretability", "Kirk 2020"),
        ("doshi-velez-2017-rigorous-science", "Doshi Velez 2017"),
        ("some-post", "some-post"),
        ("2020-post", "2020-post"),
        ("gpt-3000", "gpt-3000"),
    ],
)
def test_a_source_is_said_shortly_by_its_author_and_year(id: str, label: str) -> None:
    assert source_label(id) == label


def test_a_field_that_an_entry_leaves_out_is_none_all_the_way_down() -> None:
    body = fields({"a": [{"b": 1}], "c": "d"})

    assert isinstance(body, Fields)
    assert (body["zzz"], body["a"][0]["zzz"], body["a"][0]["b"], body["c"]) == (None, None, 1, "d")


@pytest.mark.parametrize("text", [HOSTILE, "# a *b* [c](d) {: e=f } `g` <h> & \\i ~j~ ![k](l)", "1. é漢"])
def test_a_text_can_be_put_where_markdown_is_read(text: str) -> None:
    import html

    written = verbatim(text)

    assert html.unescape(written) == text
    assert not set("<>\"'`*_[](){}!~\\:|") & set(written)
