"""What editors are told of this repository."""

import json
import re
from pathlib import Path

from interpkb.folder import FOLDERS
from interpkb.problems import Location, Problem, Severity

ROOT = Path(__file__).parents[2]


def test_editors_know_the_schema_of_every_folder() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))

    assert settings["yaml.schemas"] == {
        f"schemas/{kind}.json": f"kb/{folder}/*.yaml"
        for folder, kind in sorted(FOLDERS.items(), key=lambda item: item[1])
    }
    assert all((ROOT / schema).is_file() for schema in settings["yaml.schemas"])


def test_editors_read_problems_as_they_are_printed() -> None:
    tasks = json.loads((ROOT / ".vscode" / "tasks.json").read_text(encoding="utf-8"))["tasks"]
    pattern = tasks[0]["problemMatcher"]["pattern"]
    problem = Problem(Location("kb/x.yaml", 3, 7), Severity.WARNING, "unargued-link", "no [reason]: a", "add 'because'")

    found = re.fullmatch(pattern["regexp"], str(problem))

    assert found
    assert found.groups() == ("kb/x.yaml", "3", "7", "warning", "no [reason]: a (add 'because')", "unargued-link")
