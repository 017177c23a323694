"""SPARQL, and the RDF form of the base that it asks."""

import re
import sqlite3
import sys
from collections.abc import Callable

import pyoxigraph
import pytest
from interpkb.errors import BadQuestionError
from interpkb.export import rdf
from interpkb.query import triples
from interpkb.query.tables import Result

from tests import factories
from tests.conftest import Files
from tests.unit.question_bases import FILES, bears, finding

Open = Callable[[Files], sqlite3.Connection]
ODD = 'A "quote", a \\ and ünïcode — ∑.'


@pytest.fixture
def connection(open_kb: Open) -> sqlite3.Connection:
    return open_kb(FILES | {"goals/odd.yaml": factories.entry("goal", name=ODD, aliases=["odd one"])})


@pytest.fixture
def data(connection: sqlite3.Connection) -> str:
    return rdf.render(connection)


def select(data: str, query: str, **options: int) -> Result:
    return triples.select(data, dict(rdf.PREFIXES), query, **options)


def test_the_base_is_n_triples_sorted_and_each_once(data: str) -> None:
    lines = data.splitlines(keepends=True)

    assert len(list(pyoxigraph.parse(data.encode(), pyoxigraph.RdfFormat.N_TRIPLES))) == len(lines)
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("text", [ODD, "two\nlines\r\nand a tab\t", '\\n is no line "', ""])
def test_a_text_is_quoted_so_that_it_reads_back_the_same(text: str) -> None:
    line = rdf._triple("<a:b>", "<a:c>", rdf._text(text))

    assert line.count("\n") == 1
    (triple,) = pyoxigraph.parse(line.encode(), pyoxigraph.RdfFormat.N_TRIPLES)
    assert isinstance(triple.object, pyoxigraph.Literal)
    assert triple.object.value == text


def test_every_entry_has_its_type_name_and_aliases(connection: sqlite3.Connection, data: str) -> None:
    (methods,) = connection.execute("SELECT count(*) FROM entry WHERE kind = 'method'").fetchone()

    assert len(select(data, "SELECT ?m WHERE { ?m a ikb:Method }").rows) == methods == 5
    assert select(data, "SELECT ?n WHERE { kb:odd skos:prefLabel ?n }").rows == ((ODD,),)
    assert select(data, "SELECT ?n WHERE { kb:odd skos:altLabel ?n }").rows == (("odd one",),)
    assert len(select(data, "SELECT ?s WHERE { ?s a schema:CreativeWork ; dcterms:creator ?who }").rows) == 3


def test_every_link_is_a_property_and_a_known_one_too(connection: sqlite3.Connection, data: str) -> None:
    (links,) = connection.execute(
        "SELECT count(*) FROM (SELECT DISTINCT subject, object FROM link WHERE relation = 'serves')"
    ).fetchone()

    assert len(select(data, "SELECT * WHERE { ?m ikb:serves ?g }").rows) == links
    assert select(data, "SELECT * WHERE { ?a cito:disputes kb:top }").rows == (("kb:objection",),)
    assert select(data, "ASK { kb:sampling skos:broader kb:probing }").rows == (("true",),)


def test_a_stated_link_is_a_resource_of_its_own_for_each_who_states_it(data: str) -> None:
    query = (
        "SELECT ?who ?strength ?why WHERE { ?l a ikb:Link ; ikb:subject kb:probing ; ikb:relation ikb:serves ; "
        "ikb:object kb:assure ; ikb:strength ?strength ; ikb:because ?why ; prov:wasAttributedTo ?who } ORDER BY ?who"
    )

    assert select(data, query) == Result(
        ("who", "strength", "why"), (("kb:editor", "2", "Somewhat."), ("kb:kirk", "4", "Much.")), cut=False
    )


def test_a_finding_that_bears_two_ways_on_one_goal_keeps_them_apart(open_kb: Open) -> None:
    both = finding("Both", [bears("probing", "assure"), bears("proofs", "assure", "opposes")])
    data = rdf.render(open_kb(FILES | {"evidence/both.yaml": both}))
    query = "SELECT ?m ?d WHERE { ?l ikb:subject kb:both ; ikb:via ?m ; ikb:direction ?d } ORDER BY ?m"

    assert select(data, query).rows == (("kb:probing", "supports"), ("kb:proofs", "opposes"))


def test_verdicts_are_told_of_claims_and_links(data: str) -> None:
    query = f"SELECT ?v WHERE {{ <{rdf.BASE}probing/serves/assure> ikb:verdict ?v }}"

    assert select(data, "SELECT ?v WHERE { kb:data ikb:verdict ?v }").rows == (("undermined",),)
    assert select(data, query).rows == (("contested",),)


def test_what_is_stated_can_be_asked_together_with_what_it_is_judged_to_be(data: str) -> None:
    query = (
        "SELECT ?m ?s ?v WHERE { ?l a ikb:Link ; ikb:subject ?m ; ikb:object kb:assure ; ikb:strength ?s . "
        "?j a ikb:Judgement ; ikb:subject ?m ; ikb:object kb:assure ; ikb:verdict ?v } ORDER BY ?m ?s"
    )

    assert ("kb:probing", "contested") in {(row[0], row[2]) for row in select(data, query).rows}


def test_an_answer_is_cut_at_the_bound_and_unbound_variables_are_empty(data: str) -> None:
    found = select(data, "SELECT ?m ?x WHERE { ?m a ikb:Method } ORDER BY ?m", rows=2)

    assert found == Result(("m", "x"), (("kb:posters", None), ("kb:probing", None)), cut=True)
    assert select(data, "SELECT ?m WHERE { ?m a ikb:Method }", rows=5).cut is False


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x WHERE {", r"^SPARQL: error at 1:"),
        ("SELECT ?x WHERE { ?x nope:a ?y }", r"^SPARQL: "),
        ("INSERT DATA { kb:a kb:b kb:c }", r"^SPARQL: "),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", r"^only SELECT and ASK are answered$"),
        ("DESCRIBE kb:probing", r"^only SELECT and ASK are answered$"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", r"^SERVICE is not answered"),
    ],
)
def test_a_wrong_query_is_refused_with_words(query: str, message: str, data: str) -> None:
    with pytest.raises(BadQuestionError) as error:
        select(data, query)

    assert re.search(message, str(error.value))


def test_without_the_extra_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyoxigraph", None)

    with pytest.raises(BadQuestionError) as error:
        select("", "ASK { ?s ?p ?o }")

    assert str(error.value) == "SPARQL needs an extra: pip install 'interpkb[sparql]'"
