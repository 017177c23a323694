"""Makes sure that there is a Chromium for the tests of the site: the system's, or else Playwright's, or Debian's."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Find a Chromium that is there already: one that is named, the system's, or Playwright's."""
    if named := os.environ.get("CHROMIUM"):
        return named
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> int:
    """Install a Chromium unless there is one, and say which is used."""
    if find() is None:
        attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
        if shutil.which("apt-get") and os.geteuid() == 0:
            attempts += [["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "chromium"]]
        for attempt in attempts:
            subprocess.run(attempt, check=False)  # our own commands
            if find() is not None:
                break
    browser = find()
    if browser is None:
        print("no Chromium could be installed; install one, or name one: CHROMIUM=/path/to/chromium make test")
        return 1
    print(f"browser for the tests: {browser}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
