import base64
import hashlib

from interpkb.pages import finishing

THEME = '__md_scope=new URL("/interpkb/",location)'
HERE = '__md_scope=new URL("../..",location)'


def page(*scripts: str) -> str:
    inline = "".join(f"<script>{script}</script>" for script in scripts)
    return f'<!doctype html><head><meta charset="utf-8"><script src="a.js"></script>{inline}</head>'


def hashed(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_the_policy_names_the_scripts_of_the_theme_as_they_stand_in_the_page() -> None:
    finished = finishing.finish(page(HERE), finishing.own_scripts(page(THEME)))

    assert finished == page(HERE).replace(
        '<meta charset="utf-8">',
        '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="'
        f"default-src 'none'; script-src 'self' {hashed(HERE)}; style-src 'self'; style-src-attr 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'\">",
    )


def test_a_script_that_is_not_the_themes_gets_no_hash() -> None:
    finished = finishing.finish(page(HERE, "alert(1)"), finishing.own_scripts(page(THEME)))

    assert hashed(HERE) in finished
    assert hashed("alert(1)") not in finished


def test_only_the_page_that_searches_may_compile_the_search_engine() -> None:
    assert "'wasm-unsafe-eval'" in finishing.finish(page(), frozenset(), searches=True)
    assert "'wasm-unsafe-eval'" not in finishing.finish(page(), frozenset())


def test_a_page_on_a_disk_loads_files_and_compiles_nothing() -> None:
    finished = finishing.finish(page(), frozenset(), searches=True, from_disk=True)

    assert "script-src 'self' file:;" in finished
    assert "wasm" not in finished


def test_what_is_no_valid_html_in_the_theme_is_mended() -> None:
    finished = finishing.finish(
        '<input type="checkbox" id="__search" autocomplete="off"><label tabindex="">', frozenset()
    )

    assert finished == '<input type="checkbox" id="__search" aria-hidden="true"><label>'


def test_blank_lines_and_indentation_stay_only_where_they_are_shown_or_run() -> None:
    kept = "<pre>a\n\n  b</pre><script>f(\n  1)</script><textarea>a\n  b</textarea>"

    assert finishing.finish(f"<ul>\n\n    <li>one  two\n  </li>{kept}\n  </ul>", frozenset()) == (
        f"<ul>\n<li>one  two\n</li>{kept}\n</ul>"
    )
