"""Tools: software that implements methods."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from interpkb.models.fields import Id, Line, NamedEntry, Part, PartialDate, Reference, Url


class Maintained(StrEnum):
    """Whether somebody looks after a tool."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Maintenance(Part):
    """Whether a tool is maintained, as of a date."""

    maintained: Annotated[Maintained, Field(description='`"yes"`, `"no"` or `unknown`.')]
    as_of: PartialDate


class Tool(NamedEntry):
    """Software that implements methods."""

    kind: ClassVar[str] = "tool"
    folder: ClassVar[str] = "tools"

    url: Annotated[Url, Field(description="Its home page or repository.")]
    licence: Annotated[Line | None, Field(description="Its licence as an SPDX id, such as MIT.")] = None
    maintenance: Annotated[Maintenance | None, Field(description="Whether it is maintained.")] = None
    implements: Annotated[
        tuple[Annotated[Id, Reference("implements")], ...], Field(description="Ids of the methods it implements.")
    ] = ()
    introduced_by: Annotated[
        tuple[Annotated[Id, Reference("introduced-by")], ...], Field(description="Ids of the sources that present it.")
    ] = ()
