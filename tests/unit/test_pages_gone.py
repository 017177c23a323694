from collections.abc import Callable
from pathlib import Path

from interpkb import compiled
from interpkb.pages import gone_pages
from interpkb.pages.writing import Link, Writer

from tests import factories
from tests.conftest import Files

ROOT = Path(__file__).parents[2]
LEDGER = (
    "goals/debug-model\nmethods/saliency-maps\n"
    "methods/heat-maps -> methods/maps 2026-12-01 Another name.\n"
    "methods/maps -> methods/saliency-maps 2026-12-02 There are other maps.\n"
    "methods/no-such -> none 2026-12-03 Nobody found <b>it</b>.\n"
)


def built(base: Path, *, directories: bool) -> dict[str, str]:
    opened = compiled.open_base(base).demand_sound()
    nodes = {"saliency-maps": Link("methods/saliency-maps.md", "Saliency maps", "method", "Colours.")}
    writer = Writer(ROOT / "site" / "templates", nodes, directories=directories)
    files = dict(gone_pages.gone(opened.connection, writer))
    opened.connection.close()
    return files


def test_an_old_address_leads_to_what_took_its_place_without_scripts(write_kb: Callable[[Files], Path]) -> None:
    files = built(write_kb(factories.least_base() | {"ids.txt": LEDGER}), directories=True)

    assert sorted(files) == ["methods/heat-maps/index.html", "methods/maps/index.html", "methods/no-such/index.html"]
    page = files["methods/heat-maps/index.html"]
    assert '<meta http-equiv="refresh" content="0; url=../../methods/saliency-maps/">' in page
    assert '/methods/saliency-maps/">' in page.partition('rel="canonical"')[2]
    assert "<p><code>methods/heat-maps</code> is now " in page
    assert '<a href="../../methods/saliency-maps/">Saliency maps</a>' in page
    assert "<script" not in page


def test_the_address_of_a_retired_entry_says_why_it_is_gone(write_kb: Callable[[Files], Path]) -> None:
    page = built(write_kb(factories.least_base() | {"ids.txt": LEDGER}), directories=True)["methods/no-such/index.html"]

    assert "<h1>methods/no-such is gone</h1>\n<p>Since 2026-12-03: Nobody found &lt;b&gt;it&lt;/b&gt;.</p>" in page
    assert '<a href="../../methods/">' in page
    assert "refresh" not in page
    assert "canonical" not in page


def test_a_site_that_works_from_a_disk_has_them_too(write_kb: Callable[[Files], Path]) -> None:
    files = built(write_kb(factories.least_base() | {"ids.txt": LEDGER}), directories=False)

    assert sorted(files) == ["methods/heat-maps.html", "methods/maps.html", "methods/no-such.html"]
    assert "url=../methods/saliency-maps.html" in files["methods/maps.html"]
