"""What is done to a page after the site generator has written it: its security policy, and mending."""

import base64
import hashlib
import re
from collections.abc import Iterable

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CHARSET = '<meta charset="utf-8">'

# The theme's script says how to get to the root of the site, which differs from page to page.
_ROOT = re.compile(r'new URL\("[./a-z0-9-]*",location\)')

_AS_WRITTEN = re.compile(r"(<(?:pre|script|textarea)\b.*?</(?:pre|script|textarea)>)", re.DOTALL)
_BLANK = re.compile(r"\n\s+")

# Attributes of the theme that are no valid HTML, and what keeps a reader out: what is left works as before.
_MENDINGS = (
    ('type="checkbox" id="__drawer" autocomplete="off"', 'type="checkbox" id="__drawer" aria-hidden="true"'),
    ('type="checkbox" id="__search" autocomplete="off"', 'type="checkbox" id="__search" aria-hidden="true"'),
    (' tabindex=""', ""),
)


def own_scripts(page: str) -> frozenset[str]:
    """Gather the inline scripts of a page that holds nothing but the theme, in a form that fits every page."""
    return frozenset(map(_alike, _INLINE.findall(page)))


def finish(page: str, scripts: frozenset[str], *, searches: bool = False, from_disk: bool = False) -> str:
    """Mend a page, take out what is blank, and write its policy into it, before anything that the policy governs.

    Only inline scripts that are in `scripts` may run: one that came from anywhere else gets no hash, so that a browser
    refuses it. A page that `searches` may compile the WebAssembly of the search engine, which lets no text be run.
    A page read `from_disk` loads files from there; what 'self' means for files differs between browsers.
    """
    for wrong, right in _MENDINGS:
        page = page.replace(wrong, right)
    page = _without_blanks(page)
    hashes = [_hash(script) for script in _INLINE.findall(page) if _alike(script) in scripts]
    policy = _policy(sorted(set(hashes)), searches=searches, from_disk=from_disk)
    return page.replace(_CHARSET, f'{_CHARSET}<meta http-equiv="Content-Security-Policy" content="{policy}">', 1)


def _without_blanks(page: str) -> str:
    """Leave out blank lines and indentation, up to a tenth of a page, but for what is shown as written or runs."""
    parts = _AS_WRITTEN.split(page)
    parts[::2] = [_BLANK.sub("\n", part) for part in parts[::2]]
    return "".join(parts)


def _policy(hashes: Iterable[str], *, searches: bool, from_disk: bool) -> str:
    own = "'self' file:" if from_disk else "'self'"
    wasm = " 'wasm-unsafe-eval'" if searches and not from_disk else ""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {own}{wasm}{''.join(f' {hash}' for hash in hashes)}",
            f"style-src {own}",
            # Markdown aligns the columns of tables by style attributes. These can neither run nor load anything.
            "style-src-attr 'unsafe-inline'",
            f"img-src {own} data:",
            f"font-src {own}",
            f"connect-src {own}",
            f"form-action {own}",
            "base-uri 'none'",
        )
    )


def _alike(script: str) -> str:
    return _ROOT.sub('new URL("",location)', script)


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
