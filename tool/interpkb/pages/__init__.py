"""The base → pages: Markdown and HTML through Jinja templates. Knows nothing of MkDocs.

A page type is one function here and one template in `site/templates`: the function finds the facts, by
asking `query`, and the template words them.
"""

from interpkb.pages.building import hand_written, of_base, of_entries

__all__ = ["hand_written", "of_base", "of_entries"]
