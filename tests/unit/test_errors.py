from interpkb.errors import InterpkbError, InvalidKnowledgeBaseError, NoKnowledgeBaseError, UnknownNameError
from interpkb.problems import Location, Problem, Severity


def test_an_unknown_name_is_said_with_the_nearest_ones() -> None:
    error = UnknownNameError("entry", "debat", iter(["debate", "rebate"]))

    assert str(error) == "no entry 'debat' (did you mean 'debate' or 'rebate'?)"
    assert (error.what, error.name, error.suggestions) == ("entry", "debat", ("debate", "rebate"))


def test_an_unknown_name_with_nothing_near_is_said_alone() -> None:
    assert str(UnknownNameError("kind", "zzz")) == "no kind 'zzz'"


def test_an_invalid_base_carries_its_problems_and_says_them() -> None:
    problems = [
        Problem(Location("kb/a", 1, 1), Severity.ERROR, "syntax", "no"),
        Problem(Location("kb/b", 2, 1), Severity.ERROR, "syntax", "no", "yes"),
    ]

    error = InvalidKnowledgeBaseError(iter(problems))

    assert error.problems == tuple(problems)
    assert str(error) == "kb/a:1:1: error: no [syntax]\nkb/b:2:1: error: no (yes) [syntax]"


def test_no_base_says_where_it_was_looked_for_and_how_to_name_one() -> None:
    assert str(NoKnowledgeBaseError("/x")) == (
        "no knowledge base in '/x' or above it: a base is a folder 'kb' with entries; "
        "name one with 'interpkb --kb PATH COMMAND'"
    )


def test_whatever_a_caller_may_catch_has_one_root() -> None:
    assert all(issubclass(error, InterpkbError) for error in InterpkbError.__subclasses__())
    assert {error.__name__ for error in InterpkbError.__subclasses__()} >= {
        "BadQuestionError",
        "InvalidKnowledgeBaseError",
        "NoKnowledgeBaseError",
        "UnknownNameError",
    }
