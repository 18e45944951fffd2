SHELL := /bin/bash
PYTHON := .venv/bin/python
SOURCES := app.py knowledge scoring personas simulator web tests benchmarks scripts

.PHONY: run test setup lint bench screenshots clean

run: setup  ## prepare what is missing, then serve on http://127.0.0.1:7860
	@$(PYTHON) app.py $(ARGS)

test: setup browser  ## all tests, in a real browser too
	@$(PYTHON) -m pytest $(ARGS)

lint: setup  ## style, formatting and strict types
	@$(PYTHON) -m ruff check $(SOURCES)
	@$(PYTHON) -m ruff format --check $(SOURCES)
	@$(PYTHON) -m mypy $(SOURCES)

bench: setup  ## speed and quality figures, printed as tables
	@$(PYTHON) -m benchmarks $(ARGS)

screenshots: setup browser  ## the pictures in docs/screenshots
	@$(PYTHON) -m scripts.screenshots

setup: .venv/.complete

.venv/.complete: requirements.txt requirements-dev.txt constraints.txt scripts/setup.sh
	@bash scripts/setup.sh

.PHONY: browser
browser:
	@bash scripts/browser.sh

clean:  ## everything that is made here, but not the data in var/
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
