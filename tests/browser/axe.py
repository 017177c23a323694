"""Asks axe-core, which comes with a Python package, what keeps readers out of a page."""

import axe_playwright_python.base
from playwright.sync_api import Page

_RUN = """async () => {
  const found = []
  for (const scheme of ['default', 'slate']) {
    document.body.setAttribute('data-md-color-scheme', scheme)
    const answer = await axe.run(document, { resultTypes: ['violations'] })
    for (const { id, nodes } of answer.violations) found.push(`${scheme}: ${id}: ${nodes[0].html.slice(0, 160)}`)
  }
  return found
}"""


def faults(page: Page) -> list[str]:
    """Say what axe finds on a page in both palettes, and where first. Motion must be reduced: colours fade slowly."""
    page.evaluate(axe_playwright_python.base.AXE_SCRIPT)
    found: list[str] = page.evaluate(_RUN)
    return found
