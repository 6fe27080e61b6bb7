# `make demo` and `make test` do all the set-up themselves, into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo languagetool test lint types imports glossary derive bench quality clean

$(BIN)/.installed: pyproject.toml cleanup/version.py
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed; name one with: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(BIN)/.developed: $(BIN)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

demo: $(BIN)/.installed  ## repair a whole article and show every change with its reason
	@echo '$$ cleanup diff examples/brussels.txt --source-language es --date 2022-03-25'
	@$(BIN)/cleanup diff examples/brussels.txt --source-language es --date 2022-03-25 || test $$? -eq 1
	@mkdir -p build
	@$(BIN)/cleanup diff examples/brussels.txt --source-language es --date 2022-03-25 --format html > build/brussels.html || test $$? -eq 1
	@$(BIN)/cleanup fix examples/brussels.txt --source-language es --date 2022-03-25 > build/brussels.txt
	@echo
	@echo 'The same as a page: build/brussels.html; the repaired article: build/brussels.txt'

languagetool: $(BIN)/.installed  ## get LanguageTool by Maven, for grammar and spelling; needs Java 17
	$(BIN)/cleanup languagetool install

test: $(BIN)/.developed  ## run the tests
	$(BIN)/python -m pytest

lint: $(BIN)/.developed
	$(BIN)/ruff check cleanup tests benchmarks cli.py
	$(BIN)/ruff format --check --diff cleanup tests benchmarks cli.py

types: $(BIN)/.developed
	$(BIN)/mypy

imports: $(BIN)/.developed
	$(BIN)/lint-imports

glossary: $(BIN)/.developed  ## every row in order, and the documentation's counts true
	$(BIN)/cleanup glossary lint
	$(BIN)/python -m pytest tests/test_documents.py tests/test_glossary_rows.py

derive: $(BIN)/.developed  ## make glossaries/derived anew from raw collections: make derive KNOWLEDGE=FOLDER
	$(BIN)/python -m pip install --quiet --editable '.[derive]'
	$(BIN)/python -m cleanup.deriving $(KNOWLEDGE)

bench: $(BIN)/.developed
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python benchmarks/processes.py
	$(BIN)/python benchmarks/hook.py
	$(BIN)/python benchmarks/matching.py
	$(BIN)/python benchmarks/languagetool.py

quality: $(BIN)/.installed  ## precision and recall by normalizer and class: make quality [EVAL=FOLDER]
	$(BIN)/python benchmarks/quality.py $(EVAL)

clean:
	rm -rf $(VENV) build dist
