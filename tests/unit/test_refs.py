"""What is asked of arXiv and Crossref, and what is made of the answers: recorded ones, from a server of our own."""

import json
import threading
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from interpkb.refs import Identifier, NotAnIdentifierError, Work, client, comparing, identify
from interpkb.refs.client import Client, UnreachableError

from tests import factories
from tests.conftest import Files, Run

RECORDED = Path(__file__).parent / "registries"
FEED = (RECORDED / "arxiv-1805.00899.xml").read_text(encoding="utf-8")
DISTILL = (RECORDED / "crossref-distill.00007.json").read_bytes()
DEBATE = Identifier("arxiv", "1805.00899")
VISUALISATION = Identifier("crossref", "10.23915/distill.00007")
Cli = Callable[..., Run]


class Server:
    """Answers as the registries do, notes what it was asked, and fails as it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.failures: list[tuple[int, dict[str, str]]] = []
        self.body: bytes | None = None
        self.agents: set[str] = set()

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        self.asked.append(unquote(path))
        if self.failures:
            code, headers = self.failures.pop(0)
            return code, headers, b"trouble"
        if self.body is not None:
            return 200, {}, self.body
        if path.startswith("/api/query"):
            (ids,) = parse_qs(urlsplit(path).query)["id_list"]
            head, *entries = FEED.split("  <entry>")
            kept = [entry for entry in entries if any(f"/{id}v" in entry for id in ids.split(","))]
            kept += [f"<id>http://arxiv.org/abs/{id}v1</id></entry>" for id in ids.split(",") if id.startswith("2301.")]
            return 200, {}, "  <entry>".join([head, *kept]).replace("</feed>", "").encode() + b"</feed>"
        if unquote(path) == "/works/10.23915/distill.00007":
            return 200, {}, DISTILL
        return 404, {}, b"Resource not found."


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.agents.add(str(self.headers["User-Agent"]))
            code, headers, body = state.answer(self.path)
            self.send_response(code)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{http.server_port}"
    monkeypatch.setattr(client, "ARXIV", address)
    monkeypatch.setattr(client, "CROSSREF", address)
    monkeypatch.setattr(client, "PAUSES", {})
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    yield state
    http.shutdown()
    http.server_close()
    thread.join()


def ask(*identifiers: Identifier, cache: Path | None = None, **options: Any) -> dict[Identifier, Work | None]:
    with Client(cache, **options) as asking:
        return dict(asking.works(identifiers))


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("1805.00899", DEBATE),
        ("arxiv:1805.00899v2", DEBATE),
        ("https://arxiv.org/abs/1805.00899", DEBATE),
        ("http://arxiv.org/pdf/1805.00899v1.pdf", DEBATE),
        ("10.48550/arXiv.1805.00899", DEBATE),
        ("https://doi.org/10.48550/arXiv.1805.00899", DEBATE),
        ("cs/0112017", Identifier("arxiv", "cs/0112017")),
        ("10.23915/distill.00007", VISUALISATION),
        ("doi:10.23915/distill.00007", VISUALISATION),
        (" https://doi.org/10.23915/distill.00007 ", VISUALISATION),
    ],
)
def test_ids_are_read_in_the_forms_that_people_paste(text: str, identifier: Identifier) -> None:
    assert identify(text) == identifier


@pytest.mark.parametrize("text", ["", "debate", "1805.008", "10.1/x", "https://example.org/1805.00899"])
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(NotAnIdentifierError):
        identify(text)


def test_works_are_read_from_the_answers(server: Server) -> None:
    works = ask(DEBATE, VISUALISATION, Identifier("arxiv", "1703.04730"), Identifier("arxiv", "9901.00001"))

    assert works == {
        DEBATE: Work(
            "AI safety via debate",
            ("Geoffrey Irving", "Paul Christiano", "Dario Amodei"),
            "2018-05-02",
            "paper",
            arxiv="1805.00899",
        ),
        Identifier("arxiv", "1703.04730"): Work(
            "Understanding Black-box Predictions via Influence Functions",
            ("Pang Wei Koh", "Percy Liang"),
            "2017-03-14",
            "paper",
            arxiv="1703.04730",
            doi="10.9999/example.doi",
            venue="ICML 2017",
        ),
        Identifier("arxiv", "9901.00001"): None,
        VISUALISATION: Work(
            "Feature Visualization",
            ("Chris Olah", "Alexander Mordvintsev", "Ludwig Schubert"),
            "2017-11-07",
            "paper",
            doi="10.23915/distill.00007",
            venue="Distill",
        ),
    }
    assert server.asked == [
        "/api/query?id_list=1805.00899,1703.04730,9901.00001&max_results=3",
        "/works/10.23915/distill.00007",
    ]


def test_it_says_who_asks(server: Server) -> None:
    ask(DEBATE, mail="me@example.org")

    (agent,) = server.agents
    assert agent.startswith("interpkb/")
    assert agent.endswith("; mailto:me@example.org)")


def test_arxiv_is_asked_for_many_works_at_once(server: Server) -> None:
    ask(*(Identifier("arxiv", f"2301.{i:05}") for i in range(120)))

    assert [path.count(",") + 1 for path in server.asked] == [50, 50, 20]


def test_what_was_answered_is_not_asked_again_nor_what_is_not_known(server: Server, tmp_path: Path) -> None:
    unknown = Identifier("crossref", "10.1234/nothing")

    first = ask(DEBATE, unknown, cache=tmp_path)
    again = ask(unknown, DEBATE, cache=tmp_path)

    assert again == first
    assert len(server.asked) == 2
    assert ask(DEBATE, cache=tmp_path, keep_days=0) == {DEBATE: first[DEBATE]}
    assert len(server.asked) == 3


def test_a_run_that_was_interrupted_goes_on_where_it_was(server: Server, tmp_path: Path) -> None:
    with Client(tmp_path) as asking:
        next(asking.works([VISUALISATION, Identifier("crossref", "10.1234/b")]))

    ask(VISUALISATION, Identifier("crossref", "10.1234/b"), cache=tmp_path)

    assert server.asked == ["/works/10.23915/distill.00007", "/works/10.1234/b"]


def test_what_is_spoilt_on_disk_is_asked_again(server: Server, tmp_path: Path) -> None:
    ask(DEBATE, cache=tmp_path)
    (kept,) = tmp_path.iterdir()
    for text in ("", "[]", '{"asked": "arxiv:1805.00899", "at": 9e9, "work": {"title": 1}}', kept.read_text()[:-20]):
        kept.write_text(text, encoding="utf-8")
        assert ask(DEBATE, cache=tmp_path)[DEBATE] is not None

    assert len(server.asked) == 5


def test_trouble_that_passes_is_waited_out(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.failures = [(503, {}), (429, {"Retry-After": "7"}), (500, {"Retry-After": formatdate(0, usegmt=True)})]
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)

    assert ask(DEBATE)[DEBATE] is not None
    assert len(server.asked) == 4
    assert 1.5 <= waits[0] <= 2.5
    assert waits[1] == 7
    assert 6 <= waits[2] <= 10


def test_trouble_that_does_not_pass_is_said(server: Server) -> None:
    server.failures = [(503, {})] * 9

    with pytest.raises(UnreachableError, match="arXiv could not be asked: it answers 503 Service Unavailable"):
        ask(DEBATE, tries=3)
    assert len(server.asked) == 3
    server.failures = [(403, {})]
    with pytest.raises(UnreachableError, match="Crossref could not be asked: it answers 403 Forbidden"):
        ask(VISUALISATION)
    assert len(server.asked) == 4


@pytest.mark.parametrize("body", [b"<html>", b"", b"[1, 2", b'{"message": []}', b'{"message": {"author": 1}}'])
def test_an_answer_that_is_none_is_said(server: Server, body: bytes) -> None:
    server.body = body

    with pytest.raises(UnreachableError, match="Crossref"):
        ask(VISUALISATION)
    if not body.startswith(b'{"'):
        with pytest.raises(UnreachableError, match="arXiv's answer is not XML"):
            ask(DEBATE)


def test_an_empty_feed_does_not_mean_that_all_works_are_unknown(server: Server) -> None:
    server.body = b'<feed xmlns="http://www.w3.org/2005/Atom"/>'

    with pytest.raises(UnreachableError, match="arXiv could not be asked: it answers for none of 2 works"):
        ask(DEBATE, Identifier("arxiv", "1703.04730"))
    assert ask(DEBATE) == {DEBATE: None}


def test_an_answer_without_end_is_cut_off(server: Server) -> None:
    server.body = b" " * (6 * 1024 * 1024)

    with pytest.raises(UnreachableError, match="larger than"):
        ask(DEBATE)


def test_between_two_requests_there_is_a_pause(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PAUSES", {client.CROSSREF: 5.0})
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)

    ask(VISUALISATION, Identifier("crossref", "10.1234/b"))

    assert len(waits) == 1
    assert 4 < waits[0] <= 5


def source(**fields: Any) -> str:
    debate = {"title": "AI safety via debate", "authors": ["Geoffrey Irving", "Paul Christiano", "Dario Amodei"],
              "date": "2018-05", "arxiv": "1805.00899"}  # fmt: skip
    return factories.entry("source", **{**debate, **fields})


def test_sources_are_held_against_the_registries_at_their_lines(
    server: Server, write_kb: Callable[[Files], Path], run_cli: Cli
) -> None:
    base = write_kb(
        {
            "sources/right.yaml": source(authors=["G. Irving", "Paul F. Christiano", "Dario Amodéi"]),
            "sources/title.yaml": source(title="AI safety via debating"),
            "sources/alias.yaml": source(title="Another title", aliases=["AI Safety via Debate"]),
            "sources/missing.yaml": source(authors=["Geoffrey Irving", "Dario Amodei"]),
            "sources/order.yaml": source(authors=["Paul Christiano", "Geoffrey Irving", "Dario Amodei"]),
            "sources/late.yaml": source(date="2019"),
            "sources/early.yaml": source(date="2014-01"),
            "sources/absent.yaml": source(arxiv="1805.99999"),
            "sources/both.yaml": source(
                title="Feature Visualization", authors=["Chris Olah", "A Mordvintsev", "Ludwig Schubert"],
                date="2017-11-07", arxiv=factories.OMIT, doi="10.23915/distill.00007"),
            "sources/zenodo.yaml": source(arxiv=factories.OMIT, doi="10.5281/zenodo.1"),
            "sources/own-doi.yaml": source(arxiv=factories.OMIT, doi="10.48550/arXiv.1805.00899"),
        }
    )  # fmt: skip

    run = run_cli("refs", "check", kb=base)

    assert run.code == 1
    assert run.stdout == (
        "kb/sources/absent.yaml:5:1: warning: arXiv does not know '1805.99999' (look the work up by its title) [work-not-found]\n"
        "kb/sources/early.yaml:3:1: warning: arXiv has the date 2018-05-02 and the entry 2014-01 (say when the work first appeared) [date-differs]\n"
        "kb/sources/late.yaml:3:1: warning: arXiv has the date 2018-05-02 and the entry 2019 (say when the work first appeared) [date-differs]\n"
        "kb/sources/missing.yaml:2:1: warning: arXiv has 3 authors, among them 'Paul Christiano'; the entry has 2 (name every author, in the work's order) [authors-differ]\n"
        "kb/sources/order.yaml:2:1: warning: arXiv has 'Geoffrey Irving' as author 1; the entry has 'Paul Christiano' (name every author, in the work's order) [authors-differ]\n"
        "kb/sources/title.yaml:1:1: warning: arXiv has the title 'AI safety via debate' for 1805.00899 (correct the title, or the id) [title-differs]\n"
        "kb/sources/zenodo.yaml:5:1: warning: Crossref does not know '10.5281/zenodo.1' (look it up at doi.org; not all DOIs are Crossref's) [work-not-found]\n"
    )
    assert "asking arXiv and Crossref" in run.stderr
    assert run_cli("refs", "check", "right", "alias", "both", kb=base).code == 0
    assert json.loads(run_cli("refs", "check", "title", "--format", "json", kb=base).stdout)[0]["line"] == 1
    assert len(server.asked) == 3
    assert "did you mean 'title'" in run_cli("refs", "check", "titel", kb=base).stderr


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("G. Irving", "Geoffrey Irving", True),
        ("Sören Mindermann", "Soren Mindermann", True),
        ("Wang Xin", "Xin Wang", True),
        ("Martin Luther King Jr.", "Martin L. King", True),
        ("José Hernández-Orallo", "Jose Hernandez-Orallo", True),
        ("OpenAI", "OpenAI", True),
        ("王", "王", True),
        ("Paul Smith", "Paul Christiano", False),
        ("王", "李", False),
    ],
)
def test_two_names_are_of_one_person_if_they_share_the_family_name(ours: str, theirs: str, same: bool) -> None:
    assert comparing._same_person(ours, theirs) is same


def test_a_registry_that_is_down_is_said_and_what_was_found_is_kept(
    server: Server, write_kb: Callable[[Files], Path], run_cli: Cli
) -> None:
    base = write_kb({"sources/a.yaml": source(title="Wrong"), "sources/b.yaml": source(doi="10.1234/b")})
    run_cli("refs", "check", "a", kb=base)
    server.failures = [(503, {})] * 9

    run = run_cli("refs", "check", kb=base)

    assert run.code == 1
    assert "kb/sources/a.yaml:1:1: warning: arXiv has the title" in run.stdout
    assert "Crossref could not be asked: it answers 503 Service Unavailable; run it again to go on" in run.stderr


@pytest.mark.parametrize(("limit", "said"), [("1", "no problems in 1 file"), ("9", "no problems in 2 files")])
def test_only_sources_that_were_asked_for_count_as_checked(
    limit: str, said: str, server: Server, write_kb: Callable[[Files], Path], run_cli: Cli
) -> None:
    base = write_kb({"sources/a.yaml": source(), "sources/b.yaml": source(arxiv="2301.00001", date="2023")})

    assert said in run_cli("refs", "check", "--limit", limit, kb=base).stderr


def test_a_source_is_filled_in_from_a_registry(server: Server, write_kb: Callable[[Files], Path], run_cli: Cli) -> None:
    base = write_kb(factories.least_base())

    run = run_cli("new", "source", "irving-2018-debate", "--from", "arxiv:1805.00899", kb=base)

    written = (base / "sources" / "irving-2018-debate.yaml").read_text(encoding="utf-8")
    assert run.code == 0
    assert [line for line in written.splitlines() if not line.startswith("#")] == [
        "title: AI safety via debate", "authors:", "  - Geoffrey Irving", "  - Paul Christiano", "  - Dario Amodei",
        'date: "2018-05-02"', "type: paper", 'arxiv: "1805.00899"',
    ]  # fmt: skip
    assert run_cli("new", "source", "x", "--from", "10.1234/nothing", kb=base) == Run(
        1, "", "interpkb: the registry does not know doi:10.1234/nothing\n"
    )


def test_without_a_network_a_source_is_begun_all_the_same(
    write_kb: Callable[[Files], Path], run_cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "ARXIV", "http://127.0.0.1:9")
    monkeypatch.setattr(client, "PAUSES", {})
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    base = write_kb(factories.least_base())

    run = run_cli("new", "source", "irving-2018-debate", "--from", "1805.00899", kb=base)

    assert run.code == 0
    assert run.stderr.startswith("arXiv could not be asked: ")
    assert 'arxiv: "1805.00899"\n' in (base / "sources" / "irving-2018-debate.yaml").read_text(encoding="utf-8")
    assert run_cli("validate", kb=base).code == 0
