"""The site, built strictly from the real base in a copy of the checkout: every page, every link, every address loaded."""

import gzip
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import interpkb
import pytest
from interpkb.folder import FOLDERS

from tests import checkout
from tests.checkout import Built
from tests.markup import Page, Policy, loaded_by_style


@pytest.fixture(scope="module")
def site() -> Built:
    return checkout.site()


@pytest.fixture(scope="module")
def offline() -> Built:
    return checkout.offline()


@pytest.fixture(scope="module")
def root() -> Path:
    """The copy of the checkout in which all is built."""
    return checkout.real()


def own_pages(built: Built) -> Iterator[tuple[str, Page]]:
    """Every page but the one for what is not found, which stands nowhere."""
    return ((path, page) for path, page in built.pages.items() if path != "404.html")


def address(path: str) -> str:
    """Say where a file of the site is served."""
    return interpkb.SITE + path.removesuffix("index.html")


def test_the_program_says_what_it_did_and_how_to_look_at_it(site: Built, root: Path) -> None:
    entries = len(list((root / "kb").glob("*/*.yaml")))

    assert re.fullmatch(
        rf"{entries:,} entries, [\d,]+ links, [\d,]+ warnings?, [\d,]+ pages in [\d.]+ s "
        rf"\(pages [\d.]+ s, MkDocs [\d.]+ s, policy and search [\d.]+ s\)\nbuilt in {re.escape(str(site.folder))}; look at it with: make serve\n",
        site.said,
    )


def test_every_entry_has_a_page_its_yaml_and_its_json(site: Built, root: Path) -> None:
    for path in (root / "kb").glob("*/*.yaml"):
        stem = f"{path.parent.name}/{path.stem}"
        assert f"{stem}/index.html" in site.pages
        assert (site.folder / f"{stem}.yaml").read_bytes() == path.read_bytes()
        assert json.loads((site.folder / f"{stem}.json").read_text(encoding="utf-8"))["id"] == path.stem


def test_every_page_has_one_heading_a_title_and_a_description(site: Built) -> None:
    for path, page in own_pages(site):
        (heading,) = page.headings
        assert heading.strip(" \n¶"), path
        assert page.title.strip().endswith("interpkb"), path
        assert page.meta["description"].strip(), path


def test_no_two_entries_share_a_title(site: Built) -> None:
    titles = [page.title for path, page in own_pages(site) if path.count("/") > 1]

    assert {title.strip() for title in titles if titles.count(title) > 2} == set()


def test_every_page_says_where_it_stands_and_how_it_is_shown_when_shared(site: Built) -> None:
    for path, page in own_pages(site):
        assert page.canonical == address(path)
        assert page.meta["og:url"] == page.canonical
        assert page.meta["og:title"].strip(), path
        assert page.meta["og:description"].strip(), path
        assert (page.meta["og:type"], page.meta["og:site_name"]) == ("article", "interpkb")
        assert page.meta["twitter:card"] == "summary_large_image"


def test_the_picture_that_is_shown_when_a_page_is_shared_is_there(site: Built) -> None:
    pictures = {page.meta["og:image"] for _, page in own_pages(site)}

    assert {picture.startswith(interpkb.SITE) for picture in pictures} == {True}
    assert [p for p in pictures if not (site.folder / p.removeprefix(interpkb.SITE)).is_file()] == []


class Target(NamedTuple):
    """Where a link leads inside a site: a file and a fragment of it."""

    file: str
    fragment: str


def resolve(here: str, link: str) -> Target | None:
    """Follow a link from a page; `None` when it leads out of the site."""
    full = urljoin(interpkb.SITE + here, link)
    if not full.startswith(interpkb.SITE):
        return None
    parts = urlsplit(full)
    path = unquote(parts.path).removeprefix(urlsplit(interpkb.SITE).path)
    return Target(f"{path}index.html" if path == "" or path.endswith("/") else path, unquote(parts.fragment))


def broken(built: Built) -> list[str]:
    """List the links and fragments of a site that lead to nothing in it."""
    files = {path.relative_to(built.folder).as_posix() for path in built.folder.rglob("*") if path.is_file()}
    found = []
    for path, page in built.pages.items():
        for link in {*page.links, *page.loads}:
            target = resolve(path, link)
            if urlsplit(link).scheme == "data" or (target is None and is_from_elsewhere(link)):
                continue
            if target is None or target.file not in files:
                found.append(f"{path}: {link} leads to no file")
            elif target.fragment and target.fragment not in built.pages[target.file].ids:
                found.append(f"{path}: {link} leads to no place in {target.file}")
    return sorted(found)


def test_every_link_inside_the_site_leads_to_a_page_and_to_a_place_on_it(site: Built) -> None:
    assert broken(site) == []


def test_every_page_can_be_reached_from_the_home_page(site: Built) -> None:
    reached = {"index.html"}
    waiting = ["index.html"]
    while waiting:
        here = waiting.pop()
        targets = [resolve(here, link) for link in site.pages[here].links]
        for target in targets:
            if target is not None and target.file in site.pages and target.file not in reached:
                reached.add(target.file)
                waiting.append(target.file)

    assert set(site.pages) - reached == {"404.html"}


def test_every_address_outside_is_one_that_a_browser_may_be_sent_to(site: Built) -> None:
    schemes = {urlsplit(link).scheme for page in site.pages.values() for link in page.links}

    assert schemes <= {"", "https", "http", "mailto"}


def is_from_elsewhere(link: str) -> bool:
    parts = urlsplit(link)
    return bool(parts.scheme or parts.netloc) and parts.scheme != "data"


def test_no_page_loads_anything_from_another_host(site: Built) -> None:
    loaded = {link for page in site.pages.values() for link in page.loads}

    assert loaded
    assert {link for link in loaded if is_from_elsewhere(link)} == set()


def test_no_style_sheet_loads_anything_from_another_host(site: Built) -> None:
    sheets = list(site.folder.rglob("*.css"))
    loaded = {link for path in sheets for link in loaded_by_style(path.read_text(encoding="utf-8"))}

    assert sheets
    assert {link for link in loaded if is_from_elsewhere(link)} == set()


def test_nothing_of_the_templates_is_left_over_in_a_page(site: Built) -> None:
    signs = re.compile(r"\{\{|\{%|\{#|\{: |^\s*#{2,} |</?[a-z]+>", re.MULTILINE)

    assert {path: signs.findall(page.text) for path, page in own_pages(site) if signs.search(page.text)} == {}


def test_search_knows_every_entry_by_its_name_its_kind_and_its_aliases(site: Built, root: Path) -> None:
    found = {}
    for path in (site.folder / "pagefind" / "fragment").iterdir():
        fragment = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[fragment["url"]] = fragment

    for path in (root / "kb").glob("*/*.yaml"):
        fragment = found[f"/{path.parent.name}/{path.stem}/"]
        assert fragment["filters"]["kind"] == [FOLDERS[path.parent.name]]
        assert fragment["meta"]["title"] == html.unescape(
            site.pages[f"{path.parent.name}/{path.stem}/index.html"].headings[0]
        )
    caa = found["/methods/contrastive-activation-addition/"]
    assert "CAA" in caa["meta"]["aliases"].split(", ")
    assert "caa" in caa["filters"]["called"]


def test_what_is_fetched_before_the_first_search_stays_small(site: Built) -> None:
    """As a host sends it: texts compressed. What the theme loads on every page is not counted; the page itself is."""
    assets = [site.folder / "assets" / name for name in ("search.js", "search-key.js", "search.css")]
    engine = [*(site.folder / "pagefind").glob("pagefind.en_*.pf_meta"), *(site.folder / "pagefind/filter").iterdir()]
    engine += [site.folder / "pagefind" / name for name in ("pagefind.js", "pagefind-entry.json", "wasm.en.pagefind")]
    sent = [len(gzip.compress(path.read_bytes())) for path in (site.folder / "search/index.html", *assets, *engine)]

    assert len(engine) >= 8
    assert len(site.pages) > 1000
    assert sum(sent) < 160_000


def test_no_page_has_a_script_of_its_own_that_its_policy_does_not_name(site: Built, offline: Built) -> None:
    for path in (*site.folder.rglob("*.html"), *offline.folder.glob("*.html"), *offline.folder.glob("methods/*.html")):
        policy = Policy(path.read_text(encoding="utf-8"))

        assert policy.hashes, path
        assert set(policy.hashes) - set(policy.directives["script-src"]) == set(), path
        assert "'unsafe-inline'" not in policy.directives["script-src"], path
        assert policy.directives["default-src"] == ["'none'"], path
        assert policy.comes_first, path


def test_the_map_of_the_site_for_search_engines_names_every_page(site: Built) -> None:
    named = re.findall(r"<loc>(.*?)</loc>", (site.folder / "sitemap.xml").read_text(encoding="utf-8"))

    assert set(named) == {address(path) for path, _ in own_pages(site)}


def test_a_second_run_writes_only_what_has_changed(root: Path, offline: Built) -> None:
    assert offline.said
    checkout.build(root, "--docs-only")
    docs = root / "build" / "docs"
    before = {path: path.stat().st_mtime_ns for path in docs.rglob("*") if path.is_file()}
    entry = root / "kb" / "goals" / "debug-model.yaml"
    entry.write_text(entry.read_text(encoding="utf-8") + "# seen again\n", encoding="utf-8")

    checkout.build(root, "--docs-only")

    after = {path: path.stat().st_mtime_ns for path in docs.rglob("*") if path.is_file()}
    assert {path.relative_to(docs).as_posix() for path in after if after[path] != before.get(path)} == {
        "goals/debug-model.yaml"
    }


def test_a_page_that_is_no_longer_made_is_deleted(root: Path, offline: Built) -> None:
    assert offline.said
    stray = root / "build" / "docs" / "methods" / "no-longer.md"
    stray.write_text("# Old\n", encoding="utf-8")

    checkout.build(root, "--docs-only")

    assert not stray.exists()


def test_pages_for_a_disk_link_to_files_by_relative_addresses(offline: Built) -> None:
    for path, page in own_pages(offline):
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or not parts.path:
                continue
            assert not parts.path.startswith("/"), (path, link)
            assert PurePosixPath(parts.path).suffix in {".html", ".yaml", ".json", ".xml"}, (path, link)


def test_every_link_of_the_pages_for_a_disk_leads_somewhere(offline: Built) -> None:
    on_disk = offline._replace(pages=dict(own_pages(offline)))

    assert broken(on_disk) == []
    assert {link for page in on_disk.pages.values() for link in page.loads if is_from_elsewhere(link)} == set()


def test_the_program_says_where_the_pages_for_a_disk_are(offline: Built) -> None:
    assert offline.said.splitlines()[1] == f"look at it: {offline.folder / 'index.html'}"
