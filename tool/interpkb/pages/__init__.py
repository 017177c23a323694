"""The base → pages: Markdown and HTML through Jinja templates. Knows nothing of MkDocs.

A page type is one function here and one template in `site/templates`: the function finds the facts, by
asking `query`, and the template words them.
"""

from interpkb.pages.building import build, hand_written

__all__ = ["build", "hand_written"]
