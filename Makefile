# Two commands do everything: `make site` and `make test`. Both set up what they need in .venv.

PYTHON ?= python3
BIN := .venv/bin
SITE_READY := .venv/.ready-site
TEST_READY := .venv/.ready-test

.PHONY: site ready test check serve lint fix golden schema bench lock clean site-offline site-zensical help

site: $(SITE_READY) ## Check kb/, build the graph, and render build/site
	@$(BIN)/interpkb validate --quiet
	@$(BIN)/interpkb site

site-offline: $(SITE_READY) ## The same as pages that work from a disk, in build/site-offline
	@$(BIN)/interpkb site --offline

# Zensical is the theme authors' successor to MkDocs, and still below 0.1: it is not locked, and no test waits for it.
site-zensical: $(SITE_READY) ## Try whether Zensical builds the same pages, in build/site-zensical (no search, no policy)
	@$(BIN)/interpkb site --docs-only
	test -x build/zensical/bin/zensical || { $(PYTHON) -m venv build/zensical && build/zensical/bin/pip install --quiet zensical; }
	sed -e 's#^docs_dir: .*#docs_dir: docs#' -e 's#^site_dir: .*#site_dir: site-zensical#' \
	  -e 's#custom_dir: .*#custom_dir: ../site/overrides#' mkdocs.yml > build/mkdocs-zensical.yml
	build/zensical/bin/zensical build --config-file build/mkdocs-zensical.yml

ready: $(SITE_READY) ## Set up .venv, and nothing else

serve: $(SITE_READY) ## Build the site, watch kb/ and site/, and reload the browser
	@$(BIN)/interpkb serve

test: $(TEST_READY) lint ## Install what tests need, and run everything
	$(BIN)/python -m pytest

check: test

lint: $(TEST_READY) ## Format, lint, types, the import contract, schema drift, workflows
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/interpkb schema --check
	$(BIN)/interpkb fmt --check
	$(BIN)/zizmor --offline --no-progress --quiet --persona pedantic .github
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))

fix: $(TEST_READY) ## Format code and entries, and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/interpkb fmt

golden: $(TEST_READY) ## Write the expected outputs of the tests anew; look at the difference
	$(BIN)/python -m pytest -q --update-golden tests

schema: $(SITE_READY) ## Write schemas/ from the models
	$(BIN)/interpkb schema

bench: $(TEST_READY) ## Measure the ratios that CONTRIBUTING speaks of
	$(BIN)/python -m tests.bench.bench

lock: $(TEST_READY) ## Write the locked requirements anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
	  --extra site pyproject.toml requirements.in -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
	  --extra site --group dev pyproject.toml requirements.in -c requirements.txt -o requirements-dev.txt

clean: ## Delete what was built, and the environment
	rm -rf build .venv

help: ## List these commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' \
	  || { echo "interpkb needs Python 3.11 to 3.14; name one with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

# Hashes are demanded, so a build next year installs the same files. --no-deps: pyproject's bounds are not asked again.
$(SITE_READY): requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST_READY): requirements-dev.txt tests/browser/install.py $(SITE_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python tests/browser/install.py
	@touch $@
