from typing import Any

import pytest
from interpkb.pages import citing
from interpkb.query.entries import Entry


def entry(kind: str = "source", name: str = "Title", **body: Any) -> Entry:
    return Entry("the-id", kind, name, "A summary.", f"kb/{kind}s/the-id.yaml", body, ())


def source(**body: Any) -> Entry:
    return entry(**{"title": "Title", "authors": ["Ada Lovelace"], "date": "2024-05", "type": "paper", **body})


def test_an_entry_of_this_base_is_cited_by_its_page() -> None:
    assert citing.entry(entry("method", "Probing")) == (
        "“Probing” (method). interpkb, a knowledge base of interpretability for alignment. "
        "https://interpkb.github.io/interpkb/methods/the-id/",
        """\
@misc{interpkb-the-id,
  title = {Probing (method)},
  author = {{The interpkb authors}},
  howpublished = {interpkb},
  url = {https://interpkb.github.io/interpkb/methods/the-id/},
}""",
    )


def test_a_work_is_cited_with_whatever_is_known_of_it() -> None:
    found = citing.source(
        source(
            authors=["Ada Lovelace", "Alan Turing"], venue="NeurIPS 2024", arxiv="2405.00001", doi="10.1000/182",
            url="https://example.org/a",
        )
    )  # fmt: skip

    assert found == (
        "Ada Lovelace, Alan Turing (2024). Title. NeurIPS 2024. arXiv:2405.00001. https://doi.org/10.1000/182",
        """\
@article{the-id,
  title = {{Title}},
  author = {Ada Lovelace and Alan Turing},
  year = {2024},
  journal = {NeurIPS 2024},
  eprint = {2405.00001},
  archiveprefix = {arXiv},
  doi = {10.1000/182},
  url = {https://example.org/a},
}""",
    )


def test_what_is_not_known_of_a_work_is_left_out() -> None:
    assert citing.source(source(type="post", url="https://example.org/a")) == (
        "Ada Lovelace (2024). Title. https://example.org/a",
        """\
@misc{the-id,
  title = {{Title}},
  author = {Ada Lovelace},
  year = {2024},
  url = {https://example.org/a},
}""",
    )


@pytest.mark.parametrize(
    ("type_", "of_bibtex"),
    [("paper", "article"), ("book", "book"), ("thesis", "phdthesis"), ("report", "techreport"), ("talk", "misc")],
)
def test_a_type_of_work_is_one_that_bibtex_knows(type_: str, of_bibtex: str) -> None:
    assert citing.source(source(type=type_)).bibtex.startswith(f"@{of_bibtex}{{the-id,")


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("50% of R&D at $5 #1 a_b", r"50\% of R\&D at \$5 \#1 a\_b"),
        ("a } b", r"a \textbraceright{} b"),
        ("{a", r"\textbraceleft{}a"),
        (r"\input{x}", r"\textbackslash{}input\textbraceleft{}x\textbraceright{}"),
        ("~ and ^", r"\textasciitilde{} and \textasciicircum{}"),
        ('Quotes "x" and @, é', 'Quotes "x" and @, é'),
    ],
)
def test_whatever_tex_takes_for_a_command_is_written_so_that_it_is_shown(title: str, written: str) -> None:
    bibtex = citing.source(source(title=title)).bibtex

    assert f"  title = {{{{{written}}}}},\n" in bibtex
    assert bibtex.count("{") == bibtex.count("}")


def test_an_address_is_not_escaped_and_holds_no_brace() -> None:
    bibtex = citing.source(
        source(doi="10.1007/978-3-030-28954-6_10", url="https://example.org/a_b?c=%20&d=#{e}")
    ).bibtex

    assert "  doi = {10.1007/978-3-030-28954-6_10},\n" in bibtex
    assert "  url = {https://example.org/a_b?c=%20&d=#%7Be%7D},\n" in bibtex


@pytest.mark.parametrize(
    ("authors", "written"),
    [
        (["Ada Lovelace", "The Team and Friends"], "Ada Lovelace and {The Team and Friends}"),
        (["Acme, Inc."], "{Acme, Inc.}"),
        (["R&D Lab"], r"R\&D Lab"),
    ],
)
def test_a_name_that_bibtex_would_take_apart_is_held_together(authors: list[str], written: str) -> None:
    assert f"  author = {{{written}}},\n" in citing.source(source(authors=authors)).bibtex
