"""The few exceptions that a caller may catch. Each carries objects and words its own message."""

from collections.abc import Iterable

from interpkb.problems import Problem


class InterpkbError(Exception):
    """The root of all of them: something the user can put right, never a bug."""


class NoKnowledgeBaseError(InterpkbError):
    """No knowledge base was found where one was looked for."""

    def __init__(self, looked_in: str) -> None:
        self.looked_in = looked_in
        super().__init__(
            f"no knowledge base in {looked_in!r} or above it: a base is a folder 'kb' with entries; "
            "name one with 'interpkb --kb PATH COMMAND'"
        )


class InvalidKnowledgeBaseError(InterpkbError):
    """A valid base was demanded, and there is none; `problems` holds all that is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class UnknownNameError(InterpkbError):
    """A question named something that does not exist, at all or `of` something; `suggestions` are the nearest names."""

    def __init__(self, what: str, name: str, suggestions: Iterable[str] = (), of: str | None = None) -> None:
        self.what = what
        self.name = name
        self.suggestions = tuple(suggestions)
        message = f"no {what} {name!r}" + (f" of {of!r}" if of else "")
        if self.suggestions:
            message += f" (did you mean {' or '.join(map(repr, self.suggestions))}?)"
        super().__init__(message)


class BadQuestionError(InterpkbError):
    """A question cannot be answered as it was put; the message says why and what would do."""


class CannotWriteError(InterpkbError):
    """Something could not be written; what was there before is there still."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"cannot write {path!r}: {reason[:1].lower()}{reason[1:]}")


class EditInProgressError(InterpkbError):
    """Another process is changing the base, and goes on doing so."""

    def __init__(self, base: str) -> None:
        self.base = base
        super().__init__(f"another run of interpkb is changing {base!r}; wait for it to end, and try again")


class RefusedEditError(InterpkbError):
    """A change of the base was asked for that would make it unsound; the message says why and what would do."""


class BadRevisionError(InterpkbError):
    """A git revision cannot be read."""

    def __init__(self, revision: str, reason: str) -> None:
        self.revision = revision
        self.reason = reason
        super().__init__(f"revision {revision!r} cannot be read: {reason}")


class BadReleaseError(InterpkbError):
    """A file of a release is not what a release wrote."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"{path!r} is no release: such files are written by 'interpkb release', and never changed")
