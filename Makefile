# What a newcomer, a developer and CI type. Each target installs what it needs.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check bench chaos quality simulate corpus picture format lock
.DEFAULT_GOAL := run

run: .venv/run.done
	@$(BIN)/python -m bot

test: .venv/dev.done
	$(BIN)/python -m pytest

check: .venv/dev.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) test

bench: .venv/dev.done
	$(BIN)/python -m tests.bench

# Kill and hinder the bot for so many minutes; one line of figures; fails if a promise was broken.
MINUTES ?= 8
SEED ?= 1
chaos: .venv/dev.done
	@$(BIN)/python -m tests.chaos --minutes $(MINUTES) --seed $(SEED)

# Read every body in a folder as the bot would; fails where feedparser alone finds more entries.
corpus: .venv/dev.done
	@test -d "$(DIR)" || { echo "Say which folder of feeds: make corpus DIR=..." >&2; exit 2; }
	@$(BIN)/python -m tests.corpus "$(DIR)"

# How well the bot reads: precision, recall and what it confuses, over a labelled sample of our own.
quality: .venv/dev.done
	@$(BIN)/python -m tests.quality

# How feeds are asked: simulated days with a clock of their own. Takes some minutes.
simulate: .venv/dev.done
	@$(BIN)/python -m tests.simulation

# The picture in README: what the browser test sees.
picture: .venv/dev.done
	PICTURE=docs/chat.png $(BIN)/python -m pytest -q tests/endtoend/test_page.py

format: .venv/dev.done
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Exact versions with hashes, for every Python from 3.11 on.
lock: .venv/dev.done
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile $(LOCK) pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile $(LOCK) --constraint requirements.lock --group dev pyproject.toml -o requirements-dev.lock
LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; say which: make run PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.done: requirements.lock | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/dev.done: requirements-dev.lock | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ .venv/run.done
