"""`interpkb checklist`: what a paper on a method must report."""

import click

from interpkb.cli import opening, printing
from interpkb.query import checklists, entries

_MARKS = {"yes": "[x]", "partly": "[~]", "no": "[ ]", None: "[?]"}


@click.command("checklist")
@opening.entry_argument("method")
@click.option(
    "--against", metavar="SOURCE", help="Say what this source reports.", shell_complete=opening.complete_entry
)
@opening.json_option
def command(method: str, against: str | None, *, as_json: bool) -> None:
    """Say what a paper on a METHOD must report, from its recorded failures; with --against, what a source does report.

    \b
    Examples:
      interpkb checklist steering-vectors
      interpkb checklist contrastive-activation-addition --against panickssery-2023-caa
    """
    connection = opening.open_sound().connection
    id = entries.resolve_kind(connection, method, "method").id
    source = entries.resolve_kind(connection, against, "source").id if against is not None else None
    items = checklists.items(connection, id, source)
    if as_json:
        opening.print_json({"method": id, "against": source, "items": opening.plain(items)})
        return
    if not items:
        click.echo(f"no failure of {id} with a duty to report is recorded")
        return
    for item in items:
        mark = f"{_MARKS[item.reported]} " if source else "• "
        via = f", as a kind of {item.method}" if item.method != id else ""
        printing.item(f"{mark}{item.duty} report: {item.what} ({item.failure.id}{via}) [{item.according_to}]", "")
        if source and item.because:
            printing.item(f"{item.reported}: {item.because}", "      ")
        elif not source:
            for how in item.detect[:1]:
                printing.item(f"how: {how}", "      ")
    if source:
        known = [item for item in items if item.reported]
        reported = sum(item.reported == "yes" for item in known)
        partly = sum(item.reported == "partly" for item in known)
        open_ = len(items) - len(known)
        click.echo(f"\n{source}: {reported} of {len(items)} reported, {partly} partly, {open_} not assessed [?]")
