# Every target sets up its own environment in .venv; nothing is installed elsewhere.
VENV := .venv
READY := $(VENV)/.ready
PYTHON := $(VENV)/bin/python
export PYRIGHT_PYTHON_CACHE_DIR := $(CURDIR)/$(VENV)/pyright
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

.DEFAULT_GOAL := generate
.PHONY: setup generate check lint test corpora faults disk sinks mutants fuzz bench review

setup: $(READY)

$(READY): requirements.lock
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

generate: setup
	$(PYTHON) -m generator generate

# Exactly what CI runs: the output is up to date, the code is clean, the tests pass.
check: setup
	$(PYTHON) -m generator check
	$(MAKE) --no-print-directory lint
	$(MAKE) --no-print-directory test

lint: setup
	$(PYTHON) -m generator fmt --check
	$(PYTHON) -m generator lint
	$(PYTHON) -m ruff check .
	$(PYTHON) -m black --check --quiet generator templates tests
	$(PYTHON) -m black --check --quiet generated
	$(PYTHON) -m mypy generator
	$(PYTHON) -m mypy templates/python/_runtime
	$(PYTHON) -m mypy generated/*/src
	$(PYTHON) -m pyright --warnings

# One process for each core; what has nothing left to do takes tests of the others.
test: setup
	$(PYTHON) -m pytest --numprocesses auto --dist worksteal

# Whole docs trees of vendors, below DOCS2SDK_SHARED, with every checker: takes minutes.
corpora: setup
	$(PYTHON) -m tests.corpora

# The table of faults, all of it; `make test` tries each row more briefly.
faults: setup
	$(PYTHON) -m tests.sdk.faults

# Every hostile text in every place of the input, and the table of what becomes of it: minutes.
sinks: setup
	$(PYTHON) -m tests.hostile

# Weakens each printer and each guard in turn, and names the test that notices: some minutes.
mutants: setup
	$(PYTHON) -m tests.mutation

# Feeds the parsers and whole trees with what reaches new code, a minute each, under Atheris.
fuzz: setup
	$(PYTHON) -m tests.fuzz

# Every command that writes, failing and dying at every call of the system: minutes.
disk: setup
	$(PYTHON) -m tests.disk

# Measures against other generators and SDKs, and writes BENCH.md and BENCH.svg: a quarter of an hour.
bench: setup
	$(PYTHON) -m tests.bench

# What the working tree changes for users of the SDKs, against the last commit: one page.
review: setup
	mkdir -p .cache
	$(PYTHON) -m generator review HEAD . --format html --out .cache/review.html
