"""`python -m interpkb` does what `interpkb` does."""

from interpkb.cli.main import run

run()
