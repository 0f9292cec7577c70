# Two commands need nothing but Python 3.11: `make run` opens Tandem, `make test` proves it.

VENV := .venv
BIN := $(VENV)/bin
IN_PARALLEL := $(BIN)/pytest --cov --quiet --numprocesses auto --maxprocesses 4
GUARDS := tests/structure tests/build/test_portable.py
TYPED := $(wildcard app.py) $(wildcard tandem pages tests benchmarks)
PORT ?= 8501
FUZZ_ROUNDS ?= 40
TANDEM_WAREHOUSE ?= warehouse
export TANDEM_WAREHOUSE
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# What was compiled once is not compiled again by each of the many processes that checks and tests start.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help run sample-data test check lint types layers sql guards unit bench soak screens clean

help: ## What can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

run: $(VENV)/.installed sample-data ## Set everything up and open Tandem, on the sample company when nothing was loaded
	@exec $(BIN)/python -m tandem serve --port $(PORT)

sample-data: $(VENV)/.installed
	@test -f "$(TANDEM_WAREHOUSE)/CURRENT" || { \
	    echo "Loading the sample company."; \
	    $(BIN)/python -m tandem load data/sample/*.gz --mapping data/sample/mapping.toml; }

test: check unit ## Set everything up, check and test everything

check: $(VENV)/.developing ## Style, types, layers, SQL and the guards of the house
	@$(MAKE) --no-print-directory --jobs 2 types sql guards lint layers

lint: $(VENV)/.developing
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check || { echo "Not formatted: run $(BIN)/ruff format."; exit 1; }

types: $(VENV)/.developing
	@$(BIN)/mypy $(TYPED)

layers: $(VENV)/.developing
	@$(BIN)/lint-imports

sql: $(VENV)/.developing
	@$(BIN)/sqlfluff lint --disable-progress-bar --processes 2 queries

guards: $(VENV)/.developing
	@$(BIN)/pytest --quiet $(GUARDS)

# Without the guards, which are a check. Whoever runs out of tests takes over some of the others';
# in a browser, the tests of a file go on from each other.
unit: $(VENV)/.browser
	@$(IN_PARALLEL) --dist worksteal $(addprefix --ignore ,tests/browser $(GUARDS)) --cov-report= --cov-fail-under=0
	@$(IN_PARALLEL) --dist loadfile tests/browser --cov-append --cov-report term

bench: $(VENV)/.browser ## Measure the speed, as ratios against named references
	@set -e; for bench in $(filter-out benchmarks/soak.py benchmarks/screens.py,$(wildcard benchmarks/*.py)); do \
	    echo "== $$bench"; $(BIN)/python "$$bench"; done

soak: $(VENV)/.developing ## Serve many readers for a while; kill a publication at every step; read broken files (FUZZ_ROUNDS)
	@$(BIN)/python benchmarks/soak.py
	@$(BIN)/pytest --quiet --every-death tests/faults/test_kill.py
	@$(BIN)/pytest --quiet --fuzz-rounds $(FUZZ_ROUNDS) tests/ingest/test_fuzz.py

screens: $(VENV)/.browser ## Photograph every page for the README
	@$(BIN)/python benchmarks/screens.py

clean: ## Remove what was set up and made, but no data that was loaded
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage* htmlcov tests/_out benchmarks/out
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@for python in $(PYTHON) python3.11 python3 python3.12 python3.13 python; do \
	    if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        echo "Setting up $(VENV) with $$("$$python" --version)."; \
	        "$$python" -m venv $(VENV) && exit 0; \
	        rm -rf $(VENV); echo "This Python cannot make environments: on Debian, apt install python3-venv." >&2; exit 1; \
	    fi; \
	done; \
	echo "Tandem needs Python 3.11 or newer: install it, or name it: make run PYTHON=/path/to/python3.11" >&2; exit 1

$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Tandem needs."
	@$(BIN)/python -m pip install --quiet -r requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps -e .
	@touch $@

$(VENV)/.developing: requirements-dev.txt $(VENV)/.installed
	@echo "Installing what checks and tests need."
	@$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $@

$(VENV)/.browser: .ci/browser $(VENV)/.developing
	@.ci/browser $(BIN)/playwright
	@touch $@
