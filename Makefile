# From nothing to tests or to the demo: Python 3.11 and make are enough, without root.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3.11)
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
CODE   := candide tools bench tests

.PHONY: help setup test check style types imports sizes licences words pages prove demo docs format requirements
.DEFAULT_GOAL := help

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

setup: $(VENV)/.ready  ## everything that the other targets need, and only when something changed

$(VENV)/.deps: requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Candide needs Python 3.11 or later: make PYTHON=/path/to/python3.11'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || \
		{ echo 'This Python has no venv module: install it, or give another with make PYTHON=…'; exit 1; }
	@echo 'Setting up $(VENV) (once; a few minutes at most)'
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@

$(VENV)/.ready: $(VENV)/.deps pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

test: check  ## the checks, then every test but the heavy proofs (20 minutes at most on 2 cores)
	@$(BIN)/python -m pytest -m "not prove" -n 2

check: style types imports sizes licences words pages  ## all of them; `make -k check` goes on after the first that fails

style: setup
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)

types: setup
	@$(BIN)/mypy

imports: setup
	@$(BIN)/lint-imports

sizes: setup
	@$(BIN)/python -m tools.size_check

licences: setup
	@$(BIN)/python -m tools.licence_check

words: setup
	@$(BIN)/python -m tools.words_check

pages: setup
	@$(BIN)/python -m tools.docs --check

prove: setup  ## the heavy proofs: many seeds, every mutation, every kill
	@$(BIN)/python -m pytest -m prove -n 2

demo: setup  ## an invented world, from export files to the page
	@$(BIN)/candide demo

docs: setup  ## write docs/reference and the README's example again
	@$(BIN)/python -m tools.docs
	@$(BIN)/python -m tools.readme

format: setup  ## lay the code out
	@$(BIN)/ruff check --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

requirements:  ## pin again, with hashes and without addresses (needs uv)
	@for extra in '' dev; do \
		uv pip compile pyproject.toml requirements/build.in $${extra:+--extra $$extra} --quiet --upgrade \
			--universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
			--no-header --no-annotate --no-emit-index-url --output-file requirements/$${extra:-base}.txt || exit 1; \
	done
