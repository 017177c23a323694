"""`interpkb new`: a new entry, as a commented file to fill in."""

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from interpkb import folder
from interpkb.cli import opening
from interpkb.errors import RefusedEditError

if TYPE_CHECKING:
    from interpkb.editing.skeletons import Wanted

_MOST_OFFERED = 12


@click.command("new")
@click.argument("kind", type=click.Choice(list(folder.FOLDERS.values())))
@click.argument("id")
@click.option(
    "--from", "work", metavar="ID", help="Fill in a source from arXiv (arxiv:1703.04730) or Crossref (a DOI)."
)
@click.option(
    "--set", "given", metavar="FIELD=VALUE", multiple=True, help="Fill in a field; bears_on.claim=ID for a part."
)
@click.option("--stdout", is_flag=True, help="Print the entry instead of writing its file.")
def command(kind: str, id: str, work: str | None, given: tuple[str, ...], *, stdout: bool) -> int:
    """Write a new entry: what the kind requires, and as comments all else that it can say.

    On a terminal what is required is asked for, and ids of other entries are offered. Elsewhere a text that is not
    given begins with TODO, of which `interpkb validate` reminds you. With --from, title, authors, date and venue of a
    source come over the network; without a network the file is written all the same, with the id filled in.

    \b
    Examples:
      interpkb new method influence-functions
      interpkb new source irving-2018-debate --from arxiv:1805.00899
      interpkb new evidence x --set source=kirk-2020-map --set bears_on.claim=y
    """
    from interpkb.editing import ids, skeletons, writing
    from interpkb.refs import identify

    if stdout and os.path.isfile(opening.locate()):  # a carried base, to which nothing could be added
        files = folder.Listing((), ())
    else:
        files = folder.list_files(opening.base_folder())
    ids.demand_free(files, id)
    if work is not None and kind != "source":
        raise click.UsageError(f"--from fills in a source, not an entry of the kind {kind}")
    values = _given(kind, given)
    if work is not None:
        values = {**_from_registry(identify(work)), **values}
    unfinished = _fill_in(kind, id, values, files, asking=on_terminal() and not stdout)
    text = skeletons.skeleton(kind, skeletons.nested(values, kind), unfinished)
    if stdout:
        click.echo(text, nl=False)
        return 0
    base = opening.base_folder()
    path = f"{base.name}/{skeletons.model_of(kind).folder}/{id}.yaml"
    with writing.exclusive(base) as edit:
        ids.demand_free(folder.list_files(base), id)
        edit.write({path: text.encode()})
    click.echo(f"wrote {path}; fill it in, then: interpkb fmt, interpkb validate")
    return 0


def on_terminal() -> bool:
    """Tell whether somebody is there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _given(kind: str, given: tuple[str, ...]) -> dict[tuple[str, ...], Any]:
    from interpkb.editing import skeletons

    values: dict[tuple[str, ...], Any] = {}
    for setting in given:
        name, equals, value = setting.partition("=")
        keys = tuple(name.split("."))
        form = skeletons.form_of(kind, keys)
        if not equals or form is None:
            raise click.BadParameter(f"{setting!r} is no FIELD=VALUE of the kind {kind}", param_hint="--set")
        if form.parts:
            raise click.BadParameter(f"{name!r} has parts: fill in one, as {name}.{form.parts[0]}", param_hint="--set")
        values[keys] = form.read(value)
    return values


def _from_registry(identifier: Any) -> dict[tuple[str, ...], Any]:
    """Ask a registry for a work; where that fails, say so and give the id alone."""
    from interpkb.editing import skeletons
    from interpkb.refs.client import Client, UnreachableError

    field = "arxiv" if identifier.registry == "arxiv" else "doi"
    try:
        with Client(tries=2) as client:
            ((_, work),) = client.works([identifier])
    except UnreachableError as error:
        click.echo(f"{error}; fill in the rest by hand", err=True)
        return {(field,): identifier.id}
    if work is None:
        raise RefusedEditError(f"the registry does not know {identifier}")
    click.echo(f"found {work.title!r} by {', '.join(work.authors)}", err=True)
    return {(name,): value for name, value in skeletons.of_work(work).items()}


def _fill_in(
    kind: str, id: str, values: dict[tuple[str, ...], Any], files: folder.Listing, *, asking: bool
) -> set[str]:
    """Ask for what is required and not given, or put something in its place; name the fields that are to be seen to."""
    from interpkb.editing import skeletons

    unfinished = set()
    for field in skeletons.wanted(kind):
        if field.keys in values or _met_otherwise(field, values):
            continue
        stand_in = skeletons.placeholder(field, id)
        if asking:
            values[field.keys] = _ask(field, stand_in, files)
        elif stand_in is None:
            raise click.UsageError(f"no id names the entry: add --set {'.'.join(field.keys)}=ID")
        else:
            values[field.keys] = stand_in
        if values[field.keys] == stand_in and field.keys[0] not in {"name", "title"}:
            unfinished.add(field.keys[0])
    return unfinished


def _met_otherwise(field: "Wanted", values: Mapping[tuple[str, ...], Any]) -> bool:
    if field.keys == ("url",):
        return ("arxiv",) in values or ("doi",) in values
    return field.keys == ("bears_on", "claim") and ("bears_on", "method") in values


def _ask(field: "Wanted", stand_in: Any, files: folder.Listing) -> Any:
    click.secho(field.description, dim=True, err=True)
    name = ".".join(field.keys)
    if field.choices:
        return click.prompt(name, type=click.Choice(field.choices), default=stand_in, err=True)
    if field.refers_to:
        return _ask_for_id(name, [file.id for file in files.files if file.kind in field.refers_to])
    shown = ", ".join(stand_in) if field.several else stand_in
    answer = click.prompt(f"{name} (commas between)" if field.several else name, default=shown, err=True)
    return [part.strip() for part in answer.split(",")] if field.several else answer


def _ask_for_id(name: str, ids: list[str]) -> str:
    """Ask for the id of an entry that is there; anything else is taken as a search."""
    import difflib

    while True:
        answer: str = click.prompt(f"{name} (an id, or part of one)", err=True).strip()
        if answer in ids:
            return answer
        offered = [id for id in ids if answer in id] or difflib.get_close_matches(answer, ids, _MOST_OFFERED, 0.4)
        for id in offered[:_MOST_OFFERED]:
            click.echo(f"  {id}", err=True)
        if len(offered) == 1 and click.confirm(f"{offered[0]}?", default=True, err=True):
            return offered[0]
        if not offered:
            click.echo("  nothing is called like that", err=True)
