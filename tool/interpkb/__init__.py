"""A knowledge base of interpretability for alignment, and the tool that keeps it sound.

From Python: `interpkb.loader.read(folder)` gives a `Reading` (the base, or its problems), and
`interpkb.graph.build(kb)` the graph. Nothing is imported here, so that a command starts quickly.
"""

__version__ = "0.1.0"

REPOSITORY = "https://github.com/interpkb/interpkb"
SITE = "https://interpkb.github.io/interpkb/"
