"""The group of commands, and the one place where errors become messages and exit codes."""

import errno
import gc
import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from types import MappingProxyType

import click

import interpkb
from interpkb.errors import InterpkbError, InvalidKnowledgeBaseError

COMMANDS = MappingProxyType(
    {
        "validate": "Check the base, and report every problem at its place.",
        "new": "Write a new entry, as a commented file to fill in.",
        "fmt": "Bring entries into the one form in which they are written.",
        "rename": "Give an entry another id, and change every reference to it.",
        "retire": "Take an entry out of the base, and say what became of it.",
        "release": "Freeze the base under a version, and make its ids permanent.",
        "diff": "Say what changed in the graph since a git revision.",
        "refs": "Hold the sources against arXiv and Crossref, over the network.",
        "explain": "Say what a problem code means and how to mend it.",
        "show": "Show an entry with all its links.",
        "list": "List the entries of a kind.",
        "neighbours": "List what is linked to an entry.",
        "path": "Find how two entries hang together.",
        "matrix": "Lay methods out against goals.",
        "why": "Make the case for and against a link or claim.",
        "pick": "Find methods for what you have and want.",
        "needs": "List what agendas need, and the methods that answer.",
        "gaps": "Find empty cells, unmet needs, and links without evidence.",
        "disputes": "List contested links and claims, with both sides.",
        "argument": "Lay out a claim's argument as a tree.",
        "cruxes": "List what would settle claims.",
        "knockout": "Say what falls when claims are false.",
        "prioritise": "Rank kinds of work by what you believe of the agendas.",
        "checklist": "Say what a paper on a method must report.",
        "revisions": "List where authors changed their minds.",
        "unverified": "List what should not be taken for granted.",
        "sql": "Ask the compiled base in SQL.",
        "sparql": "Ask the base in SPARQL.",
        "stats": "Say which base is in use, and what is in it.",
        "schema": "Write the JSON Schemas of the kinds.",
        "export": "Write the base in another format.",
        "site": "Build the site.",
        "serve": "Build the site, watch for changes, and reload the browser.",
        "completion": "Print the script that completes commands in a shell.",
    }
)
"""Every command with what it does; its module in this package has its name."""


_TROUBLE_WITH_DISK = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What a folder that is closed or full says: trouble of the user's machine, and no bug."""


class _Commands(click.Group):
    """Loads the module of a command when the command is called."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module(f"interpkb.cli.{name.replace('-', '_')}_")
        command: click.Command = module.command
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(context, args)
        except click.UsageError as error:
            import difflib

            if near := difflib.get_close_matches(args[0], COMMANDS, 1):
                message = f"No such command {args[0]!r}. Did you mean {near[0]!r}?"
                raise click.UsageError(message, context) from error
            raise


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(interpkb.__version__, prog_name="interpkb", message="%(prog)s %(version)s")
@click.option(
    "--kb",
    metavar="PATH",
    type=click.Path(exists=True),
    envvar="INTERPKB_KB",
    help="The knowledge base: its folder, the folder around it, or a compiled file. "
    "Without it, the one in this folder or above it; failing that, the copy that came with the program.",
)
@click.pass_context
def main(context: click.Context, kb: str | None) -> None:
    """Ask and keep the knowledge base of interpretability for alignment.

    \b
    Try:
      interpkb show influence-functions
      interpkb list methods --where access=weights
      interpkb validate
    """
    context.obj = kb


def run() -> None:
    """Run the program: the entry point of `interpkb`."""
    # A command makes much that it keeps to its end: looking through it all every 700 objects is a sixth of starting.
    gc.set_threshold(100_000)
    # The models need no plugin, and looking for one reads what is installed: a tenth of validating a small base.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _prepare_streams()
    code = invoke(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    # All is said and written. Python would now take every object apart, one by one: after a question that takes a
    # sixth of the whole time, after validating 10,000 entries a tenth of a second.
    os._exit(code)


def _prepare_streams() -> None:
    """Put something in the place of streams that the caller has closed, and let no letter be one too many for them."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  # open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")  # as arguments are taken in


def invoke(arguments: list[str]) -> int:
    """Run one command, and return its exit code.

    0 clean, 1 problems or no answer, 2 wrong usage, 3 a bug, 130 interrupted.
    """
    try:
        result = main.main(arguments, prog_name="interpkb", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        error.show()
        return 2
    except click.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return 1
    except InvalidKnowledgeBaseError as error:
        from interpkb.cli import printing

        printing.problems(error.problems, to_stderr=True)
        click.echo("the base has errors: questions wait until they are mended (interpkb validate)", err=True)
        return 1
    except InterpkbError as error:
        click.echo(f"interpkb: {error}", err=True)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; nothing is left to say, and Python must not try to at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (OSError, UnicodeEncodeError) as error:
        said = _trouble(error, arguments)
        if said is None:
            return _bug()
        click.echo(f"interpkb: {said}", err=True)
        return 1
    except Exception:  # noqa: BLE001  # the one boundary: whatever gets here is a bug, and is said to be one
        return _bug()
    return result if isinstance(result, int) else 0


def _trouble(error: OSError | UnicodeEncodeError, arguments: list[str]) -> str | None:
    """Say what is amiss with the user's machine or words; `None` when neither is, and there is a bug."""
    if isinstance(error, OSError):
        known = error.errno in _TROUBLE_WITH_DISK
        return f"{error.filename or 'a file'}: {(error.strerror or '').lower()}" if known else None
    # Python takes in what is no text, as lone surrogates, and then lets nobody write it.
    odd = (word for word in arguments if any("\ud800" <= character <= "\udfff" for character in word))
    return next((f"{word!a} is not UTF-8" for word in odd), None)


def _bug() -> int:
    import traceback

    traceback.print_exc()
    click.echo(f"\nthis is a bug in interpkb {interpkb.__version__}: please report it with the lines above", err=True)
    return 3
