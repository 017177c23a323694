"""`interpkb serve`: build the site, watch for changes, and reload the browser."""

from pathlib import Path

import click

from interpkb.cli import opening, printing, site_


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to serve on.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def command(port: int, *, open_browser: bool) -> None:
    """Build the site, watch kb/ and site/ for changes, and reload the browser.

    A mistake in an entry is reported here; the site stays as it was until it is mended.

    \b
    Example:
      interpkb serve --port 8080 --open
    """
    import logging

    from mkdocs.livereload import LiveReloadServer

    root = opening.checkout()
    site_.write_docs(root, opening.open_sound())
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("watchdog").setLevel(logging.WARNING)
    output = root / "build" / "served"

    def build() -> None:
        if _refresh(root):
            _render(root, output, f"http://127.0.0.1:{port}/")

    build()
    server = LiveReloadServer(build, "127.0.0.1", port, str(output), mount_path="/")
    for folder in (root / "kb", root / "site"):
        server.watch(str(folder))
    try:
        server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]
    finally:
        server.shutdown()


def _refresh(root: Path) -> bool:
    """Write the pages anew; when the base has errors, report them and tell that nothing was written."""
    opened = opening.open_any()
    if not opened.sound:
        printing.problems(opened.problems, to_stderr=True)
        click.echo("the site stays as it was until these are mended", err=True)
        return False
    site_.write_docs(root, opened)
    return True


def _render(root: Path, output: Path, address: str) -> None:
    """Let MkDocs render the pages in this process, and say what it breaks off with."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    # Strictness is for `interpkb site`: while somebody writes, a page with a flaw beats no page.
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(output), site_url=address, strict=False)
    try:
        build(config)
    except Abort as error:
        click.echo(f"interpkb: {error}", err=True)
    else:
        # No security policy here: the server writes the script that reloads into every page.
        site_.index(output)
