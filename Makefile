# Two commands matter: `make demo` shows the whole loop, `make test` proves it.
# Each prepares its own virtual environment; only Python (with venv and pip) and make are assumed.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: help demo test check unit lock bench clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "nianbao needs Python 3.11 or newer; set PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY) ## run a whole season on an embedded portal, mailbox and database
	$(BIN)/nianbao demo --folder nianbao-demo --fresh

test: $(READY) check ## run every gate and every test
	$(BIN)/python -m pytest --numprocesses auto --cov --cov-report=term:skip-covered

unit: $(READY) ## run the unit tests alone (seconds)
	$(BIN)/python -m pytest -m "not slow"

check: $(READY) ## run the static gates: ruff, mypy, import-linter
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY) ## run the benchmarks
	$(BIN)/python -m tests.bench

lock: $(READY) ## renew the hash-locked requirements (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml --output-file requirements/runtime.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml --all-extras --group dev --output-file requirements/dev.txt

clean: ## remove what the commands above made
	rm -rf $(VENV) nianbao-demo dist build .coverage .mypy_cache .ruff_cache .pytest_cache
