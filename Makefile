# Onestop. `make` alone lists what there is to do.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
empty :=
space := $(empty) $(empty)
FUNCTIONS := $(subst $(space),:,$(wildcard functions/*))
SOURCES := layers/common/python functions infra tests

.PHONY: help setup run test unit lint types walls templates security check bench openapi fuzz browser-tools lock deploy clean

help: ## List what there is to do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup: $(VENV)/.ready ## Make the virtual environment from the pinned lock file (done by everything else when needed)

$(VENV)/.ready: requirements.lock pyproject.toml
	@sh scripts/setup.sh "$(PYTHON)" "$(VENV)"
	@touch $@

run: setup ## Run the whole suite on this machine, at http://localhost:8080
	@$(BIN)/onestop up $(ARGS)

test: setup ## Run all tests, those on the embedded engine and in the browser included
	@$(BIN)/python -m pytest $(ARGS)

unit: setup ## Run the quick tests only: unit, functional and contract
	@$(BIN)/python -m pytest tests/unit tests/functional tests/contract $(ARGS)

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

check: lint types walls templates ## Everything that reads the code without running it

bench: setup ## Figures as ratios against a baseline measured in the same run
	@$(BIN)/python -m tests.bench $(ARGS)

openapi: setup ## Write the OpenAPI document anew from the routes and contracts
	@PYTHONPATH=$(FUNCTIONS) $(BIN)/python -m onestop_cli.openapi.document

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
