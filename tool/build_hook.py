"""Puts the compiled base into the wheel, so that an installed program answers without a checkout."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CarryBase(BuildHookInterface):  # type: ignore[type-arg]  # the interface takes whichever configuration
    """Compiles `kb/` while a wheel is built. An editable install has the folder itself and carries nothing."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the base and add it to the files of the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "tool"))
        from interpkb import loader
        from interpkb.compiled import writing
        from interpkb.errors import InvalidKnowledgeBaseError

        reading = loader.read(root / "kb")
        if reading.kb is None:
            raise InvalidKnowledgeBaseError(reading.problems)
        target = Path(tempfile.mkdtemp()) / "carried.sqlite"
        writing.write(target, reading, "carried", 0)
        build_data["force_include"][str(target)] = "interpkb/carried.sqlite"
