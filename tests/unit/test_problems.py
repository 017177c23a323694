import pytest
from interpkb.problems import Location, Problem, Severity, has_errors

ERROR = Problem(Location("kb/goals/a.yaml", 3, 7), Severity.ERROR, "bad-date", "'x' is no date", 'write "2024"')
WARNING = Problem(Location("kb/goals/a.yaml"), Severity.WARNING, "unreferenced", "nothing refers to the goal 'a'")


def test_a_problem_reads_as_a_compiler_writes_it() -> None:
    assert str(ERROR) == """kb/goals/a.yaml:3:7: error: 'x' is no date (write "2024") [bad-date]"""


def test_a_problem_without_a_hint_has_no_brackets() -> None:
    assert str(WARNING) == "kb/goals/a.yaml:1:1: warning: nothing refers to the goal 'a' [unreferenced]"


def test_problems_sort_by_path_then_line_then_column_then_severity() -> None:
    error, warning = Severity.ERROR, Severity.WARNING
    in_order = [
        Problem(Location("kb/a", 1, 1), error, "x", ""),
        Problem(Location("kb/a", 1, 1), warning, "a", ""),
        Problem(Location("kb/a", 2, 9), error, "a", ""),
        Problem(Location("kb/a", 10, 1), error, "a", ""),
        Problem(Location("kb/a", 10, 2), error, "a", ""),
        Problem(Location("kb/a", 10, 2), error, "b", "a"),
        Problem(Location("kb/a", 10, 2), error, "b", "b"),
        Problem(Location("kb/b", 1, 1), error, "a", ""),
    ]

    assert sorted([*in_order[1:], in_order[0]]) == in_order


def test_problems_are_compared_whole() -> None:
    assert ERROR == ERROR._replace()
    assert ERROR != ERROR._replace(hint="another")
    assert len({ERROR, ERROR._replace(), WARNING}) == 2


@pytest.mark.parametrize(
    ("problems", "expected"), [((), False), ((WARNING,), False), ((WARNING, ERROR), True), ((ERROR,), True)]
)
def test_a_base_has_errors_when_one_of_its_problems_is_an_error(
    problems: tuple[Problem, ...], *, expected: bool
) -> None:
    assert has_errors(problems) is expected
