"""What a base's folder holds, and where a base is; `test_folder` holds what it must not be undone by."""

from collections.abc import Callable
from pathlib import Path

import pytest
from interpkb import folder
from interpkb.errors import NoKnowledgeBaseError
from interpkb.folder import FOLDERS

from tests import factories
from tests.conftest import Files

WriteKb = Callable[[Files], Path]


def problems(base: Path) -> list[str]:
    return [str(problem) for problem in folder.list_files(base).problems]


def test_files_are_listed_by_path_with_their_ids_kinds_and_states(write_kb: WriteKb) -> None:
    base = write_kb({"terms/b.yaml": "é", "goals/a.yaml": "", "goals/a-b.yaml": "", "README.md": "", "LICENSE": ""})

    listing = folder.list_files(base)

    assert [(file.path, file.id, file.kind, file.size) for file in listing.files] == [
        ("kb/goals/a-b.yaml", "a-b", "goal", 0),
        ("kb/goals/a.yaml", "a", "goal", 0),
        ("kb/terms/b.yaml", "b", "term", 2),
    ]
    state = (base / "terms" / "b.yaml").stat()
    assert listing.files[-1][4:] == (state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
    assert listing.problems == ()


@pytest.mark.parametrize("name", FOLDERS)
def test_each_kind_has_its_folder(name: str, write_kb: WriteKb) -> None:
    assert folder.list_files(write_kb({f"{name}/x.yaml": ""})).files[0].kind == FOLDERS[name]


@pytest.mark.parametrize("id", ["a", "0", "gpt-2", "x" * 80])
def test_a_name_in_kebab_case_is_an_id(id: str, write_kb: WriteKb) -> None:
    assert problems(write_kb({f"terms/{id}.yaml": ""})) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Probing.yaml", "the file's name 'Probing' is no id (call it probing.yaml)"),
        ("linear probe.yaml", "the file's name 'linear probe' is no id (call it linear-probe.yaml)"),
        ("a_b.yaml", "the file's name 'a_b' is no id (call it a-b.yaml)"),
        ("a--b.yaml", "the file's name 'a--b' is no id (call it a-b.yaml)"),
        ("-a-.yaml", "the file's name '-a-' is no id (call it a.yaml)"),
        ("a.b.yaml", "the file's name 'a.b' is no id (call it a-b.yaml)"),
        ("é.yaml", "the file's name 'é' is no id (lower-case words joined by hyphens)"),
        ("naïve-bayes.yaml", "the file's name 'naïve-bayes' is no id (call it na-ve-bayes.yaml)"),
        ("漢字.yaml", "the file's name '漢字' is no id (lower-case words joined by hyphens)"),
        ("a\u202eb.yaml", "the file's name 'a\\u202eb' is no id (call it a-b.yaml)"),
        ("index.yaml", "id 'index' has a meaning of its own (choose another name)"),
        ("none.yaml", "id 'none' has a meaning of its own (choose another name)"),
        ("x" * 81 + ".yaml", "the file's name is 81 characters long (at most 80)"),
    ],
)
def test_a_name_that_is_no_id_is_said_with_one_that_would_be(name: str, message: str, write_kb: WriteKb) -> None:
    assert [problem.partition(": error: ")[2] for problem in problems(write_kb({f"terms/{name}": ""}))] == [
        f"{message} [bad-id]"
    ]


@pytest.mark.parametrize("name", ["a.YAML", "a.yaml~", "a.json", "a", "a.yaml.bak"])
def test_what_does_not_end_in_yaml_is_no_entry(name: str, write_kb: WriteKb) -> None:
    assert problems(write_kb({f"terms/{name}": ""})) == [
        f"kb/terms/{name}:1:1: error: {name!r} is no entry (entries are files that end in .yaml) [misplaced-file]"
    ]


def test_a_file_named_as_a_kinds_folder_is_out_of_place(write_kb: WriteKb) -> None:
    assert problems(write_kb({**factories.least_base(), "terms": ""})) == [
        f"kb/terms:1:1: error: the file is in no kind's folder (entries stand in {', '.join(FOLDERS)}) [misplaced-file]"
    ]


def test_what_was_released_stands_beside_the_entries_and_is_none(write_kb: WriteKb) -> None:
    listing = folder.list_files(write_kb({**factories.least_base(), "releases/2026.11.json": "{}"}))

    assert listing.problems == ()
    assert [file.id for file in listing.files] == ["debug-model", "saliency-maps"]


def test_only_a_folder_holds_what_was_released(write_kb: WriteKb) -> None:
    base = write_kb({**factories.least_base(), "releases": ""})
    assert [problem.rpartition(" ")[2] for problem in problems(base)] == ["[misplaced-file]"]

    (base / "releases").unlink()
    (base / "releases").symlink_to(base / "methods")
    assert len(problems(base)) == 1


def test_a_link_from_one_entry_to_another_inside_the_base_is_followed(write_kb: WriteKb) -> None:
    base = write_kb(factories.least_base())
    (base / "methods" / "other.yaml").symlink_to("saliency-maps.yaml")

    listing = folder.list_files(base)

    assert listing.problems == ()
    assert [file.id for file in listing.files] == ["debug-model", "other", "saliency-maps"]


def test_a_base_reached_through_a_link_is_no_link_out_of_itself(write_kb: WriteKb, tmp_path: Path) -> None:
    base = write_kb(factories.least_base())
    (base / "methods" / "other.yaml").symlink_to("saliency-maps.yaml")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "kb").symlink_to(base)

    assert problems(tmp_path / "elsewhere" / "kb") == []


def test_a_folder_beside_the_base_that_begins_with_its_name_is_outside(write_kb: WriteKb, tmp_path: Path) -> None:
    base = write_kb(factories.least_base())
    (tmp_path / "kb-other").mkdir()
    (tmp_path / "kb-other" / "x.yaml").write_text("", encoding="utf-8")
    (base / "methods" / "x.yaml").symlink_to(tmp_path / "kb-other" / "x.yaml")

    assert problems(base) == [
        "kb/methods/x.yaml:1:1: error: the link leads out of the base (put the file itself here) [outside-link]"
    ]


@pytest.mark.parametrize("start", [".", "kb", "kb/goals", "docs/deep"])
def test_a_base_is_found_from_inside_it_beside_it_and_below(start: str, write_kb: WriteKb, tmp_path: Path) -> None:
    base = write_kb(factories.least_base())
    (tmp_path / "docs" / "deep").mkdir(parents=True)

    assert folder.find(tmp_path / start) == str(base)


def test_the_nearest_base_is_found(write_kb: WriteKb, tmp_path: Path) -> None:
    write_kb(factories.least_base())
    inner = tmp_path / "inner" / "kb" / "terms"
    inner.mkdir(parents=True)

    assert folder.find(inner) == str(inner.parent)


def test_a_folder_without_kinds_is_no_base(tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()

    with pytest.raises(NoKnowledgeBaseError) as caught:
        folder.find(tmp_path / "kb")
    assert caught.value.looked_in == str(tmp_path / "kb")
