# docgen: the two commands are `make docs` and `make test`; each sets up what it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
COMPILE := uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11
export PYTHONHASHSEED ?= random

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

docs: $(VENV)/run.stamp ## write every revision in every format into build/
	$(BIN)/docgen build

diffs: $(VENV)/run.stamp ## write the changes from each revision to the next into build/redlines/
	$(BIN)/docgen diffs

test: $(VENV)/test.stamp ## run the linter, the type checker and the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto

bench: $(VENV)/test.stamp ## time the writers, a clause change on 200 partnerships, and redlines beside other programs; TEXTS=folder adds public agreements
	$(BIN)/python -m benchmarks
	-test -d .venv-peers || (python3 -m venv .venv-peers && .venv-peers/bin/pip install -q jubarte-redlines==0.14.0 'python-redlines[docxodus]==2.0.0' docx-trackdiff==1.0.0)
	$(BIN)/python -m benchmarks.redline
	$(BIN)/python -m benchmarks.public_redlines $(TEXTS)
	$(BIN)/python -m benchmarks.word_files $(firstword $(TEXTS))
	$(BIN)/python -m benchmarks.returned_file
	$(BIN)/python -m benchmarks.impact

golden: $(VENV)/test.stamp ## rewrite the golden files of the tests; review them with git diff
	$(BIN)/pytest -n auto --force-regen || $(BIN)/pytest -n auto

elsewhere: $(VENV)/test.stamp ## measure what other programs make of tracked changes; docs/redlines-elsewhere.md has the table
	$(BIN)/python -m benchmarks.redlines_elsewhere .venv-readers

house: $(VENV)/run.stamp ## rebuild templates/mou/house.docx
	$(BIN)/python -m tools.house_style

words: $(VENV)/run.stamp ## rebuild the list of common words, which the spelling check reads first
	$(BIN)/python -m tools.common_words

lock: ## resolve the dependencies again and pin them
	$(COMPILE) --extra build pyproject.toml -o requirements.lock
	$(COMPILE) --extra build --extra test -c requirements.lock pyproject.toml -o requirements-test.lock

clean: ## remove build/, the virtual environment and caches
	rm -rf build $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/run.stamp: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-build-isolation --editable .
	touch $@

$(VENV)/test.stamp: requirements-test.lock $(VENV)/run.stamp
	$(INSTALL) --require-hashes -r requirements-test.lock
	touch $@

.PHONY: help docs diffs test bench elsewhere golden house words lock clean
