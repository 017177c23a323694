import sqlite3

from interpkb.query import verdicts
from interpkb.query.verdicts import Verdict


def test_the_verdict_on_a_link_and_on_a_claim(connection: sqlite3.Connection) -> None:
    assert verdicts.of_link(connection, "probing", "serves", "predict") == Verdict(
        "supported", 5, ("early",), (), ("late",), 1, "124M", "2018-05-02"
    )
    assert verdicts.of_claim(connection, "lying-loses").verdict == "supported"
    assert verdicts.of_claim(connection, "other").verdict == "unargued"


def test_what_was_never_judged_is_unargued(connection: sqlite3.Connection) -> None:
    nothing = Verdict("unargued", 1, (), (), (), 0, None, None)

    assert verdicts.of_link(connection, "saliency-maps", "serves", "predict") == nothing
    assert verdicts.of_claim(connection, "no-such-claim") == nothing


def test_all_verdicts_of_a_method_and_of_a_relation(connection: sqlite3.Connection) -> None:
    of_method = verdicts.of_subject(connection, "probing")
    of_relation = verdicts.all_of(connection, "serves")
    of_claims = verdicts.all_of(connection, "")

    assert {key: verdict.verdict for key, verdict in of_method.items()} == {
        ("candidate-for", "debate/judge"): "undermined",
        ("serves", "debug-model"): "asserted",
        ("serves", "predict"): "supported",
    }
    assert list(of_relation) == [
        ("attribution", "debug-model"),
        ("attribution", "predict"),
        ("probing", "debug-model"),
        ("probing", "predict"),
    ]
    assert list(of_claims) == [("lying-loses", ""), ("other", "")]


def test_a_rank_is_the_place_in_the_order(connection: sqlite3.Connection) -> None:
    for verdict in verdicts.all_of(connection, "serves").values():
        assert verdicts.ORDER[verdict.rank] == verdict.verdict
