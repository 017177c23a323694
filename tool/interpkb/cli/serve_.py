"""`interpkb serve`: build the site, watch for changes, and reload the browser."""

from pathlib import Path

import click

from interpkb.cli import docs, opening, printing, site_

_HOST = "127.0.0.1"


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

    root = site_.checkout()
    _demand_port(port)
    opening.open_sound()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("watchdog").setLevel(logging.WARNING)
    output = root / "build" / "served"

    def build() -> None:
        if _refresh(root):
            _render(root, output, f"http://{_HOST}:{port}/")

    build()
    server = LiveReloadServer(build, _HOST, port, str(output), mount_path="/")
    for folder in (root / "kb", root / "site"):
        server.watch(str(folder))
    try:
        server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    finally:
        server.shutdown()


def _demand_port(port: int) -> None:
    """Try the port before the site is built, which takes long enough."""
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            raise click.ClickException(
                f"nothing can be served on port {port} ({reason}): name another with --port"
            ) from None


def _refresh(root: Path) -> bool:
    """Write the pages anew; when the base has errors, report them and tell that nothing was written."""
    opened = opening.open_any()
    if not opened.sound:
        printing.problems(opened.problems, to_stderr=True)
        click.echo("the site stays as it was until these are mended", err=True)
        return False
    opened.demand_sound()
    docs.write(root)
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
