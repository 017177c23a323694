import re

import pytest
from interpkb.pages import transcripts

PAGE = """\
# A page

```console
$ interpkb show 'a b' --json
```

```console lines=2
$ interpkb list methods
```

```python
$ interpkb not a command
```
"""


def test_each_command_of_a_page_is_followed_by_what_it_prints() -> None:
    asked = []

    def run(arguments: list[str]) -> str:
        asked.append(arguments)
        return "one \ntwo\n\nfour\n"

    assert (
        transcripts.fill(PAGE, run)
        == """\
# A page

````console
$ interpkb show 'a b' --json
one
two

four
````

````console
$ interpkb list methods
one
two
… (2 more lines)
````

```python
$ interpkb not a command
```
"""
    )
    assert asked == transcripts.commands(PAGE) == [["show", "a b", "--json"], ["list", "methods"]]


@pytest.mark.parametrize("printed", ["```", "````", "`````\n<script>", "a ```````` b", "~~~~\n```` \n"])
def test_nothing_that_a_command_prints_ends_the_fence_around_it(printed: str) -> None:
    page = transcripts.fill("```console\n$ interpkb show x\n```", lambda _: printed)

    opening, *inner, closing = page.split("\n")
    assert opening == f"{closing}console"
    assert re.fullmatch("`{4,}", closing)
    assert all(closing not in line for line in inner)


def test_a_page_without_commands_stays_as_it_is() -> None:
    assert transcripts.fill("# A page\n\n$ interpkb show x\n", lambda _: "never") == "# A page\n\n$ interpkb show x\n"
