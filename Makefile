# newsdesk: `make help` lists what can be done.

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
	$(BIN)/python -m pytest -n 2 -rs

check: $(READY) ## the quick one: style, types, import contracts, the tests that changed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports --no-logo
	@changed=$$(git diff --name-only --diff-filter=d HEAD -- 'tests/*test_*.py'; git ls-files -o --exclude-standard -- 'tests/*test_*.py'); \
	test -z "$$changed" || $(BIN)/python -m pytest -q $$changed

bench: $(READY) ## measure start, memory, repaint, names and refresh against the bars in docs/speed.md
	$(BIN)/python bench/screen.py
	$(BIN)/python bench/names.py
	$(BIN)/python bench/naming.py
	$(BIN)/python bench/linking.py
	$(BIN)/python bench/refresh.py

quality: $(READY) ## measure names, merging and links on labelled data in NEWSDESK_DATA
	$(BIN)/python scripts/quality.py

screenshot: $(READY) ## draw the README's picture of the real app again
	$(BIN)/python scripts/screenshot.py docs/screen.svg

wheel: $(READY) ## build the wheel into dist/
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

clean: ## remove what was set up and built
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# pip's own progress is quiet so that the first screen is the app's; errors still show.
$(READY): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Setting up newsdesk in .venv (a minute or two, once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $(READY)
