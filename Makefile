# Onestop. `make` alone lists what there is to do.
.DEFAULT_GOAL := help
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
empty :=
space := $(empty) $(empty)
FUNCTIONS := $(subst $(space),:,$(wildcard functions/*))
SOURCES := layers/common/python functions infra tests

.PHONY: docs screenshots words all-words help setup run test unit quick lint types walls templates security check bench openapi fuzz browser-tools lock deploy clean

help: ## List what there is to do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup: $(VENV)/.ready ## Make the virtual environment from the pinned lock file (done by everything else when needed)

$(VENV)/.ready: requirements.lock pyproject.toml
	@sh scripts/setup.sh "$(PYTHON)" "$(VENV)"
	@touch $@

run: setup ## Run the whole suite on this machine, at http://localhost:8080
	@$(BIN)/onestop up $(ARGS)

# Workers take whole files (tests/workers.py says how many), and the ten slowest tests are named. Where ARGS names a path, only that is
# run, in one process: starting workers takes longer than most files do. Python keeps its byte code, whatever it is told
# around here: the tests start it a hundred times.
ONE_PATH = $(findstring tests/,$(ARGS))
SPREAD = $(if $(ONE_PATH),,-n auto --maxprocesses 8 --dist loadfile --no-loadscope-reorder)
PYTEST = PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest $(SPREAD) --durations=10 --durations-min=1

test: setup ## Run all tests, those on the embedded engine and in the browser included
	@$(PYTEST) $(ARGS)

unit: setup ## Run the tests of rules and contracts only: no AWS, no database, no browser; a minute or so
	@$(PYTEST) $(if $(ONE_PATH),,tests/unit tests/contract) $(ARGS)

quick: setup ## Run these and the tests of the handlers and of the lake, with AWS and DuckDB in memory
	@$(PYTEST) $(if $(ONE_PATH),,tests/unit tests/functional tests/contract) $(ARGS)

lint: setup ## Style and formatting
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)

types: setup ## Types, strictly, of everything that ships
	@$(BIN)/mypy

walls: setup ## Who may import whom
	@PYTHONPATH=$(FUNCTIONS) $(BIN)/lint-imports

templates: setup ## The CloudFormation templates, as written and as SAM expands them
	@$(BIN)/python scripts/check_templates.py

security: setup ## The templates as checkov sees them, against the answers in scripts/security_answers.yaml (asks PyPI)
	@$(BIN)/python scripts/check_security.py

words: setup ## Bring the translators' files up to date with the code
	@$(BIN)/python -m onestop_cli.words gather

all-words: setup ## Whether everything that people read is translated
	@$(BIN)/python -m onestop_cli.words check

check: lint types walls templates all-words ## Everything that reads the code without running it

bench: setup ## Figures as ratios against a baseline measured in the same run
	@$(BIN)/python -m tests.bench $(ARGS)

screenshots: setup ## Draw every page in three languages and two widths: make screenshots OUT=folder
	@PYTHONPATH=.:infra:layers/common/python $(BIN)/python -m tests.screenshots $(if $(OUT),--out $(OUT)) $(ARGS)

docs: setup ## Write the pages that are made from the code anew: events, architecture, proof
	@PYTHONPATH=.:infra:layers/common/python:$(FUNCTIONS) $(BIN)/python -m tests.contract.write_events
	@PYTHONPATH=layers/common/python $(BIN)/python -m tests.contract.write_proof

openapi: setup ## Write the OpenAPI and AsyncAPI documents anew from the routes and contracts
	@PYTHONPATH=$(FUNCTIONS) $(BIN)/python -m onestop_cli.openapi.document
	@PYTHONPATH=$(FUNCTIONS) $(BIN)/python -m onestop_cli.asyncapi.document

SECONDS ?= 60
fuzz: setup ## Feed what reads raw input with mutated input: make fuzz SECONDS=60 TARGET=mail
	@PYTHONPATH=.:$(FUNCTIONS) $(BIN)/python -m tests.fuzz --seconds $(SECONDS) $(TARGET)

browser-tools: ## Debian's Chromium and fonts for the browser tests
	@sh scripts/browser_tools.sh

lock: ## Resolve the dependencies anew into requirements.lock
	@$(BIN)/uv pip compile --universal --python-version 3.11 --extra dev --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header -q pyproject.toml -o requirements.lock

deploy: setup ## Deploy to AWS: make deploy ARGS="--stack-name onestop --region eu-west-1 --dry-run"
	@$(BIN)/onestop deploy $(ARGS)

clean: ## Remove what was built here (not what the suite has kept)
	@rm -rf $(VENV) .build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
