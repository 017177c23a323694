"""Files that a bad pull request could hold, and that the validator refuses, each with a message at its place."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from interpkb.source import MAX_BYTES

from tests import factories
from tests.hostile.texts import REFUSED

Files = Mapping[str, bytes]

METHOD = "methods/x.yaml"


def method(**fields: object) -> bytes:
    return factories.entry("method", **fields).encode()


def source(**fields: object) -> bytes:
    return factories.entry("source", **fields).encode()


def named(*names: str) -> Files:
    return {f"methods/{name}": method() for name in names}


_YAML: Mapping[str, bytes] = {
    "tag that makes an object": b"name: !!python/object/apply:os.system ['id']\nsummary: x\n",
    "tag of our own": b"name: !x y\nsummary: x\n",
    "anchor": b"name: &a x\nsummary: x\n",
    "alias bomb": b"name: &a [x,x]\nsummary: &b [*a,*a,*a,*a]\nnotes: [*b,*b,*b,*b]\n",
    "merge key": b"<<: {name: x}\nsummary: x\n",
    "two documents": b"name: x\nsummary: x\n---\nname: y\n",
    "deep lists": b"name: " + b"[" * 30_000 + b"]" * 30_000 + b"\n",
    "deep mappings": b"".join(b" " * i + b"a:\n" for i in range(400)),
    "keys without end": b"".join(b"k%d: 1\n" % i for i in range(20_000)),
    "a key that is a mapping": b"? {a: b}\n: c\n",
    "the same key twice": b"name: x\nname: y\nsummary: x\n",
    "a long line": b"name: " + b"x" * 200_000 + b"\n",
    "a file without end": b"#" * (MAX_BYTES + 1),
    "a huge number": b"name: x\nsummary: x\nserves: [{goal: debug-model, strength: " + b"9" * 5000 + b"}]\n",
    "a number that is none": b"name: x\nsummary: x\nserves: [{goal: debug-model, strength: .nan}]\n",
}

_BYTES: Mapping[str, bytes] = {
    "utf-16": method().decode().encode("utf-16"),
    "utf-16 without a mark": method().decode().encode("utf-16-le"),
    "utf-32": method().decode().encode("utf-32"),
    "latin-1": "name: é\nsummary: x\n".encode("latin-1"),
    "an overlong encoding": b"name: \xc0\xbcscript\nsummary: x\n",
    "a lone surrogate, encoded": b"name: \xed\xa0\x80\nsummary: x\n",
    "a lone surrogate, escaped": b'name: "\\ud800"\nsummary: x\n',
    "a null": b"name: a\0b\nsummary: x\n",
    "an escape sequence": b"name: \x1b[31mred\nsummary: x\n",
    "an escape sequence, escaped": b'name: "\\e]0;x\\a"\nsummary: x\n',
    "a second byte order mark": b"\xef\xbb\xbf\xef\xbb\xbfname: x\nsummary: x\n",
    "a carriage return alone": b'name: "x\\ry"\nsummary: x\n',
    "right to left": "name: a\u202eb\nsummary: x\n".encode(),
    "an isolate": "name: a\u2066b\nsummary: x\n".encode(),
    "zero width": "name: a\u200bb\nsummary: x\n".encode(),
    "a filler": "name: a\u3164b\nsummary: x\n".encode(),
    "tag characters": "name: a\U000e0041\U000e0042\nsummary: x\n".encode(),
    "a line separator": "name: a\u2028b\nsummary: x\n".encode(),
    "what is no character": "name: a\uffffb\nsummary: x\n".encode(),
    "nothing": b"",
}

_FIELDS: Mapping[str, Files] = {
    "a link that runs": {"sources/x.yaml": source(url="javascript:alert(1)")},
    "a link with data": {"sources/x.yaml": source(url="data:text/html,<script>alert(1)</script>")},
    "a link to a file": {"sources/x.yaml": source(url="file:///etc/passwd")},
    "a link with a password": {"sources/x.yaml": source(url="https://a:b@evil.example/")},
    "a link over two lines": {"sources/x.yaml": source(url="https://evil.example/\nx")},
    "an id with a path": {METHOD: method(broader=["../../etc/passwd"])},
    "an id with a null": {METHOD: b'name: x\nsummary: x\nbroader: ["a\\0b"]\n'},
    "an id that looks like another": {METHOD: method(broader=["sаliency-maps"])},
    "an id in capitals": {METHOD: method(broader=["Saliency-Maps"])},
    "an id with a colon": {METHOD: method(broader=["C:x"])},
    "an id that is a number": {METHOD: b"name: x\nsummary: x\nbroader: [12]\n"},
    "a command to the workflow, as a field": {
        METHOD: json.dumps({"name": "x", "summary": "x", "a\n::error::b%0A::add-mask::c": 1}).encode() + b"\n"
    },
    "a command to the workflow, as a reference": {METHOD: method(broader=["x\n::set-output name=a::b"])},
}

_NAMES: Mapping[str, Files] = {
    "a name with a command to the workflow": named("a\n::error file=x::y.yaml"),
    "a name with a carriage return": named("a\r.yaml"),
    "a name with an escape sequence": named("\x1b[31m.yaml"),
    "a name from right to left": named("a\u202eb.yaml"),
    "a name of zero width": named("a\u200bb.yaml"),
    "a name in other letters": named("sаliency.yaml"),
    "names that differ in case": named("grad.yaml", "Grad.yaml"),
    "names that differ in their Unicode form": named("\u00e9.yaml", "e\u0301.yaml"),
    "a name with dots": named("...yaml", "a..yaml"),
    "a name with a backslash": named("x\\..\\y.yaml"),
    "a name with HTML": named("<img src=x onerror=alert(1)>.yaml"),
    "a name with quotes": named("a'b\"c`d`.yaml"),
    "a name with a percent sign": named("%2e%2e%2f.yaml"),
    "a name of 200 letters": named(f"{'a' * 200}.yaml"),
    "a folder with a command to the workflow": {"::error::x/y.yaml": method()},
    "a folder in a folder": {"methods/../methods/a/b.yaml": method()},
}

CASES: Mapping[str, Files] = MappingProxyType(
    {
        **{name: {METHOD: content} for name, content in {**_YAML, **_BYTES}.items()},
        **{f"text {number}": {METHOD: method(notes=text)} for number, text in enumerate(REFUSED, start=1)},
        **_FIELDS,
        **_NAMES,
    }
)
"""What a pull request adds, by a name that says what is bad about it."""

HARMLESS: Mapping[str, Files] = MappingProxyType(
    {
        "a byte order mark": {METHOD: b"\xef\xbb\xbf" + method(broader=["saliency-maps"])},
        "a directive": {METHOD: b"%YAML 1.1\n---\n" + method(broader=["saliency-maps"])},
        "lines that end as on Windows": {METHOD: method(broader=["saliency-maps"]).replace(b"\n", b"\r\n")},
    }
)
"""Unusual files that say nothing bad."""
