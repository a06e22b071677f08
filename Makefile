# `make` alone lists the targets. Everything happens in .venv, which `make setup` builds from setup.cfg.
PYTHON ?= python3
BIN := .venv/bin
DEMO := .demo/register.sqlite
DAY := 2026-01-31
JOBS ?= 2

# The tests start the program hundreds of times: let it keep its bytecode.
unexport PYTHONDONTWRITEBYTECODE PYTHONUNBUFFERED

.DEFAULT_GOAL := help
.PHONY: help setup axe demo test test-slow lint format sql golden bench quality weights wheel wheel-test clean

help: ## List the targets.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-11s %s\n", $$1, $$2}'

setup: .venv/ready ## Build the virtual environment (.venv) with everything that development needs.

.venv/made: setup.cfg pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "tracker needs Python 3.11 or newer as $(PYTHON). On Debian: sudo apt-get install python3 python3-venv; or name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments. On Debian: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all]'
	@touch $@

.venv/ready: .venv/made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

AXE := 4.10.3
AXE_CORE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/commitment-tracker/axe-$(AXE).js
axe: ## Fetch axe-core by npm, with which the tests of pages look for faults; it is kept in ~/.cache.
	@test -s '$(AXE_CORE)' || command -v npm >/dev/null || { echo "axe-core is fetched by npm. On Debian: sudo apt-get install npm"; exit 1; }
	@test -s '$(AXE_CORE)' || { mkdir -p '$(dir $(AXE_CORE))' && cd '$(dir $(AXE_CORE))' && npm pack --silent axe-core@$(AXE) >/dev/null \
	  && tar -xzOf axe-core-$(AXE).tgz package/axe.min.js >axe.js && rm axe-core-$(AXE).tgz && mv axe.js '$(AXE_CORE)'; }

demo: .venv/made ## Make a register, bring in the first data, show how things stand.
	@rm -rf .demo && mkdir -p .demo
	@echo '$$ tracker init' && $(BIN)/tracker init --quiet --register $(DEMO)
	@echo && echo '$$ tracker import fixtures/coalition' && $(BIN)/tracker import fixtures/coalition --register $(DEMO)
	@echo && echo '$$ tracker status --as-of $(DAY)' && $(BIN)/tracker status --as-of $(DAY) --format table --limit 0 --register $(DEMO)
	@echo && echo '$$ tracker report overdue --as-of $(DAY)' && $(BIN)/tracker report overdue --as-of $(DAY) --format table --register $(DEMO)
	@echo && echo 'Try next:' && echo '  export PATH="$(CURDIR)/$(BIN):$$PATH" TRACKER_REGISTER="$(CURDIR)/$(DEMO)"'
	@echo '  tracker status france' && echo '  tracker explain GB-2025-001 --as-of $(DAY)' && echo '  tracker show FR-2025-001 --as-of $(DAY)'

test: .venv/ready ## Run the tests (SQLite and PostgreSQL; no network, no service).
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile

test-slow: .venv/ready ## Run the tests that take longer: many writers at once, full disks, kills, large inputs.
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile -m slow

lint: .venv/ready ## Check style, types and that the compiled SQL is fresh.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tracker.register.compile --check

format: .venv/ready ## Mend the style.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

sql: .venv/ready ## Compile the statements into tracker/register/sql.
	$(BIN)/python -m tracker.register.compile

golden: .venv/ready ## Write the expected outputs in tests/golden anew; read the diff before you keep it.
	$(BIN)/python -m pytest -q --golden tests/cli tests/test_readme.py

bench: .venv/ready ## Measure speed and memory as ratios within one run; fails where a limit is missed.
	$(BIN)/python -m tests.benchmarks

CORPUS = fixtures/quality
PROPOSALS =
quality: .venv/ready ## Scan a corpus and score what is proposed: make quality CORPUS=DIR PROPOSALS=FILE.
	$(BIN)/python -m tests.quality --corpus $(CORPUS) $(if $(PROPOSALS),--proposals $(PROPOSALS))

weights: .venv/ready ## Learn from the practice corpora what each sign of a link and of an outcome proved worth (tracker/language/en/weights.toml).
	$(BIN)/python -m tests.quality.teach

wheel: .venv/ready ## Build the wheel and the sdist into dist/ from a clean tree.
	rm -rf build dist *.egg-info
	$(BIN)/python -m build --quiet

wheel-test: .venv/ready ## Install wheel and sdist into clean environments elsewhere, and use them.
	$(BIN)/python -m pytest -q tests/packaging

clean: ## Remove what was built.
	rm -rf .venv .demo build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
