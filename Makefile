# Farde. `make help` lists what can be asked; `make start` is the first thing to try.

PORT ?= 8080
HOST ?= 127.0.0.1
DEMO ?= 1
export PORT HOST DEMO
# Tests see the French that users see: catalogues of a new environment are not compiled yet. The
# set-up tests run first and alone, so that two processes never write the same catalogue.
export zope_i18n_compile_mo_files := 1

BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
MARKUP = find src profiles instance -name '*.zcml' -o -name '*.pt' -o -name '*.xml'
# These start a whole instance, which needs both cores: they run alone, and last.
LIVE := $(wildcard tests/running tests/journeys)

.DEFAULT_GOAL := help
.PHONY: help start system install test test-needs check check-wheel buildout verify-journal \
    bench-walk bench-access bench-routing bench-capture locales pins clean

help: ## List the targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

start: system install ## Start Farde with the demonstration on http://localhost:8080/farde (PORT=, HOST=, DEMO=0)
	@$(BIN)/python instance/start.py

system: ## Check the system programs; install the missing ones when allowed
	@sh instance/system.sh

install: ## Make the virtual environment from requirements.txt
	@sh instance/venv.sh

test-needs: install
	@sh instance/system.sh test
	@sh instance/journeys.sh

test: test-needs ## Run every test: set-up, units and integration, a running instance, the browser
	@failed=; \
	$(PYTEST) tests/setup || failed=yes; \
	$(PYTEST) tests $(addprefix --ignore=,tests/setup $(LIVE)) -n 2 --dist loadfile || failed=yes; \
	$(PYTEST) $(LIVE) || failed=yes; \
	[ -z "$$failed" ]

check: install ## Check style, layout of markup, order of the rooms, equality of the pins
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MARKUP) | xargs $(BIN)/zpretty --check
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/setup/test_pins.py

check-wheel: install ## Build the wheel, install it elsewhere, run the set-up tests against it
	$(BIN)/python instance/check_wheel.py

buildout: system install ## Assemble the same instance with buildout.cfg (bin/instance, bin/worker)
	@sh instance/buildout.sh

verify-journal: install ## Walk the chain of the access journal (NOTED=file of heads kept elsewhere)
	@$(BIN)/python instance/verify_journal.py $(if $(NOTED),--noted $(NOTED))

bench-walk: system install ## Measure pace and waiting times beside tesseract and OCRmyPDF (PAGES=, ROUNDS=)
	PYTHONPATH=tests $(BIN)/python -m bench.walk

bench-access: system install ## Measure transfers, restricted lists and the journal (SIZES=, DOSSIERS=, REPEATS=)
	PYTHONPATH=tests $(BIN)/python -m bench.access

bench-routing: system install ## Measure filing with rules, the inbox and forms (TICKETS=, TERMS=, ROUNDS=, REPEATS=)
	PYTHONPATH=tests $(BIN)/python -m bench.routing

bench-capture: system install ## Measure reading, separators and a simulated day (PAGES=, LONG=, ORDINARY=, DEPOSITS=)
	PYTHONPATH=tests $(BIN)/python -m bench.capture

locales: install ## Bring the translation catalogues up to date
	@sh instance/locales.sh

pins: install ## Lock requirements.in into requirements.txt and buildout.cfg
	$(BIN)/python instance/pins.py

clean: ## Remove what was built; the data in instance/var stays
	rm -rf build dist parts bin develop-eggs eggs .installed.cfg .pytest_cache .ruff_cache
	find src tests profiles instance -name __pycache__ -type d -prune -exec rm -rf {} +
