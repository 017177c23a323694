"""The one form in which entries are written: field order, indentation, quotes, folding; comments stay.

`text_of` gives a document's text in that form. It is ours rather than a round trip through a YAML library: such
libraries keep the folding and the order that they find, and lose hold of comments when fields change places.
"""

from collections import Counter
from collections.abc import Mapping

from interpkb import source
from interpkb.canonical import reading, writing
from interpkb.source import Document

Shape = Mapping[str, "Shape"]
"""The fields of a mapping in the order in which they are written, each with the shape of what is in it."""


_MOST_ROUNDS = 50
"""A comment in an odd place, such as behind the dash of a list in a list, takes a round for each level to settle."""


class CannotKeepError(Exception):
    """A text could not be brought into form without losing something; it must be left as it is."""


def text_of(document: Document, shape: Shape, schema: str) -> str:
    """Give the text of a document in canonical form: the same data, every comment, and a first line for editors.

    The form of a text that has it already is that text. Raises `CannotKeepError` rather than lose anything.

    Args:
        document: what was parsed.
        shape: the order of fields; what it does not name comes last, in the order found.
        schema: where the first line says that the schema is, unless it names one of the same kind already.
    """
    text = document.text
    for _ in range(_MOST_ROUNDS):
        before, text = text, _once(document.path, text, shape, schema)
        if text == before:
            break
    else:
        raise CannotKeepError(document.path)
    if source.parse(document.path, text).data != document.data:
        raise CannotKeepError(document.path)
    return text


def _once(path: str, text: str, shape: Shape, schema: str) -> str:
    tree, schema_line = reading.read(text, schema)
    written = f"{schema_line}\n{writing.write(tree, shape)}"
    again, _ = reading.read(written, schema)
    if Counter(reading.comments(tree)) != Counter(reading.comments(again)):
        raise CannotKeepError(path)
    return written
