"""The scripts' half of the cases in `tests/same-answers.json`: a real browser gives the answers that Python gives."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from interpkb import compiled
from interpkb.pages import data_scripts
from playwright.sync_api import Browser

from tests import same_answers
from tests.unit.question_bases import FILES

ASSETS = Path(__file__).parents[2] / "site" / "assets"
CASES = same_answers.cases()

_ANSWER = """([data, rule, given]) => {
  const { picking, prioritising, knockingOut, crossing } = globalThis.interpkb;
  const rules = {
    pick: () => {
      const found = picking.pick(data.methods, data.agendas, given);
      return { ...found, picks: found.picks.map(({ rank, ...rest }) => rest) };
    },
    prioritise: () => prioritising.prioritise(data.agendas, given.credences, given),
    knock_out: () => knockingOut.knockOut(data.claims, data.agendas, given.claims),
    cross: () => crossing.cells(data.methods, data.agendas, given.axes),
  };
  return JSON.stringify(rules[rule]());
}"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Give the data that the pages of the small base carry."""
    base = tmp_path_factory.mktemp("shared") / "kb"
    for name, text in FILES.items():
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    connection: sqlite3.Connection = compiled.open_base(base).demand_sound().connection
    try:
        found = {
            "methods": data_scripts.methods(connection),
            "agendas": data_scripts.agendas(connection),
            "claims": data_scripts.claims(connection),
        }
    finally:
        connection.close()
    plain: dict[str, Any] = json.loads(json.dumps(found))
    return plain


@pytest.fixture(scope="module")
def ask(data: dict[str, Any], browser: Browser) -> Iterator[Callable[[str, Any], Any]]:
    """Let the scripts answer a question."""
    page = browser.new_page()
    for name in ("picking", "prioritising", "knocking-out", "crossing"):
        page.add_script_tag(path=ASSETS / f"{name}.js")
    yield lambda rule, given: json.loads(page.evaluate(_ANSWER, [data, rule, given]))
    page.close()


def rounded(data: object) -> object:
    return json.loads(json.dumps(data), parse_float=lambda text: round(float(text), 9))


@pytest.mark.parametrize("name", CASES)
def test_a_browser_answers_every_shared_case(name: str, ask: Callable[[str, Any], Any]) -> None:
    case = CASES[name]
    given = ask(case["rule"], case["given"])
    if case["rule"] == "cross":
        given.sort(key=lambda cell: cell["values"])

    assert rounded(given) == rounded(case["answer"])
