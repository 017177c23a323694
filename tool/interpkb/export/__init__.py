"""The base in other formats: one module each, spelled out in `FORMATS`."""

import sqlite3
from collections.abc import Callable, Mapping
from types import MappingProxyType

from interpkb.export import base_json, rdf

FORMATS: Mapping[str, Callable[[sqlite3.Connection], str]] = MappingProxyType(
    {"json": base_json.render, "rdf": rdf.render}
)
"""Every format by its name."""
