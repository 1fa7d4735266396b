# newsdesk: `make help` lists the targets.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help run test check bench quality screenshot wheel clean

help: ## list these targets
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: $(READY) ## set up and open the sample desk
	@$(BIN)/newsdesk --sample

test: $(READY) ## set up and run everything that CI runs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/python -m pytest -n 4 --dist loadgroup -rs

check: $(READY) ## quick checks: style, types, import contracts, changed tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports --no-logo
	@changed=$$(git diff --name-only --diff-filter=d HEAD -- 'tests/*test_*.py'; git ls-files -o --exclude-standard -- 'tests/*test_*.py'); \
	test -z "$$changed" || $(BIN)/python -m pytest -q $$changed

bench: $(READY) ## measure speed and memory; docs/speed.md explains the tables
	$(BIN)/python bench/screen.py
	$(BIN)/python bench/name_recognition.py
	$(BIN)/python bench/name_resolution.py
	$(BIN)/python bench/name_pages.py
	$(BIN)/python bench/saved_searches.py
	$(BIN)/python bench/linking.py
	$(BIN)/python bench/queries.py
	$(BIN)/python bench/refresh.py

quality: $(READY) ## measure the results on the labelled data in NEWSDESK_DATA
	$(BIN)/python scripts/quality.py

screenshot: $(READY) ## redraw the pictures in README and docs
	$(BIN)/python scripts/screenshot.py docs

wheel: $(READY) ## build the wheel into dist/
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

clean: ## remove .venv, builds and caches
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# pip prints only errors, so that the app is the first thing on the screen.
$(READY): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Setting up newsdesk in .venv (a minute or two, once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $(READY)
