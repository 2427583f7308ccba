# Two words do everything: `make report QUESTION="..."` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
DEV    := $(VENV)/.dev

QUESTION ?= How does intermediate-task training affect zero-shot cross-lingual transfer?
ARGS     ?=

.PHONY: report test lint check fix setup bench train clean

# Through the environment: neither make nor the shell may read anything into the question.
report: export ASKED = $(value QUESTION)
report: $(READY)
	$(BIN)/litsynth report "$$ASKED" $(ARGS)

test: $(DEV)
	$(BIN)/pytest -q

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

fix: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

setup: $(DEV)

bench: $(DEV)
	$(BIN)/python benchmarks/report.py

# Hours on two cores. Reads ../shared/data; long steps are kept in .verification_cache.
train: $(DEV)
	$(BIN)/python -m training.claims_measure --write
	$(BIN)/python -m training.verification

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "litsynth needs Python 3.11 or later; say which with: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(READY): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(DEV): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $(READY) $@
