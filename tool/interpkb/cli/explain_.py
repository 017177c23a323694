"""`interpkb explain`: the page of a problem code."""

from pathlib import Path

import click

from interpkb.cli import printing
from interpkb.codes import CODES, STRICTER_FOR_NEW
from interpkb.errors import UnknownNameError


def _complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    return [code for code in CODES if code.startswith(incomplete)]


@click.command("explain")
@click.argument("code", required=False, shell_complete=_complete)
def command(code: str | None) -> None:
    """Say what a problem code means and how to mend it; without CODE, list all codes.

    \b
    Examples:
      interpkb explain
      interpkb explain unknown-reference
    """
    if code is None:
        printing.table(["code", "severity", "meaning"], [(c.name, c.severity.value, c.meaning) for c in CODES.values()])
        printing.heading("stricter for new entries")
        printing.paragraph("These warnings are errors on an entry whose id is not in the ledger of released ids.")
        printing.table(["code", "because"], list(STRICTER_FOR_NEW.items()))
        return
    if code not in CODES:
        import difflib

        raise UnknownNameError("problem code", code, difflib.get_close_matches(code, CODES, 3))
    click.echo(page(code), nl=False)


def page(code: str) -> str:
    """Read the page of a code."""
    return (Path(__file__).parent.parent / "explanations" / f"{code}.md").read_text(encoding="utf-8")
