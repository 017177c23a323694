"""What stands at the addresses of released entries that are gone: a way on, or the reason. Works without scripts."""

import sqlite3
from collections.abc import Iterator

import interpkb
from interpkb.pages import addresses
from interpkb.pages.writing import Writer


def gone(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the page at each address of a released entry that was renamed or retired since."""
    rows = connection.execute("SELECT address, target, gone_on, because FROM tombstone ORDER BY address").fetchall()
    targets = {address: target for address, target, _, _ in rows}
    for address, _, gone_on, because in rows:
        final = address
        while targets.get(final) is not None:  # the validator has seen to it that this ends
            final = targets[final]
        target = writer.nodes.get(final.partition("/")[2])
        served = addresses.href("index.md", target.document) if target else ""
        path = addresses.file(f"{address}.md", directories=writer.directories)
        yield (
            path,
            writer.fill(
                f"{address}.md",
                "gone.html.jinja",
                address=address,
                target=target,
                canonical=f"{interpkb.SITE}{served}",
                gone_on=gone_on,
                because=because,
                overview=f"{address.partition('/')[0]}/index.md",
            ),
        )
