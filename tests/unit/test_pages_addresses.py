from urllib.parse import urljoin

import pytest
from interpkb.pages import addresses
from interpkb.relations import ENTRY_KINDS

ROOT = "https://example.org/sub/"
SERVED = {
    "index.md": ("", "index.html"),
    "map.md": ("map/", "map.html"),
    "methods/index.md": ("methods/", "methods/index.html"),
    "methods/probing.md": ("methods/probing/", "methods/probing.html"),
    "agendas/debate.md": ("agendas/debate/", "agendas/debate.html"),
    "assets/interpkb.css": ("assets/interpkb.css", "assets/interpkb.css"),
    "methods/probing.yaml": ("methods/probing.yaml", "methods/probing.yaml"),
}


@pytest.mark.parametrize("here", [name for name in SERVED if name.endswith(".md")])
@pytest.mark.parametrize("target", SERVED)
@pytest.mark.parametrize("fragment", ["", "#serves"])
@pytest.mark.parametrize("directories", [True, False])
def test_a_browser_that_follows_an_address_gets_there(
    here: str, target: str, fragment: str, *, directories: bool
) -> None:
    place = 0 if directories else 1

    address = addresses.href(here, target + fragment, directories=directories)

    assert urljoin(ROOT + SERVED[here][place], address) == ROOT + SERVED[target][place] + fragment
    assert address
    assert not address.startswith("/")


@pytest.mark.parametrize("here", [name for name in SERVED if name.endswith(".md")])
@pytest.mark.parametrize("target", [name for name in SERVED if name.endswith(".md")])
def test_pages_that_work_from_a_disk_link_to_files(here: str, target: str) -> None:
    assert addresses.href(here, target, directories=False).endswith(".html")


@pytest.mark.parametrize(
    ("id", "kind", "document"),
    [
        ("probing", "method", "methods/probing.md"),
        ("survive", "evidence", "evidence/survive.md"),
        ("access/weights", "value", "dimensions/access.md#weights"),
        ("debate/judge", "need", "agendas/debate.md#judge"),
    ],
)
def test_an_entry_has_a_page_and_a_part_a_place_on_it(id: str, kind: str, document: str) -> None:
    assert addresses.document(id, kind) == document


def test_every_kind_has_a_folder() -> None:
    assert tuple(addresses.FOLDER_OF) == ENTRY_KINDS
