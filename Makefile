# Two commands do everything; each makes the virtual environment it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test check long golden bench agree fuzz wheel clean

help:  ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $(READY)

demo: $(READY)  ## the main job on real notices, explained
	@$(BIN)/python -m yiju_cli.demo

test: $(READY)  ## style, types, arrows, tests, and the wheel away from the checkout
	$(BIN)/ruff check pycore cli tests
	$(BIN)/ruff format --check pycore cli tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto tests

check: test  ## the same

long: $(READY)  ## the tests with everything they can try
	YIJU_LONG=1 $(BIN)/python -m pytest -n auto tests

golden: $(READY)  ## rewrite the expected screens after a look at the diff
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest tests

bench: $(READY)  ## timings against the reference implementations (installs them)
	$(BIN)/python tests/bench/run.py

agree: $(READY)  ## the long agreement run of engine and interpreter
	$(BIN)/python -m tests.agreement.run --count 20000

fuzz: $(READY)  ## 10,000 damaged inputs of each kind
	$(BIN)/python tests/fuzz/run.py --count 10000

wheel: $(READY)  ## build the wheel
	$(BIN)/python -m build --wheel

clean:  ## remove what was built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
