"""`interpkb site`: the base → build/docs → build/site."""

import functools
import itertools
import os
import subprocess
import sys
import time
from pathlib import Path

import click

from interpkb import outputs
from interpkb.cli import docs, opening, printing, processes
from interpkb.query import counts


@click.command("site")
@click.option("--offline", is_flag=True, help="Build pages that work from a disk, into build/site-offline.")
@click.option("--docs-only", is_flag=True, help="Stop after build/docs, before MkDocs.")
def command(*, offline: bool, docs_only: bool) -> int:
    """Build the site: check the base, write its pages to build/docs, and let MkDocs render build/site.

    \b
    Examples:
      interpkb site
      interpkb site --offline
    """
    root = checkout()
    built = root / "build" / ("docs" if docs_only else "site-offline" if offline else "site")
    times = [time.perf_counter()]
    opened = opening.open_sound()
    pages = docs.write(root, offline=offline)
    times.append(time.perf_counter())
    if not docs_only:
        if code := render(root, built, offline=offline):
            return code
        times.append(time.perf_counter())
        finish(built, offline=offline)
        if not offline and (code := index(built)):
            return code
        times.append(time.perf_counter())
    found = counts.counts(opened.connection)
    parts = zip(("pages", "MkDocs", "policy and search"), itertools.pairwise(times), strict=False)
    click.echo(
        f"{printing.count(found.entries, 'entry', 'entries')}, {printing.count(found.links, 'link')}, "
        f"{printing.count(len(opened.problems), 'warning')}, {printing.count(pages, 'page')} "
        f"in {times[-1] - times[0]:.1f} s ({', '.join(f'{name} {end - begin:.1f} s' for name, (begin, end) in parts)})"
    )
    click.echo(f"look at it: {built / 'index.html'}" if offline else f"built in {built}; look at it with: make serve")
    return 0


def checkout() -> Path:
    """Find the folder that holds the base in use and all that its site is built from."""
    root = opening.checkout()
    if not (root / "site" / "templates").is_dir():
        raise click.ClickException(
            f"there is no site/templates in {str(root)!r}: a site is built in a clone of this project"
        )
    return root


def render(root: Path, built: Path, *, offline: bool = False) -> int:
    """Let MkDocs render build/docs into `built`, strictly; returns its exit code."""
    arguments = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--config-file",
        str(root / "mkdocs.yml"),
        "--site-dir",
        str(built),
    ]
    if offline:
        arguments.append("--no-directory-urls")
    # Material's notice on MkDocs 2.0 is for whoever upgrades; the versions here are pinned.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return subprocess.run(arguments, env=environment, check=False).returncode  # noqa: S603  # our own arguments


def finish(built: Path, *, offline: bool) -> None:
    """Mend every page of a built site, and write its security policy into it."""
    from interpkb.pages import finishing

    # The page for what is not found holds nothing of any entry.
    scripts = finishing.own_scripts((built / "404.html").read_text(encoding="utf-8"))
    searching = built / ("search.html" if offline else "search/index.html")
    finish_page = functools.partial(_finish_page, scripts=scripts, searching=searching, from_disk=offline)
    processes.each(finish_page, built.rglob("*.html"), at_once=100)


def _finish_page(path: Path, *, scripts: frozenset[str], searching: Path, from_disk: bool) -> None:
    from interpkb.pages import finishing

    text = path.read_text(encoding="utf-8")
    finished = finishing.finish(text, scripts, searches=path == searching, from_disk=from_disk)
    outputs.replace(path, finished.encode())


def index(built: Path) -> int:
    """Write the index of a built site's search, which browsers fetch in pieces; returns the exit code."""
    arguments = ["--site", str(built), "--silent"]
    for apart in (".headerlink", ".kb-crumbs", ".kb-facts"):
        arguments += ["--exclude-selectors", apart]
    found = subprocess.run([sys.executable, "-m", "pagefind", *arguments], check=False)  # noqa: S603  # our own arguments
    return found.returncode
