"""Runs check-jsonschema on every entry of a base, with our schemas: once for each kind.

python -m tests.bench.check_schemas FOLDER
"""

import subprocess
import sys
from pathlib import Path

SCHEMAS = Path(__file__).parents[2] / "schemas"


def main(base: Path) -> int:
    """Check the base in `base`, and return the exit code."""
    codes = []
    for folder in sorted(base.iterdir()):
        kind = folder.name if folder.name == "evidence" else folder.name.removesuffix("s")
        command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMAS / f"{kind}.json")]
        codes.append(subprocess.run([*command, *map(str, sorted(folder.glob("*.yaml")))], check=False).returncode)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
